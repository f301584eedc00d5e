/**
 * The vocabulary of the engine. Imports nothing.
 *
 * Files hold whole numbers in MiB, ms and thousandths; inside the engine memory and disk are KiB, time is µs.
 */

export const ISAS = ['x86-64', 'arm64'] as const;
/** An instruction set architecture. */
export type Isa = (typeof ISAS)[number];

export const OS_FAMILIES = ['linux', 'windows', 'macos', 'minix', 'unikernel'] as const;
/** What a native program or an image is built for. */
export type OsFamily = (typeof OS_FAMILIES)[number];

export const PART_KINDS = ['machine', 'kernel', 'hypervisor', 'vm', 'engine', 'runtime'] as const;
export type PartKind = (typeof PART_KINDS)[number];

export const RUNTIMES = ['jvm', 'node', 'python', 'ruby'] as const;
/** A process virtual machine that executes bytecode or scripts. */
export type RuntimeName = (typeof RUNTIMES)[number];

export const FORM_KINDS = ['native', 'image', 'bytecode', 'bare'] as const;
/** In which shape a workload comes; where it stands decides which of its forms is used. */
export type FormKind = (typeof FORM_KINDS)[number];

export const LAYERS = ['self', 'engine', 'kernel', 'vm', 'hypervisor', 'machine'] as const;
/** Which node at or under a workload an event hits. */
export type Layer = (typeof LAYERS)[number];

export const SEPARATIONS = ['none', 'process', 'container', 'vm', 'machine'] as const;
/** How strongly two instances are isolated from each other, weakest first. */
export type Separation = (typeof SEPARATIONS)[number];

export const SCORE_KEYS = ['cost', 'ram', 'ready', 'disk', 'effort'] as const;
export type ScoreKey = (typeof SCORE_KEYS)[number];

/** The five metrics, all minimised; `null` where undefined. Units are in the names, `cost` is in credits. */
export interface Metrics {
  readonly cost: number | null;
  readonly ramMiB: number | null;
  readonly readyMs: number | null;
  readonly diskMiB: number | null;
  readonly effortMin: number | null;
}
export type MetricKey = keyof Metrics;

/** Which metric a score key stands for. */
export const METRIC_OF = {
  cost: 'cost',
  ram: 'ramMiB',
  ready: 'readyMs',
  disk: 'diskMiB',
  effort: 'effortMin',
} as const satisfies Record<ScoreKey, MetricKey>;

export const METRIC_KEYS = ['cost', 'ramMiB', 'readyMs', 'diskMiB', 'effortMin'] as const satisfies readonly MetricKey[];

// ---------------------------------------------------------------------------------------------------------- builds

/** What a player may set on a node, besides where it stands. Absent means the catalogue's default. */
export interface Settings {
  /** Memory of a VM, MiB. */
  readonly ramMiB?: number;
  /** Virtual processors of a VM. */
  readonly cpus?: number;
  /** Size of a VM's disk image, MiB, all of it set aside on the disk below. */
  readonly diskMiB?: number;
  /** Instruction set of an emulated VM. */
  readonly isa?: string;
  /** Whether the VM is offered virtualization extensions, so that a hypervisor can stand in it. */
  readonly nested?: boolean;
  /** Whether the VM's devices are handed through, so that its I/O escapes the hypervisor's tax. */
  readonly passthrough?: boolean;
  /** Most processor time a process or container gets, thousandths of a core. */
  readonly cpuLimit?: number;
  /** Most memory a process or container may use, MiB; above it the kernel kills it. */
  readonly ramLimitMiB?: number;
  /** Whether what a container writes goes to a volume that outlives it. */
  readonly volume?: boolean;
  /** Start only when the named nodes are ready. */
  readonly after?: readonly string[];
  /** Wait that long before each start, ms. */
  readonly delayMs?: number;
}
export type SettingKey = keyof Settings;

/** One node of a build: a part or an instance of a workload. */
export interface BuildNode extends Settings {
  readonly id: string;
  readonly part?: string;
  readonly workload?: string;
  readonly on?: string;
  /** Names of properties that are no settings; each is a `bad-setting`. */
  readonly unknown?: readonly string[];
}

