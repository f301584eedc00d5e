import { makeCatalog, type Catalog } from '../catalog/index.ts';
import type { HypervisorFigures, MakerTraits, Part } from '../catalog/part.ts';
import type { Level, PartKind } from '../types.ts';

/** What an ablation is made of: other rows of the catalogue, other facts of the level. */

/** A catalogue and a level in which one rule does not hold. */
export interface Ablated {
  readonly catalog: Catalog;
  readonly level: Level;
}

/** The rule of one statement switched off. Neither the catalogue nor the level that it is given changes. */
export interface Ablation<S extends string = string> {
  readonly statement: S;
  /** What it is called in tables. */
  readonly off: string;
  readonly apply: (catalog: Catalog, level: Level) => Ablated;
}

/** What differs once a rule is off; what is left out stays as it is. */
interface Difference {
  readonly parts?: (catalog: Catalog) => readonly Part[];
  readonly level?: (level: Level, catalog: Catalog) => Level;
}

/** Remembers what was made of a thing as long as that is there. */
function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = made.get(key);
    if (found === undefined) made.set(key, (found = { value: make(key) }));
    return found.value;
  };
}

/** The same question gets the very same answer, so that whoever remembers something of a catalogue or a level finds it again. */
export function ablation<const S extends string>(statement: S, off: string, { parts, level }: Difference): Ablation<S> {
  const catalogOf = remembered((catalog: Catalog) => (parts === undefined ? catalog : makeCatalog(parts(catalog))));
  const levelOf = remembered((catalog: Catalog) => remembered((given: Level) => (level === undefined ? given : level(given, catalog))));
  return { statement, off, apply: (catalog, given) => ({ catalog: catalogOf(catalog), level: levelOf(catalog)(given) }) };
}

export type PartOf<K extends PartKind> = Extract<Part, { kind: K }>;

/** The parts with each of a kind changed. */
export function changed<K extends PartKind>(parts: readonly Part[], kind: K, change: (part: PartOf<K>) => PartOf<K>): readonly Part[] {
  return parts.map((part) => (part.kind === kind ? change(part as PartOf<K>) : part));
}

/** A part with some other figures. */
export function withFigures<P extends Part>(part: P, figures: Partial<P['figures']>): P {
  return { ...part, figures: { ...part.figures, ...figures } };
}

/** The parts with whatever makes VMs changed: hypervisors, and what engines hide. */
export function withMakers(parts: readonly Part[], traits: MakerTraits, figures: Partial<HypervisorFigures>): readonly Part[] {
  const makers = changed(parts, 'hypervisor', (part) => withFigures({ ...part, ...traits }, figures));
  return changed(makers, 'engine', (part) => {
    if (part.hides === undefined) return part;
    return { ...part, hides: { ...part.hides, ...traits, hypervisor: { ...part.hides.hypervisor, ...figures } } };
  });
}
