import { CATALOG, type Catalog } from '../catalog/index.ts';
import { at, describe, type FormatError } from '../formats/reader.ts';
import { resolve } from '../resolve.ts';
import { ISAS, OS_FAMILIES, PART_KINDS, RUNTIMES, type Form, type Level } from '../types.ts';
import { checkStack } from './index.ts';

/**
 * Whether a level can be played with a catalogue: the parts, instruction sets, systems and runtimes that it names are
 * there, and what it gives breaks no rule by itself. Reading a level does not ask, because a catalogue may be one's own.
 */
export function checkLevel(level: Level, catalog: Catalog = CATALOG): FormatError | null {
  for (const { place, name, isKnown, expected } of namesOf(level, vocabularyOf(catalog))) {
    if (!isKnown) return { place, expected, got: describe(name) };
  }
  return checkGiven(level, catalog);
}

/** The names that a catalogue makes mean something. */
interface Vocabulary {
  readonly parts: ReadonlySet<string>;
  readonly machines: ReadonlySet<string>;
  readonly isas: ReadonlySet<string>;
  readonly systems: ReadonlySet<string>;
  readonly runtimes: ReadonlySet<string>;
}

function vocabularyOf({ specs }: Catalog): Vocabulary {
  const machines = new Set<string>();
  const isas = new Set<string>(ISAS);
  const systems = new Set<string>(OS_FAMILIES);
  const runtimes = new Set<string>(RUNTIMES);
  for (const spec of specs.values()) {
    if (spec.kind === 'machine') {
      machines.add(spec.id);
      isas.add(spec.isa);
    } else if (spec.kind === 'kernel') systems.add(spec.os);
    else if (spec.kind === 'runtime') runtimes.add(spec.runtime);
  }
  return { parts: new Set(specs.keys()), machines, isas, systems, runtimes };
}

interface Name {
  readonly place: string;
  readonly name: string;
  readonly isKnown: boolean;
  readonly expected: string;
}

function oneOf(words: ReadonlySet<string>): string {
  return `one of ${[...words].join(', ')}`;
}

const A_PART = 'a part of the catalogue';

function* namesOf(level: Level, words: Vocabulary): Generator<Name> {
  const part = (name: string, place: string): Name => ({ place, name, isKnown: words.parts.has(name), expected: A_PART });
  for (const [index, { part: name, isa }] of level.tray.entries()) {
    yield part(name, `/tray/${index}/part`);
    yield* isasOf(isa ?? [], `/tray/${index}`, words);
  }
  for (const [index, { part: name }] of level.given.entries()) if (name !== undefined) yield part(name, `/given/${index}/part`);
  for (const [index, { forms }] of level.workloads.entries()) {
    for (const [number, form] of forms.entries()) yield* namesOfForm(form, `/workloads/${index}/forms/${number}`, words);
  }
  const given = new Set(level.given.filter(({ part }) => part !== undefined && words.machines.has(part)).map(({ id }) => id));
  for (const [index, { part: name, machine }] of level.goals.entries()) {
    if (name !== undefined) {
      const isKnown = words.parts.has(name) || (PART_KINDS as readonly string[]).includes(name);
      yield { place: `/goals/${index}/part`, name, isKnown, expected: `${A_PART}, or a kind: ${PART_KINDS.join(', ')}` };
    }
    if (machine !== undefined) {
      const isKnown = words.machines.has(machine) || given.has(machine);
      yield { place: `/goals/${index}/machine`, name: machine, isKnown, expected: 'a given machine or a machine of the catalogue' };
    }
  }
}

function* isasOf(isas: readonly string[], place: string, { isas: known }: Vocabulary): Generator<Name> {
  for (const [index, name] of isas.entries()) {
    yield { place: at(at(place, 'isa'), index), name, isKnown: known.has(name), expected: oneOf(known) };
  }
}

function* namesOfForm(form: Form, place: string, words: Vocabulary): Generator<Name> {
  if ('os' in form) yield { place: at(place, 'os'), name: form.os, isKnown: words.systems.has(form.os), expected: oneOf(words.systems) };
  if ('isa' in form) yield* isasOf(form.isa, place, words);
  if (form.form === 'bytecode') {
    yield { place: at(place, 'runtime'), name: form.runtime, isKnown: words.runtimes.has(form.runtime), expected: oneOf(words.runtimes) };
  }
}

/** Whatever a given node breaks by itself, every build would break. */
function checkGiven(level: Level, catalog: Catalog): FormatError | null {
  if (level.given.length === 0) return null;
  const [violation] = checkStack(resolve({ nodes: level.given }, null, catalog), null);
  if (violation === undefined) return null;
  const index = level.given.findIndex(({ id }) => id === violation.node);
  const node = index < 0 ? '/given' : at('/given', index);
  const place = violation.setting === undefined ? node : at(node, violation.setting);
  return { place, expected: 'nodes that keep the rules', got: violation.code };
}
