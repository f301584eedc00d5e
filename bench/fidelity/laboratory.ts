import { parseLevel, runBuild, type Catalog, type Part, type Run, type StackNode } from '../../src/sim/index.ts';
import type { Arguments, Experiment, Reading, RunChoice } from './experiment.ts';
import { catalogOf } from './parts.ts';
import { ExperimentError } from './problem.ts';
import { fillSetup, fillText } from './template.ts';

/** Runs an experiment's setups on the engine and reads values off them. A run that several values are read off is made once. */

type World = NonNullable<Run['world']>;
type Unit = ReturnType<World['unitOf']>;

const US_PER_MS = 1000;
const KIB_PER_MIB = 1024;

/** A run that came to its end, or why the build is not legal. */
interface Outcome {
  readonly world: World | null;
  readonly refusal: string;
  readonly byId: ReadonlyMap<string, StackNode>;
  /** Whether all was ready and nothing went wrong. */
  readonly isSound: boolean;
}

export class Laboratory {
  private readonly experiment: Experiment;
  private readonly catalog: Catalog;
  private readonly outcomes = new Map<string, Outcome>();

  constructor(experiment: Experiment, base?: readonly Part[]) {
    this.experiment = experiment;
    this.catalog = catalogOf(experiment, base);
  }

  /** Reads a value; what the reading does not say itself it has from around it. */
  read(reading: Reading, around: RunChoice, place: string): number {
    const name = reading.run ?? around.run;
    const choice: RunChoice = { ...(name !== undefined && { run: name }), with: { ...around.with, ...reading.with } };
    switch (reading.kind) {
      case 'number':
        return this.number(reading.number, choice, place);
      case 'sum':
        return reading.of.reduce((total, part) => total + this.read(part, choice, place), 0);
      case 'difference':
        return this.read(reading.of[0]!, choice, place) - this.read(reading.of[1]!, choice, place);
      case 'ratio':
        return this.read(reading.of[0]!, choice, place) / this.read(reading.of[1]!, choice, place);
      case 'smallest':
        return this.smallest(reading, choice, place);
      default:
        return this.readRun(reading, choice, place);
    }
  }

  private number(number: string | number, choice: RunChoice, place: string): number {
    const value = typeof number === 'number' ? number : fillText(number, this.argumentsOf(choice), place);
    if (typeof value !== 'number') throw new ExperimentError({ place, expected: 'a number', got: value });
    return value;
  }

  private argumentsOf(choice: RunChoice): Arguments {
    const setup = choice.run === undefined ? undefined : this.experiment.setups[choice.run];
    return { ...setup?.defaults, ...choice.with };
  }

  private readRun(
    reading: Exclude<Reading, { kind: 'number' | 'sum' | 'difference' | 'ratio' | 'smallest' }>,
    choice: RunChoice,
    place: string,
  ): number {
    const outcome = this.outcomeOf(choice);
    const { world } = outcome;
    if (world === null) throw new ExperimentError({ place, expected: 'a legal build', got: outcome.refusal });
    const unit = (text: string): Unit => {
      const id = String(fillText(text, this.argumentsOf(choice), place));
      const node = outcome.byId.get(id);
      if (node === undefined) throw new ExperimentError({ place, expected: 'a node of the setup', got: id });
      return world.unitOf(node);
    };
    switch (reading.kind) {
      case 'span': {
        const us =
          happened(unit(reading.to).firstReadyUs, `${reading.to} ready`, place) -
          happened(unit(reading.from).firstStartUs, `${reading.from} started`, place);
        return us / US_PER_MS;
      }
      case 'batch': {
        const worker = unit(reading.node);
        return (happened(worker.past.firstDoneUs, `${reading.node} done`, place) - worker.firstReadyUs) / US_PER_MS;
      }
      case 'phases': {
        const { index } = unit(reading.node);
        const spans = world.recording!.phases.filter((span) => span.node === index && reading.phases.includes(span.phase));
        return spans.reduce((total, span) => total + span.endUs - span.startUs, 0) / US_PER_MS;
      }
      case 'memory': {
        const holder = unit(reading.node);
        return (holder.node.kind === 'machine' ? holder.insideKiB : holder.heldKiB) / KIB_PER_MIB;
      }
      case 'rate':
        return rateOf(world, String(fillText(reading.workload, this.argumentsOf(choice), place)));
    }
  }

  /** The smallest size with which the setup is legal, gets ready and has no mishap; found by halving, as those who measured did. */
  private smallest(reading: Extract<Reading, { kind: 'smallest' }>, choice: RunChoice, place: string): number {
    const fits = (size: number): boolean => this.outcomeOf({ ...choice, with: { ...choice.with, [reading.argument]: size } }).isSound;
    let { least, most } = reading;
    if (!fits(most)) throw new ExperimentError({ place, expected: `a setup that fits ${reading.argument} = ${most}`, got: 'none' });
    while (least < most) {
      const middle = Math.floor((least + most) / 2);
      if (fits(middle)) most = middle;
      else least = middle + 1;
    }
    return least;
  }

  private outcomeOf(choice: RunChoice): Outcome {
    const key = `${choice.run} ${JSON.stringify(Object.entries(this.argumentsOf(choice)).sort())}`;
    let outcome = this.outcomes.get(key);
    if (outcome === undefined) this.outcomes.set(key, (outcome = this.run(choice)));
    return outcome;
  }

  private run(choice: RunChoice): Outcome {
    const place = `/setups/${choice.run}`;
    const { nodes, workloads, scenario } = fillSetup(this.experiment.setups[choice.run!]!, choice.with ?? {}, place);
    const counts = new Map<unknown, number>();
    for (const { workload } of nodes) if (workload !== undefined) counts.set(workload, (counts.get(workload) ?? 0) + 1);
    const placed = workloads.filter(({ id }) => counts.has(id)).map((workload) => ({ ...workload, count: counts.get(workload['id']) }));
    // All is given, so that the level bounds nothing.
    const level = parseLevel({ format: 'stackwright/level@1', id: this.experiment.id, given: nodes, workloads: placed, scenario });
    if (!level.ok) throw new ExperimentError({ ...level.error, place: `${place}${level.error.place.replace('/given', '/nodes')}` });
    const run = runBuild({ nodes: level.value.given }, level.value, { record: true, catalog: this.catalog });
    if (!run.ok) throw new ExperimentError({ place, expected: `a run within ${run.error.budget} turns`, got: 'more' });
    const { world, stack, report } = run.value;
    const [violation] = report.violations;
    const refusal = violation === undefined ? '' : `${violation.code} of ${violation.node ?? 'the build'}`;
    return {
      world,
      refusal,
      byId: stack.byId,
      isSound: world !== null && report.incidents.length === 0 && report.metrics.readyMs !== null,
    };
  }
}

function happened(us: number, what: string, place: string): number {
  if (us < 0) throw new ExperimentError({ place, expected: what, got: 'never' });
  return us;
}

/** Requests served a second at the end of the run, by all instances together. */
function rateOf(world: World, workload: string): number {
  const last = new Map<number, number>();
  for (const { node, perSecond } of world.recording!.rates) {
    if (world.stack.nodes[node]!.workload?.id === workload) last.set(node, perSecond);
  }
  return [...last.values()].reduce((total, rate) => total + rate, 0);
}