export interface Build {
  readonly nodes: readonly BuildNode[];
}

// ---------------------------------------------------------------------------------------------------------- levels

/** `[fromMs, value]` steps, times rising; before the first step the value is 0. */
export type Curve = readonly (readonly [number, number])[];

export interface ImageLayer {
  readonly id: string;
  readonly mib: number;
}

/** One shape in which a workload can run. An empty `isa` list means any instruction set. */
export type Form =
  | { readonly form: 'native'; readonly os: string; readonly isa: readonly string[]; readonly diskMiB: number }
  | { readonly form: 'image'; readonly os: string; readonly isa: readonly string[]; readonly layers: readonly ImageLayer[] }
  | { readonly form: 'bytecode'; readonly runtime: string; readonly diskMiB: number }
  | { readonly form: 'bare'; readonly isa: readonly string[]; readonly diskMiB: number };

export interface WorkloadSpec {
  readonly id: string;
  readonly title?: string;
  /** How many instances the level asks for. */
  readonly count: number;
  readonly forms: readonly Form[];
  /** Memory used, MiB, from the instance's start. */
  readonly ramMiB: Curve;
  readonly start: {
    readonly cpuMs: number;
    readonly readMiB: number;
    /** Size of one disk operation while reading, KiB. */
    readonly ioKiB: number;
    /** System calls made while starting. */
    readonly syscalls: number;
  };
  readonly load?: {
    readonly requestsPerSecond: Curve;
    /** Processor time of one request on a reference core, µs. */
    readonly cpuUs: number;
    readonly syscalls: number;
    readonly readKiB: number;
    readonly netKiB: number;
    /** Network operations (packets or batches) of one request. */
    readonly netOps: number;
    /** Size of one disk operation, KiB. */
    readonly ioKiB: number;
    readonly threads: number;
  };
  readonly batch?: {
    readonly cpuMs: number;
    readonly threads: number;
    readonly syscalls: number;
    readonly readMiB: number;
    readonly ioKiB: number;
  };
  /** Pairs of a library's name and the version it needs, by name. */
  readonly libraries: readonly (readonly [string, string])[];
  readonly port?: number;
  readonly meddlesWithKernel: boolean;
  /** Limits the level offers for this workload's processes and containers. */
  readonly cpuLimit?: readonly number[];
  readonly ramLimitMiB?: readonly number[];
  readonly volume: boolean;
}

export interface TrayEntry {
  readonly part: string;
  /** How many of it may be placed; absent means any number. */
  readonly max?: number;
  readonly ramMiB?: readonly number[];
  readonly cpus?: readonly number[];
  readonly diskMiB?: readonly number[];
  readonly isa?: readonly string[];
  readonly cpuLimit?: readonly number[];
  readonly ramLimitMiB?: readonly number[];
  readonly nested?: boolean;
  readonly passthrough?: boolean;
  readonly volume?: boolean;
}

