import type { Chance } from './chance.ts';
import { ARM, bytecode, image, native, X86, type Scene } from './small-works.ts';

/** Something besides what a situation needs, so that there is more than one way to solve it. */
interface Extra {
  readonly tray: readonly { readonly part: string; readonly [member: string]: unknown }[];
  readonly form: object;
}

const EXTRAS: readonly ((chance: Chance) => Extra)[] = [
  (chance) => ({
    tray: [{ part: chance.pick(['engine.docker', 'engine.lxc', 'engine.gvisor', 'engine.kata']), max: 1 }],
    form: image('linux'),
  }),
  (chance) => {
    const runtime = chance.pick(['jvm', 'node', 'python', 'ruby']);
    return { tray: [{ part: `runtime.${runtime}`, max: 1, ...(chance.percent(20) && { ramLimitMiB: [300] }) }], form: bytecode(runtime) };
  },
  (chance) => ({
    tray: [
      { part: chance.pick([...X86, ...ARM]), max: 1 },
      { part: chance.pick(['kernel.linux', 'kernel.linux-slim']), max: 1 },
    ],
    form: native('linux'),
  }),
  (chance) => ({
    tray: [{ part: chance.pick(['kernel.minix', 'kernel.unikernel']), max: 1 }],
    form: native(chance.pick(['minix', 'unikernel'])),
  }),
];

function withForms(scene: Scene, forms: readonly object[]): Scene {
  const workloads = scene.workloads.map((workload) => ({ ...workload, forms: [...(workload['forms'] as object[]), ...forms] }));
  return { ...scene, workloads };
}

function withLimits(chance: Chance, scene: Scene): Scene {
  const workloads = scene.workloads.map((workload) => ({
    ...(chance.percent(12) && { cpuLimit: [chance.pick([250, 1000])] }),
    ...(chance.percent(12) && { ramLimitMiB: [chance.pick([100, 400])] }),
    ...(chance.percent(15) && { volume: true }),
    ...workload,
  }));
  return { ...scene, workloads };
}

/** A situation with up to so many extras, and now and then limits, an order, delays. */
export function enriched(chance: Chance, scene: Scene, most: number): Scene {
  const extras = chance
    .shuffled(EXTRAS)
    .slice(0, Math.max(0, Math.min(most, chance.pick([0, 1, 1, 2, 2, 3]))))
    .map((make) => make(chance));
  const added = extras
    .flatMap(({ tray }) => tray)
    .filter(({ part }) => !scene.tray.some((entry) => 'part' in entry && entry.part === part));
  const richer = withLimits(
    chance,
    withForms(
      { ...scene, tray: [...scene.tray, ...added] },
      extras.flatMap(({ form }) => form),
    ),
  );
  if (scene.order !== undefined || !chance.percent(12)) return richer;
  return { ...richer, order: chance.percent(50) ? true : { delayMs: [chance.pick([1000, 20_000])] } };
}
