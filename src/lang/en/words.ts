import type { FormKind, Layer, MetricKey, OsFamily, PartKind, Phase, ScoreKey, Separation, SettingKey } from '../../sim/index.ts';
import { credits, measured, mebibytes, milliseconds, minutes, whole } from '../format.ts';

/** Single words and short names, by the code they stand for. */

export const KINDS = {
  machine: 'machine',
  kernel: 'kernel',
  hypervisor: 'hypervisor',
  vm: 'virtual machine',
  engine: 'container engine',
  runtime: 'runtime',
} as const satisfies Record<PartKind, string>;

/** The same for a group of them. */
export const KIND_GROUPS = {
  machine: 'machines',
  kernel: 'kernels',
  hypervisor: 'hypervisors',
  vm: 'virtual machines',
  engine: 'container engines',
  runtime: 'runtimes',
} as const satisfies Record<PartKind, string>;

export const OS_NAMES = {
  linux: 'Linux',
  windows: 'Windows',
  macos: 'macOS',
  minix: 'MINIX',
  unikernel: 'unikernel',
} as const satisfies Record<OsFamily, string>;

export const FORMS = {
  native: 'a native program',
  image: 'an image',
  bytecode: 'bytecode or a script',
  bare: 'bare-metal code',
} as const satisfies Record<FormKind, string>;

export const LAYER_NAMES = {
  self: 'the instance itself',
  engine: 'the engine under it',
  kernel: 'the kernel under it',
  vm: 'the virtual machine under it',
  hypervisor: 'the hypervisor under it',
  machine: 'the machine under it',
} as const satisfies Record<Layer, string>;

/** What stands between two instances. */
export const SEPARATION_NAMES = {
  none: 'nothing',
  process: 'separate processes',
  container: 'a container between them',
  vm: 'a virtual machine between them',
  machine: 'separate machines',
} as const satisfies Record<Separation, string>;

/** What there is then between them. */
export const WALLS = {
  none: 'nothing',
  process: 'the wall of a process',
  container: 'the wall of a container',
  vm: 'a virtual machine',
  machine: 'the step from one machine to another',
} as const satisfies Record<Separation, string>;

export const PHASE_NAMES = {
  firmware: 'firmware and memory check',
  loader: 'bootloader',
  create: 'being created',
  read: 'reading from disk',
  initialise: 'initialising',
  services: 'starting services',
  start: 'starting',
  work: 'working',
} as const satisfies Record<Phase, string>;

export const METRICS = {
  cost: { name: 'Cost', about: 'hardware and licences', format: credits },
  ramMiB: { name: 'Memory', about: 'most memory held on all machines at any instant', format: mebibytes },
  readyMs: { name: 'Ready', about: 'when everything asked for had been ready once', format: measured },
  diskMiB: { name: 'Disk', about: 'disk space taken on all machines', format: mebibytes },
  effortMin: { name: 'Setup time', about: 'time it takes somebody to set all this up by hand', format: minutes },
} as const satisfies Record<MetricKey, { name: string; about: string; format: (value: number) => string }>;

/** What there is less of when a metric is better. */
export const METRIC_NOUNS = {
  cost: 'cost',
  ramMiB: 'memory',
  readyMs: 'time',
  diskMiB: 'disk space',
  effortMin: 'setup time',
} as const satisfies Record<MetricKey, string>;

export const SCORES = {
  cost: METRICS.cost.name,
  ram: METRICS.ramMiB.name,
  ready: METRICS.readyMs.name,
  disk: METRICS.diskMiB.name,
  effort: METRICS.effortMin.name,
} as const satisfies Record<ScoreKey, string>;

/** A metric's value with its unit; undefined ones in a word. */
export function metricValue(key: MetricKey, value: number | null): string {
  return value === null ? 'never' : METRICS[key].format(value);
}

export const SETTINGS = {
  ramMiB: 'memory',
  cpus: 'virtual processors',
  diskMiB: 'disk size',
  isa: 'instruction set',
  nested: 'nested virtualization',
  passthrough: 'device pass-through',
  cpuLimit: 'processor limit',
  ramLimitMiB: 'memory limit',
  volume: 'volume',
  after: 'start order',
  delayMs: 'delay before the start',
} as const satisfies Record<SettingKey, string>;

const SETTING_FORMATS: Readonly<Record<string, (value: number) => string>> = {
  ramMiB: mebibytes,
  diskMiB: mebibytes,
  ramLimitMiB: mebibytes,
  delayMs: milliseconds,
  cpuLimit: (value) => `${whole(value)} thousandths of a core`,
};

export function settingName(key: string): string {
  return Object.hasOwn(SETTINGS, key) ? SETTINGS[key as SettingKey] : key;
}

export function settingValue(key: string, value: string | number | boolean | null | undefined): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'number') return value === null || value === undefined ? 'that' : value;
  return Object.hasOwn(SETTING_FORMATS, key) ? SETTING_FORMATS[key]!(value) : whole(value);
}

export function osName(os: string): string {
  return Object.hasOwn(OS_NAMES, os) ? OS_NAMES[os as OsFamily] : os;
}
