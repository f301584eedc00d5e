import {
  CATALOG,
  checkBuild,
  parseBuild,
  parseLevel,
  runBuild,
  type Build,
  type Catalog,
  type Level,
  type Run,
  type RunReport,
} from '../../src/sim/index.ts';

/**
 * Builds and levels in a few words. `stack('machine.desktop', 'kernel.linux', ['web', 'db'])` is a machine with a kernel
 * on which two workloads stand; a list holds branches, each a layer or layers one upon another.
 */

export interface Setting {
  readonly part?: string;
  readonly workload?: string;
  readonly id?: string;
  readonly [setting: string]: unknown;
}
export type Layer = string | Setting;
export type Branch = Layer | readonly (Layer | readonly Branch[])[];

function isList(layer: unknown): layer is readonly Branch[] {
  return Array.isArray(layer);
}

/** A word with a dot, or `vm`, names a part; any other a workload. */
function settingOf(layer: Layer): Setting {
  if (typeof layer !== 'string') return layer;
  return layer.includes('.') || layer === 'vm' ? { part: layer } : { workload: layer };
}

/** `linux`, `linux2` … */
function nameOf({ part, workload }: Setting, taken: ReadonlySet<string>): string {
  const name = (workload ?? part!).split('.').pop()!;
  let id = name;
  for (let i = 2; taken.has(id); i += 1) id = `${name}${i}`;
  return id;
}

export interface Node {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** The nodes of stacks, one beside another: plain JSON. */
export function nodesOf(...stacks: readonly (readonly (Layer | readonly Branch[])[])[]): Node[] {
  const nodes: Node[] = [];
  const taken = new Set<string>();
  const grow = (layers: readonly (Layer | readonly Branch[])[], ground: string | undefined): void => {
    let on = ground;
    for (const layer of layers) {
      if (isList(layer)) {
        for (const branch of layer) grow(isList(branch) ? branch : [branch], on);
        continue;
      }
      const setting = settingOf(layer);
      const id = setting.id ?? nameOf(setting, taken);
      taken.add(id);
      nodes.push({ ...setting, id, ...(on !== undefined && { on }) });
      on = id;
    }
  };
  for (const layers of stacks) grow(layers, undefined);
  return nodes;
}

export function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export function buildOf(nodes: readonly object[]): Build {
  return must(parseBuild({ format: 'stackwright/build@1', nodes }));
}

/** One stack as a build. */
export function stack(...layers: readonly (Layer | readonly Branch[])[]): Build {
  return buildOf(nodesOf(layers));
}

/** Several stacks, as a rule each with a machine of its own. */
export function stacks(...all: readonly (readonly (Layer | readonly Branch[])[])[]): Build {
  return buildOf(nodesOf(...all));
}

/** Forms in which a workload runs wherever anything runs. */
export const ANY_FORM: readonly object[] = [
  ...['linux', 'windows', 'macos', 'minix', 'unikernel'].map((os) => ({ form: 'native', os })),
  ...['linux', 'windows'].map((os) => ({ form: 'image', os })),
  ...['jvm', 'node', 'python', 'ruby'].map((runtime) => ({ form: 'bytecode', runtime })),
  { form: 'bare' },
];

const LIMITS = { cpuLimit: [100, 250, 500, 1000, 2000], ramLimitMiB: [64, 128, 256, 512, 1024], volume: true };

export type Work = { readonly id: string; readonly [member: string]: unknown };

/** A workload in a level: every form and limit, unless said otherwise. */
export function work(id: string, members: object = {}): Work {
  return { id, forms: ANY_FORM, ...LIMITS, ...members };
}

/** Plain JSON of a level that offers every part and asks for what is in `members`. */
export function levelJson(workloads: readonly object[], members: object = {}): Record<string, unknown> {
  return {
    format: 'stackwright/level@1',
    id: 'test',
    tray: CATALOG.parts.map(({ id }) => ({ part: id, nested: true, passthrough: true, ...LIMITS })),
    workloads,
    order: { delayMs: [0, 1, 10, 100, 1000, 5000] },
    score: ['cost', 'ram', 'ready', 'disk', 'effort'],
    ...members,
  };
}

/** A level that asks for each workload as often as `build` has it. */
export function levelFor(build: Build, workloads: readonly Work[], members: object = {}): Level {
  const counted = workloads.map((workload) => ({ count: build.nodes.filter((node) => node.workload === workload.id).length, ...workload }));
  return must(parseLevel(levelJson(counted, members)));
}

/** Runs a build; whatever is wrong with it is thrown. */
export function run(build: Build, level: Level, catalog: Catalog = CATALOG): Run {
  const outcome = must(runBuild(build, level, { catalog, record: true }));
  if (!outcome.report.valid) throw new Error(JSON.stringify(outcome.report.violations));
  return outcome;
}

/** Runs a build in a level made for it. */
export function trial(build: Build, workloads: readonly Work[], members: object = {}): RunReport {
  return run(build, levelFor(build, workloads, members)).report;
}

/** The codes of all violations, with the node each is about: `slot-taken linux2`. */
export function faults(build: Build, level: Level | null = null): string[] {
  return checkBuild(build, level).map(({ code, node }) => (node === null ? code : `${code} ${node}`));
}

export function nodeReport(report: RunReport, id: string): RunReport['nodes'][number] {
  const found = report.nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

/** How long a node's first start took, ms. */
export function startTook(report: RunReport, id: string): number {
  const { startMs, readyMs } = nodeReport(report, id);
  if (startMs === null || readyMs === null) throw new Error(`${id} never was ready`);
  return readyMs - startMs;
}

/** How a goal of a kind came out; the first of that kind. */
export function goal(report: RunReport, kind: string): RunReport['goals'][number] {
  const found = report.goals.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`no goal ${kind}`);
  return found;
}

/** What happened to whom, in words: `panic linux at 5000`. */
export function incidents(report: RunReport): string[] {
  return report.incidents.map(({ kind, node, atMs }) => `${kind} ${node} at ${atMs}`);
}

/** What is wrong with a build in a level made for it. */
export function wrong(build: Build, workloads: readonly Work[], members: object = {}): string[] {
  return faults(build, levelFor(build, workloads, members));
}

/** A goal that asks for nothing in particular, so that its value is reported. */
export function asks(kind: string, workload: string): object {
  const limits = { ready: { withinMs: 0 }, done: { withinMs: 0 }, downtime: { atMostMs: 0 }, throughput: { atLeast: 0 } };
  return { kind, workload, ...limits[kind as keyof typeof limits] };
}

/** The value of one goal in a run of a build. */
export function measure(kind: string, build: Build, workloads: readonly Work[], workload: string, scenario: object = {}): number | null {
  return goal(trial(build, workloads, { goals: [asks(kind, workload)], scenario }), kind).actual as number | null;
}

/** How long a batch took from ready to done, ms. */
export function batchTook(build: Build, workloads: readonly Work[], workload: string): number {
  const goals = [asks('ready', workload), asks('done', workload)];
  const report = trial(build, workloads, { goals, scenario: { horizonMs: 100_000_000 } });
  return (goal(report, 'done').actual as number) - (goal(report, 'ready').actual as number);
}
