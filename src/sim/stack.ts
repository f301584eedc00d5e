import type { EngineSpec, HiddenVm, HypervisorSpec, KernelSpec, MachineSpec, RuntimeSpec, Spec, VmSpec } from './catalog/index.ts';
import { isNeutral } from './likeness.ts';
import type { BuildNode, Form, SettingKey, WorkloadSpec } from './types.ts';

/**
 * A build as a tree: ids are gone, each node knows what it stands on and what surrounds it. Made by `resolve.ts`;
 * what is wrong is marked on the node and reported by the checks.
 */

export type NodeKind = 'machine' | 'kernel' | 'hypervisor' | 'vm' | 'engine' | 'runtime' | 'workload' | 'unknown';

/** What can be wrong with a node's place in the tree; such a node takes part in no other check. */
export type Flaw = 'none' | 'duplicate' | 'orphan' | 'ring' | 'adrift';

/** A setting and what a build says of it. */
export interface Said {
  readonly key: SettingKey;
  readonly value: unknown;
}

export class StackNode {
  /** Place in `Stack.nodes`. */
  index: number;
  readonly id: string;
  readonly build: BuildNode;
  readonly kind: NodeKind;
  readonly spec: Spec | null;
  readonly workload: WorkloadSpec | null;
  /** What it is by itself, once somebody asked; see `order.ts`. */
  label: string | null = null;
  /** The settings that the build gives it and that say something. */
  readonly said: readonly Said[];
  flaw: Flaw = 'none';
  /** The id under which the level gave it; null when the player placed it. */
  givenId: string | null = null;
  /** Whether an engine brought it along (Docker Desktop's VM and kernel). */
  hidden = false;

  /** What the player stood it on. */
  on: StackNode | null = null;
  /** What it waits for and stops with: `on`, but inside Docker Desktop the hidden kernel. */
  parent: StackNode | null = null;
  readonly children: StackNode[] = [];
  after: readonly StackNode[] = NONE;
  /** Those that wait for it because of their `after`. */
  waiters: StackNode[] | null = null;
  /** How long it waits before each start, ms. */
  readonly delayMs: number;
  /** What its process may use at most: thousandths of a core, KiB. */
  cpuLimit: number;
  ramLimitKiB: number;

  /** Nearest machine or VM at or under it. */
  hardware: StackNode | null = null;
  /** Where its own memory counts and its start-up runs: the hardware under it; for a VM the hardware under its hypervisor. */
  home: StackNode | null = null;
  /** Nearest kernel at or under it on the same hardware. */
  kernel: StackNode | null = null;
  /** The hypervisor that makes this VM; an engine when it is the hidden VM of that engine. */
  hypervisor: StackNode | null = null;
  /** The node that is the container around it (or it itself), and the engine that keeps it. */
  container: StackNode | null = null;
  engine: StackNode | null = null;
  /** The process it lives and dies with: itself, or the runtime that executes it. */
  process: StackNode | null = null;
  /** The kernel and VM that this engine brings along. */
  hiddenKernel: StackNode | null = null;
  /** The form in which this workload runs here; null when none fits. */
  form: Form | null = null;

  /** Machine and VM: what they offer. */
  isa = '';
  ramKiB = 0;
  threads = 0;
  diskKiB = 0;
  /** Whether a hypervisor finds virtualization extensions on this hardware. */
  extensions = false;

  constructor(index: number, build: BuildNode, kind: NodeKind, spec: Spec | null, workload: WorkloadSpec | null) {
    this.index = index;
    this.id = build.id;
    this.build = build;
    this.kind = kind;
    this.spec = spec;
    this.workload = workload;
    this.said = saidBy(build);
    // Looked at all the time, and seldom there.
    const isPlain = this.said.length === 0;
    this.delayMs = isPlain ? 0 : (build.delayMs ?? 0);
    this.cpuLimit = isPlain ? Infinity : (build.cpuLimit ?? Infinity);
    this.ramLimitKiB = isPlain ? Infinity : (build.ramLimitMiB ?? Infinity) * 1024;
  }
}

