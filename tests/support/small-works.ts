import type { Chance } from './chance.ts';

/** What small levels are made of, as plain JSON: hosts, workloads, VMs. */

/** What is given, what the tray holds, what is to run. */
export interface Scene {
  readonly given: readonly GivenNode[];
  readonly tray: readonly object[];
  readonly workloads: readonly { readonly id: string; readonly [member: string]: unknown }[];
  readonly order?: unknown;
}

export interface GivenNode {
  readonly id: string;
  readonly part?: string;
  readonly workload?: string;
  readonly on?: string;
  readonly [setting: string]: unknown;
}

export type SceneMaker = (chance: Chance) => Scene;

export const native = (os: string, isa?: readonly string[]): object => ({ form: 'native', os, ...(isa && { isa }), diskMiB: 30 });
export const image = (os: string, id = 'web'): object => ({
  form: 'image',
  os,
  layers: [
    { id: `${os}-slim`, mib: 70 },
    { id, mib: 25 },
  ],
});
export const bytecode = (runtime: string): object => ({ form: 'bytecode', runtime, diskMiB: 12 });
export const bare = (isa?: readonly string[]): object => ({ form: 'bare', ...(isa && { isa }), diskMiB: 5 });

/** A member `load`: requests from the start on, or later ones too. */
export function loadOf(chance: Chance): object {
  const rate = chance.pick([20, 100, 400]);
  return {
    load: {
      requestsPerSecond: chance.percent(60)
        ? rate
        : [
            [10_000, rate],
            [60_000, rate * 4],
          ],
      cpuUs: chance.pick([100, 900, 5000]),
      syscalls: chance.pick([0, 40, 300]),
      readKiB: chance.pick([0, 0, 16]),
      netKiB: chance.pick([0, 12, 60]),
      ...(chance.percent(30) && { threads: 4 }),
    },
  };
}

/** A member `batch`. */
export function batchOf(chance: Chance): object {
  return {
    batch: {
      cpuMs: chance.pick([500, 5000, 20_000]),
      threads: chance.pick([1, 2, 8]),
      syscalls: chance.pick([0, 100_000]),
      readMiB: chance.pick([0, 200]),
      ioKiB: chance.pick([4, 64, 1024]),
    },
  };
}

function memoryOf(chance: Chance): unknown {
  const mib = chance.pick([10, 40, 120]);
  if (chance.percent(50)) return mib;
  return [
    [0, mib],
    [chance.pick([2000, 20_000]), mib * chance.whole(2, 4)],
    [chance.pick([40_000, 60_000]), mib],
  ];
}

/** A workload of any kind; `members` say what matters. */
export function anyWork(
  chance: Chance,
  id: string,
  forms: readonly object[],
  members: object = {},
): { readonly id: string; readonly [member: string]: unknown } {
  const kind = 'load' in members || 'batch' in members ? 'said' : chance.pick(['load', 'load', 'batch', 'plain'] as const);
  return {
    id,
    forms,
    ramMiB: memoryOf(chance),
    start: {
      cpuMs: chance.pick([0, 100, 800, 3000]),
      readMiB: chance.pick([0, 20, 100]),
      ...(chance.percent(40) && { syscalls: chance.pick([1000, 200_000]) }),
      ...(chance.percent(40) && { ioKiB: chance.pick([4, 1024]) }),
    },
    ...(kind === 'load' && loadOf(chance)),
    ...(kind === 'batch' && batchOf(chance)),
    ...members,
  };
}

/** VMs in the tray: one of a few memories, mostly without more to choose. */
export function vmEntry(chance: Chance, ramMiB: readonly number[], members: object = {}): object {
  const isa = chance.whole(0, 3);
  return {
    part: 'vm',
    max: 1,
    ramMiB,
    cpus: chance.percent(75) ? [chance.pick([1, 2])] : [1, 2],
    diskMiB: chance.percent(80) ? [10_240] : [2048, 10_240],
    // Left out, any instruction set may be said; a list that is empty offers none but that of the hardware.
    ...(isa < 2 && { isa: [] }),
    ...(isa === 2 && { isa: ['x86-64'] }),
    ...members,
  };
}

export const X86 = ['machine.desktop', 'machine.old-pc', 'machine.server', 'machine.laptop', 'machine.netbook', 'machine.metal'];
export const ARM = ['machine.arm-server', 'machine.tablet', 'machine.sbc'];
export const DESKTOPS = ['kernel.linux', 'kernel.windows', 'kernel.macos'];

export const hostOf = (machine: string, kernel: string, number = ''): GivenNode[] => [
  { id: `pc${number}`, part: machine },
  { id: `host${number}`, part: kernel, on: `pc${number}` },
];
export const osOf = (kernel: string): string => (kernel === 'kernel.linux-slim' ? 'linux' : kernel.replace('kernel.', ''));