export const EVENT_KINDS = ['restart', 'replace', 'crash', 'driver-fault', 'exploit', 'runaway', 'write', 'power-loss'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface ScenarioEvent {
  readonly atMs: number;
  readonly event: EventKind;
  /** A given node. */
  readonly node?: string;
  readonly workload?: string;
  readonly layer: Layer;
  /** runaway: what it takes. */
  readonly resource?: 'cpu' | 'ram';
  /** runaway: how long. */
  readonly forMs?: number;
  /** write: how much. */
  readonly mib?: number;
  /** power-loss: how long the machine is off. */
  readonly offMs?: number;
}

export const GOAL_KINDS = [
  'ready',
  'ram',
  'disk',
  'cost',
  'effort',
  'throughput',
  'done',
  'downtime',
  'isolated',
  'safe',
  'keeps',
  'uses',
  'avoids',
] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

export interface Goal {
  readonly kind: GoalKind;
  readonly workload?: string;
  readonly withinMs?: number;
  readonly machine?: string;
  readonly atMostMiB?: number;
  readonly atMost?: number;
  readonly atMostMin?: number;
  /** throughput: thousandths; isolated: a separation. */
  readonly atLeast?: number | Separation;
  readonly atMostMs?: number;
  readonly a?: string;
  readonly b?: string;
  readonly part?: string;
}

export interface Certificate {
  readonly levelHash: string;
  readonly rules: number;
  /** The proven Pareto frontier: each point gives every scored metric. */
  readonly frontier: readonly { readonly metrics: Partial<Record<MetricKey, number>> }[];
  readonly proof: string;
  /** The least of each scored metric by itself. */
  readonly optima?: Partial<Record<MetricKey, number>>;
  /** How many ways to go on the solver looked at. */
  readonly explored?: number;
  readonly difficulty?: {
    /** Builds that pass, up to symmetry; counting stops early when there are many. */
    readonly solutions: number;
    /** Whether there are more. */
    readonly isMore: boolean;
    /** Efficiency, thousandths, of the first build that works for who takes what is nearest at hand; null when none was found soon. */
    readonly greedy: number | null;
  };
}

/** `start`, `load` and `batch` of a workload; see `WorkloadSpec`. */
export type StartWork = WorkloadSpec['start'];
export type LoadWork = NonNullable<WorkloadSpec['load']>;
export type BatchWork = NonNullable<WorkloadSpec['batch']>;

export interface Level {
  readonly id: string;
  readonly title: string;
  /** The story; numbers in it are named by where they stand in the level (`src/lang/en/brief.ts`). */
  readonly brief: string;
  /** The one new thing in it, in a few words. */
  readonly idea?: string;
  /** Told to who has solved it: what hardly anybody expects. */
  readonly surprise?: string;
  readonly teaches: readonly string[];
  readonly tray: readonly TrayEntry[];
  readonly given: readonly BuildNode[];
  readonly workloads: readonly WorkloadSpec[];
  readonly horizonMs: number;
  readonly events: readonly ScenarioEvent[];
  readonly goals: readonly Goal[];
  readonly score: readonly ScoreKey[];
  /** `after` between workload instances is offered. */
  readonly order: boolean;
  /** Delays offered, ms; empty when none. */
  readonly delays: readonly number[];
  readonly certificate?: Certificate;
}

// ------------------------------------------------------------------------------------------------------- solutions

/** One change the player made; enough to replay the building. */
export type Edit =
  | { readonly edit: 'place'; readonly node: BuildNode; readonly at?: number }
  /** `null` takes it off what it stands on. */
  | { readonly edit: 'move'; readonly id: string; readonly on: string | null }
  | { readonly edit: 'set'; readonly id: string; readonly settings: Readonly<Record<string, unknown>> }
  | { readonly edit: 'remove'; readonly id: string };

export interface Solution {
  readonly level: string;
  readonly levelHash: string;
  readonly rules: number;
  readonly build: Build;
  readonly edits?: readonly Edit[];
  readonly claims: Partial<Record<MetricKey, number>>;
  readonly player?: string;
}

// ------------------------------------------------------------------------------------------------------ violations

export const VIOLATION_CODES = [
  'unknown-part',
  'unknown-workload',
  'duplicate-id',
  'missing-parent',
  'cycle',
  'cannot-stand-here',
  'isa-mismatch',
  'os-mismatch',
  'slot-taken',
  'no-virtualization',
  'unsupported-hardware',
  'ram-exceeded',
  'vm-too-small',
  'disk-exceeded',
  'cpu-exceeded',
  'bad-setting',
  'bad-order',
  'not-in-tray',
  'over-tray-limit',
  'carries-nothing',
  'workload-not-placed',
  'workload-over-placed',
  'given-changed',
  'library-conflict',
  'port-conflict',
  'too-large',
] as const;
export type ViolationCode = (typeof VIOLATION_CODES)[number];

/** A breach of a static rule, as data; sentences are made in `src/lang`. */
export interface Violation {
  readonly code: ViolationCode;
  /** The node it is about; `null` when it is about the whole build or about something absent. */
  readonly node: string | null;
  /** The node it stands on, where that is part of the cause. */
  readonly on?: string;
  /** The other node involved. */
  readonly other?: string;
  readonly part?: string;
  readonly workload?: string;
  readonly setting?: string;
  /** What the node needs, or what would be allowed. */
  readonly expected?: string | number | readonly (string | number | boolean)[];
  /** What it finds instead, or what it has. */
  readonly got?: string | number | boolean | null;
}