function saidBy(build: BuildNode): readonly Said[] {
  let said: Said[] | null = null;
  for (const key in build) {
    if (key === 'id' || key === 'part' || key === 'workload' || key === 'on' || key === 'unknown') continue;
    const value = build[key as SettingKey];
    if (!isNeutral(key as SettingKey, value)) (said ??= []).push({ key: key as SettingKey, value });
  }
  return said ?? NOTHING;
}
const NOTHING: readonly Said[] = [];

const NONE: readonly StackNode[] = [];

export interface Stack {
  /** Those in place, parents before what stands on them. */
  readonly nodes: readonly StackNode[];
  /** By first node of that id; hidden nodes are not in it. */
  readonly byId: ReadonlyMap<string, StackNode>;
  /** Of those in place: instances of workloads, and everything else. */
  readonly instances: readonly StackNode[];
  readonly parts: readonly StackNode[];
  /** Of those in place: what nobody knows, be it a part or, in a level, a workload. */
  readonly strangers: readonly StackNode[];
  /** Of those in place: what has settings, said or not. */
  readonly adjusted: readonly StackNode[];
  /** Of those in place: what waits for others. */
  readonly waiting: readonly StackNode[];
  /** How many nodes the build names. */
  readonly size: number;
  /** Nodes without a proper place, each with its flaw. */
  readonly flawed: readonly StackNode[];
}

// Narrowing by kind: each of these is safe by construction in `nodeOf`.
export const machineOf = (node: StackNode): MachineSpec => node.spec as MachineSpec;
export const kernelOf = (node: StackNode): KernelSpec => node.spec as KernelSpec;
export const hypervisorOf = (node: StackNode): HypervisorSpec => node.spec as HypervisorSpec;
export const vmOf = (node: StackNode): VmSpec => node.spec as VmSpec;
export const engineOf = (node: StackNode): EngineSpec => node.spec as EngineSpec;
export const runtimeOf = (node: StackNode): RuntimeSpec => node.spec as RuntimeSpec;

/** The figures of the hypervisor that makes VMs on `node`: a hypervisor's own, or an engine's hidden one. */
export function hypervisorValuesOf(node: StackNode): HypervisorSpec['values'] {
  return node.kind === 'engine' ? engineOf(node).hidden!.hypervisor : hypervisorOf(node).values;
}

/** What makes a VM; null where nothing under it does. */
function makerOf({ hypervisor }: StackNode): HypervisorSpec | HiddenVm | null {
  if (hypervisor === null) return null;
  return hypervisor.kind === 'hypervisor'
    ? hypervisorOf(hypervisor)
    : hypervisor.kind === 'engine'
      ? (engineOf(hypervisor).hidden ?? null)
      : null;
}

/** Whether a VM holds what is used in it, and not its allocation. */
export function holdsUse(vm: StackNode): boolean {
  return makerOf(vm)?.memory === 'use';
}

/** What a VM's disk image takes on the disk below; see `MakerTraits`. */
export function imageOf(vm: StackNode): 'full' | 'thin' | 'none' {
  return makerOf(vm)?.image ?? 'full';
}

/** Whether a workload is kept apart by the runtime that executes it. */
export function isKeptApart({ kind, on }: StackNode): boolean {
  return kind === 'workload' && on !== null && on.kind === 'runtime' && runtimeOf(on).isolates === true;
}

/** Whether a list of instruction sets admits one; an empty list admits any. */
export function allows(isas: readonly string[], isa: string): boolean {
  return isas.length === 0 || isas.includes(isa);
}

/** The operating system whose images an engine runs: that of the kernel its containers share. */
export function imageOsOf(engine: StackNode): string | null {
  const kernel = engine.hiddenKernel ?? engine.kernel;
  return kernel === null || kernel.kind !== 'kernel' ? null : kernelOf(kernel).os;
}

/** Whether a node has sizes even if its build does not say them. */
export function hasSizes(node: StackNode): boolean {
  return node.kind === 'vm' || (node.kind === 'engine' && engineOf(node).hidden !== undefined);
}
