/** The vocabulary of starts; imports nothing. */

export const PHASES = ['firmware', 'loader', 'create', 'read', 'initialise', 'services', 'start', 'work'] as const;
/** The parts of a start, strictly one after another; `work` is what a batch does afterwards. */
export type Phase = (typeof PHASES)[number];

export const WAIT = 0;
export const CPU = 1;
export const DISK = 2;
export const NET = 3;
/** Processor work that runs below: making a VM is the hypervisor's work, not the guest's. */
export const CPU_BELOW = 4;
export type Resource = typeof WAIT | typeof CPU | typeof DISK | typeof NET | typeof CPU_BELOW;

/** One stretch of a start on one resource. */
export interface Step {
  readonly phase: Phase;
  readonly resource: Resource;
  /** µs of the resource: elapsed for a wait, of one core, of the disk. Taxes and speed are in it. */
  readonly work: number;
  readonly threads: number;
}

/** How a node starts and what it holds; equal for all nodes that are alike, and shared by them. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Memory held from start to stop, KiB; a workload's own curve comes on top. */
  readonly heldKiB: number;
  /** Whether it is what a batch does once it has started. */
  readonly isBatch: boolean;
}
