import type { Chance } from './chance.ts';

/** Workloads that a generated level may ask for, as members of a level file. */

/** What may be asked for; their names for people are in `src/lang`. */
export const WORKS = [
  'archive',
  'bank',
  'blog',
  'chat',
  'clinic',
  'forum',
  'ledger',
  'library',
  'mail',
  'map',
  'market',
  'radio',
  'school',
  'sensor',
  'shop',
  'ticket',
  'weather',
  'wiki',
] as const;
export type WorkId = (typeof WORKS)[number];

/** A plain object of a level file. */
export type Json = Readonly<Record<string, unknown>>;

/** Some of the workloads there are, each once. */
export function someWorks(chance: Chance, count: number): WorkId[] {
  return chance.shuffled(WORKS).slice(0, count);
}

const X86 = ['x86-64'];
const BOTH = ['x86-64', 'arm64'];

export const native = (os: string, isa: readonly string[] = X86): Json => ({ form: 'native', os, isa });

/** An image on one of the bases that many share. */
export function image(chance: Chance, id: string, os = 'linux', base = 'debian-slim'): Json {
  const layers = [
    { id: base, mib: base === 'debian-slim' ? 70 : 180 },
    { id, mib: chance.whole(4, 18) * 5 },
  ];
  return { form: 'image', os, isa: os === 'windows' ? X86 : BOTH, layers };
}

export const bytecode = (runtime: string): Json => ({ form: 'bytecode', runtime, diskMiB: 20 });

/** A program of everyday size in the shapes given. */
export function work(chance: Chance, id: string, forms: readonly Json[], more: Json = {}): Json {
  return {
    id,
    forms,
    ramMiB: chance.whole(6, 30) * 10,
    start: { cpuMs: chance.whole(2, 12) * 100, readMiB: chance.whole(2, 12) * 10 },
    ...more,
  };
}

/** Memory that grows for a while, MiB: from, up to, and back. */
export function swelling(chance: Chance, readyMs: number): readonly (readonly [number, number])[] {
  const low = chance.whole(8, 16) * 10;
  return [
    [0, low],
    [readyMs, low + chance.whole(25, 60) * 10],
    [readyMs + 20_000, low],
  ];
}

const PART = (part: string, max = 1): Json => ({ part, max });

/** An entry of a tray for so many of a part. */
export const some = PART;

/** VMs of a few sizes. */
export function guests(max: number, ramMiB: readonly number[], more: Json = {}): Json {
  return { part: 'vm', max, ramMiB, cpus: [1], diskMiB: [8192], isa: [], ...more };
}

/** A given machine with a kernel on it. */
export function host(id: string, machine: string, kernel: string): Json[] {
  return [
    { id, part: `machine.${machine}` },
    { id: `${id}-kernel`, part: `kernel.${kernel}`, on: id },
  ];
}
