import { describe } from '../../src/sim/formats/reader.ts';
import { CATALOG, makeCatalog, type Catalog, type Figure, type Part } from '../../src/sim/index.ts';
import { ExperimentError } from './problem.ts';
import type { Experiment, LocalPart } from './experiment.ts';

/** The catalogue with the experiment's own parts in it. */

/** Traits that a part of an experiment's own may have otherwise than the one it is like. */
const TRAITS: readonly string[] = [
  'isa',
  'isas',
  'os',
  'design',
  'virtualization',
  'hardware',
  'hosts',
  'nested',
  'passthrough',
  'type',
  'sandbox',
];

/** Figures that have no value without an effect: sizes, speeds, and what work is divided by. */
const SIZES: readonly string[] = [
  'threads',
  'ramMiB',
  'diskMiB',
  'cpus',
  'coreSpeed',
  'diskMiBPerS',
  'netMiBPerS',
  'ioKiB',
  'servicesThreads',
];

/** Memory is counted in whole KiB, and whole threads run; times and rates may have decimals. */
const MAY_BE_BROKEN = /(Ms|Us|Ns|PerS|UsPerGiB|MsPerGiB|UsPerGuest|Tax|coreSpeed)$/;

type Figures = Readonly<Record<string, Figure>>;

function neutralised(name: string, figure: Figure): Figure {
  if (SIZES.includes(name)) return figure;
  return { value: name.endsWith('Tax') ? 1000 : 0, source: 'neutral' };
}

/** A trait is one that the part's model has, and of the same JSON type. */
function checkTrait(name: string, trait: unknown, model: Part, place: string): void {
  if (!TRAITS.includes(name) || !Object.hasOwn(model, name)) {
    throw new ExperimentError({ place, expected: `one of ${TRAITS.filter((known) => Object.hasOwn(model, known)).join(', ')}`, got: name });
  }
  const present = (model as unknown as Readonly<Record<string, unknown>>)[name];
  const isAlike = Array.isArray(present)
    ? Array.isArray(trait) && trait.every((entry) => typeof entry === 'string')
    : typeof trait === typeof present;
  if (!isAlike)
    throw new ExperimentError({
      place,
      expected: Array.isArray(present) ? 'a list of names' : `a ${typeof present}`,
      got: describe(trait),
    });
}

function localPart(local: LocalPart, known: ReadonlyMap<string, Part>, place: string): Part {
  const model = known.get(local.like);
  if (model === undefined) throw new ExperimentError({ place: `${place}/like`, expected: 'a part', got: local.like });
  const figures: Record<string, Figure> = {};
  for (const [name, figure] of Object.entries(model.figures as Figures)) {
    figures[name] = Object.hasOwn(local.figures, name) ? local.figures[name]! : local.isPlain ? neutralised(name, figure) : figure;
  }
  for (const [name, { value }] of Object.entries(local.figures)) {
    if (!Object.hasOwn(figures, name)) {
      throw new ExperimentError({ place: `${place}/figures/${name}`, expected: `one of ${Object.keys(figures).join(', ')}`, got: name });
    }
    if (!MAY_BE_BROKEN.test(name) && !Number.isInteger(value)) {
      throw new ExperimentError({ place: `${place}/figures/${name}/value`, expected: 'a whole number', got: String(value) });
    }
  }
  for (const [name, trait] of Object.entries(local.traits)) checkTrait(name, trait, model, `${place}/traits/${name}`);
  return { ...model, ...local.traits, id: local.id, figures } as unknown as Part;
}

/** A machine of the experiment's own is on the hardware list of every hypervisor that has its model on it. */
function withHardware(part: Part, machines: ReadonlyMap<string, string>): Part {
  if (part.kind !== 'hypervisor') return part;
  const added = [...machines].filter(([id, like]) => part.hardware.includes(like) && !part.hardware.includes(id)).map(([id]) => id);
  return added.length === 0 ? part : { ...part, hardware: [...part.hardware, ...added] };
}

/** `base` is what the experiment's own parts are added to and made from. */
export function catalogOf(experiment: Experiment, base: readonly Part[] = CATALOG.parts): Catalog {
  const known = new Map<string, Part>(base.map((part) => [part.id, part]));
  // Own machines, and whose place on hardware lists each has.
  const machines = new Map<string, string>();
  experiment.parts.forEach((local, index) => {
    const place = `/parts/${index}`;
    if (known.has(local.id)) throw new ExperimentError({ place: `${place}/id`, expected: 'an id of its own', got: local.id });
    const part = localPart(local, known, place);
    known.set(part.id, part);
    if (part.kind === 'machine') machines.set(local.id, machines.get(local.like) ?? local.like);
  });
  return makeCatalog([...known.values()].map((part) => withHardware(part, machines)));
}
