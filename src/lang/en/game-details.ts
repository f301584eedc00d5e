import type { SettingKey } from '../../sim/index.ts';
import { counted, listed, whole } from '../format.ts';

/** English for what is told of the part that is selected. */
export const DETAILS = {
  sameIsa: (isa: string): string => `same as the hardware (${isa})`,
  none: 'none',
  onOff: { true: 'on', false: 'off' },
  startsAfter: 'Starts after',
  ofIt: (memory: string, maker: string): string => `${memory} of it is what ${maker} adds.`,
  carriesNothing: 'Nothing that the level asks for stands on it yet.',
  swapFor: 'Swap for',
  swapped: (old: readonly string[], fresh: string): string => `${listed(old, 'and')} swapped for ${fresh}.`,
  usesMemory: (memory: string): string => `uses ${memory} of memory`,
  listens: (port: number): string => `listens on port ${port}`,
  needsLibraries: (libraries: readonly string[]): string => `needs ${listed(libraries, 'and')}`,
  answers: (perSecond: number, instances: number): string =>
    `is sent up to ${counted(perSecond, 'request')} a second${instances > 1 ? `, split among its ${whole(instances)} instances` : ''}`,
  computes: (time: string, threads: number): string => `computes for ${time} in ${counted(threads, 'thread')}`,
  meddles: 'meddles with the kernel that it runs on',
  runsAs: {
    native: 'runs as a native program',
    image: 'runs as a container of its image',
    bytecode: 'runs as bytecode',
    bare: 'runs as bare-metal code',
  },
  forms: 'Can run as',
  figures: 'Figures',
  illustrative: 'illustrative: no published measurement behind it',
  settingChanged: (name: string, setting: string, value: string): string => `${name}: ${setting} ${value}.`,
  orderChanged: (name: string, before: readonly string[]): string =>
    before.length === 0 ? `${name} waits for nobody.` : `${name} starts after ${listed(before, 'and')}.`,
  settingHints: { ramMiB: 'held from start to stop' } as Partial<Record<SettingKey, string>>,
  grows: (start: string, peak: string): string => (start === peak ? start : `${start}, later up to ${peak}`),
  held: (memory: string): string => `${memory} held`,
} as const;
