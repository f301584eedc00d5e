import type { Catalog, HiddenVm, MachineSpec, VmSpec } from './catalog/index.ts';
import { MOST_NODES } from './formats/build.ts';
import { matchGiven } from './given.ts';
import { offersOfLevel } from './offers.ts';
import { sizeOr } from './ranges.ts';
import {
  allows,
  engineOf,
  hasSizes,
  imageOsOf,
  isKeptApart,
  kernelOf,
  machineOf,
  runtimeOf,
  StackNode,
  vmOf,
  type Stack,
} from './stack.ts';
import type { Build, BuildNode, Form, Level, WorkloadSpec } from './types.ts';

function nodeOf(index: number, build: BuildNode, catalog: Catalog, workloads: ReadonlyMap<string, WorkloadSpec>): StackNode {
  if (build.workload !== undefined) return new StackNode(index, build, 'workload', null, workloads.get(build.workload) ?? null);
  const spec = catalog.specs.get(build.part!) ?? null;
  return new StackNode(index, build, spec === null ? 'unknown' : spec.kind, spec, null);
}

/** Docker Desktop and its like: a VM and a kernel stand on the engine, and the containers on that kernel. */
function addHidden(engine: StackNode, hidden: HiddenVm, catalog: Catalog, nodes: StackNode[]): void {
  const ramMiB = sizeOr('ramMiB', engine.build.ramMiB, hidden.ramMiB);
  const cpus = sizeOr('cpus', engine.build.cpus, hidden.cpus);
  const vm = nodeOf(nodes.length, { id: `${engine.id}/vm`, part: 'vm', ramMiB, cpus, diskMiB: hidden.diskMiB }, catalog, NO_WORKLOADS);
  nodes.push(vm);
  const kernel = nodeOf(nodes.length, { id: `${engine.id}/kernel`, part: hidden.kernel }, catalog, NO_WORKLOADS);
  nodes.push(kernel);
  vm.hidden = true;
  kernel.hidden = true;
  vm.on = vm.parent = engine;
  kernel.on = kernel.parent = vm;
  engine.hiddenKernel = kernel;
  engine.children.push(vm);
  vm.children.push(kernel);
}
const NO_WORKLOADS: ReadonlyMap<string, WorkloadSpec> = new Map();

/** Marks what never reaches a machine because `on` runs in a ring, and what stands on flawed nodes. */
function markRings(nodes: readonly StackNode[]): void {
  // 0 unseen, 1 on the present path, 2 done. Walks up from each node, so no recursion.
  const seen = new Uint8Array(nodes.length);
  for (const start of nodes) {
    if (seen[start.index] === 2) continue;
    // Mostly what a node stands on comes before it in the list, and is sound.
    if (start.on === null || (seen[start.on.index] === 2 && start.on.flaw === 'none')) {
      seen[start.index] = 2;
      continue;
    }
    let node: StackNode | null = start;
    const path: StackNode[] = [];
    while (node !== null && seen[node.index] === 0) {
      seen[node.index] = 1;
      path.push(node);
      node = node.on;
    }
    const isRing: boolean = node !== null && (seen[node.index] === 1 || node.flaw === 'ring');
    const isAdrift: boolean = node !== null && node.flaw !== 'none';
    let belowIsSound = !isRing && !isAdrift;
    for (let i = path.length - 1; i >= 0; i -= 1) {
      const step = path[i]!;
      seen[step.index] = 2;
      if (isRing) step.flaw = 'ring';
      else if (step.flaw !== 'none') belowIsSound = false;
      else if (!belowIsSound) step.flaw = 'adrift';
    }
  }
}

function inheritPlace(node: StackNode): void {
  const below = node.parent;
  if (below === null) return;
  node.hardware = below.hardware;
  node.home = below.hardware;
  node.kernel = below.kernel;
  node.isa = below.isa;
  if (below.kernel !== null && kernelOf(below.kernel).protects === false) node.cpuLimit = node.ramLimitKiB = Infinity;
  const on = node.on!;
  if (on.kind === 'engine' && (node.kind === 'workload' || node.kind === 'runtime')) {
    node.engine = on;
    node.container = node;
  } else if (on.kind === 'runtime') {
    node.engine = on.engine;
    node.container = on.container;
  }
}

function offersOf(node: StackNode): void {
  if (node.kind === 'machine') {
    const machine = machineOf(node);
    node.hardware = node.home = node;
    node.isa = machine.isa;
    node.ramKiB = machine.values.ramMiB * 1024;
    node.threads = machine.values.threads;
    node.diskKiB = machine.values.diskMiB * 1024;
    node.extensions = machine.virtualization;
    return;
  }
  const defaults = vmOf(node).values;
  const { ramMiB, cpus, diskMiB, isa, nested } = node.build;
  node.hypervisor = node.on;
  node.hardware = node;
  node.kernel = null;
  node.ramKiB = sizeOr('ramMiB', ramMiB, defaults.ramMiB) * 1024;
  node.threads = sizeOr('cpus', cpus, defaults.cpus);
  node.diskKiB = sizeOr('diskMiB', diskMiB, defaults.diskMiB) * 1024;
  // What the hardware below does not have cannot be handed on; of a machine that nobody knows it is not known.
  node.extensions = nested === true && (node.home === null || node.home.extensions);
  if (isa !== undefined) node.isa = isa;
}

/** Forms that were found, by workload and by what it stands on; kept only where there are many to look through. */
type Found = Map<string, Form | null>;
const MANY_FORMS = 16;

/** Which of its forms a workload takes where it stands; the first that fits. */
function formHere(node: StackNode, found: Found): Form | null {
  const { forms, id } = node.workload!;
  const on = node.on!;
  if (forms.length <= MANY_FORMS) return firstFitting(forms, node, on);
  const system =
    on.kind === 'kernel'
      ? kernelOf(on).os
      : on.kind === 'engine'
        ? imageOsOf(on)
        : on.kind === 'runtime'
          ? runtimeOf(on).runtime
          : `${runsPrograms(on)}`;
  const key = `${on.kind} ${node.isa} ${system} ${id}`;
  let form = found.get(key);
  if (form === undefined) found.set(key, (form = firstFitting(forms, node, on)));
  return form;
}

function firstFitting(forms: readonly Form[], node: StackNode, on: StackNode): Form | null {
  for (const form of forms) if (fits(form, node, on)) return form;
  return null;
}

/** Whether it is hardware that runs programs without a kernel. */
function runsPrograms({ kind, spec }: StackNode): boolean {
  return (kind === 'machine' || kind === 'vm') && (spec as MachineSpec | VmSpec).runs === 'native';
}

function fits(form: Form, node: StackNode, on: StackNode): boolean {
  switch (form.form) {
    case 'bare':
      return (on.kind === 'machine' || on.kind === 'vm') && allows(form.isa, node.isa);
    case 'native':
      return (on.kind === 'kernel' ? kernelOf(on).os === form.os : runsPrograms(on)) && allows(form.isa, node.isa);
    case 'image':
      return on.kind === 'engine' && imageOsOf(on) === form.os && allows(form.isa, node.isa);
    case 'bytecode':
      return on.kind === 'runtime' && runtimeOf(on).runtime === form.runtime;
  }
}

/** Gives a node in place what it has from below; what it stands on has it already. */
function place(node: StackNode, found: Found): void {
  inheritPlace(node);
  if (node.kind === 'machine' || node.kind === 'vm') offersOf(node);
  else if (node.kind === 'kernel') node.kernel = node;
  else if (node.kind === 'runtime') node.process = node;
  else if (node.kind === 'workload') {
    node.process = node.on !== null && node.on.kind === 'runtime' && !isKeptApart(node) ? node.on : node;
    if (node.workload !== null && node.on !== null) node.form = formHere(node, found);
  }
}

/** Parents first, without recursion: a stack may be as high as it has nodes. */
function inOrder(nodes: readonly StackNode[]): StackNode[] {
  const order: StackNode[] = [];
  const found: Found = new Map();
  for (const node of nodes) if (node.parent === null && node.flaw === 'none') order.push(node);
  for (let i = 0; i < order.length; i += 1) {
    const node = order[i]!;
    place(node, found);
    for (const child of node.children) if (child.flaw === 'none') order.push(child);
  }
  return order;
}

/**
 * Resolves a build. Nodes come back parents first; flawed ones are in `flawed`, each with its flaw.
 * Without a level, workloads are unknown and stand as they are.
 */
export function resolve(build: Build, level: Level | null, catalog: Catalog): Stack {
  const workloads = level === null ? NO_WORKLOADS : offersOfLevel(level).workloads;
  const byId = new Map<string, StackNode>();
  const nodes: StackNode[] = [];
  if (build.nodes.length > MOST_NODES) return { ...sorted([], level), byId, size: build.nodes.length, flawed: nodes };
  for (const entry of build.nodes) {
    const node = nodeOf(nodes.length, entry, catalog, workloads);
    nodes.push(node);
    if (byId.has(entry.id)) node.flaw = 'duplicate';
    else byId.set(entry.id, node);
  }
  const size = nodes.length;
  for (let i = 0; i < size; i += 1) {
    const node = nodes[i]!;
    if (node.kind === 'engine' && engineOf(node).hidden !== undefined) addHidden(node, engineOf(node).hidden!, catalog, nodes);
  }
  for (let i = 0; i < size; i += 1) link(nodes[i]!, byId);
  markRings(nodes);
  const order = inOrder(nodes);
  const kinds = sorted(order, level);
  if (level !== null && level.given.length > 0) matchGiven(level, order, byId);
  const flawed = order.length === nodes.length ? [] : nodes.filter((node) => node.flaw !== 'none');
  return { ...kinds, byId, size, flawed };
}

/** Nodes in place get their index, and are listed by what is asked of them. */
function sorted(
  nodes: readonly StackNode[],
  level: Level | null,
): Pick<Stack, 'nodes' | 'instances' | 'parts' | 'strangers' | 'adjusted' | 'waiting'> {
  const instances: StackNode[] = [];
  const parts: StackNode[] = [];
  const strangers: StackNode[] = [];
  const adjusted: StackNode[] = [];
  const waiting: StackNode[] = [];
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    node.index = i;
    if (node.kind === 'workload') instances.push(node);
    else parts.push(node);
    if (node.kind === 'unknown' || (node.kind === 'workload' && level !== null && node.workload === null)) strangers.push(node);
    if (node.said.length > 0 || node.build.unknown !== undefined || hasSizes(node)) adjusted.push(node);
    if (node.said.length > 0 && node.build.after !== undefined) waiting.push(node);
  }
  return { nodes, instances, parts, strangers, adjusted, waiting };
}

function link(node: StackNode, byId: ReadonlyMap<string, StackNode>): void {
  const { on, after } = node.build;
  if (after !== undefined && after.length > 0) {
    node.after = after.map((id) => byId.get(id)).filter((other): other is StackNode => other !== undefined);
    for (const other of node.after) (other.waiters ??= []).push(node);
  }
  // A machine stands on nothing; a check says so when the build tries.
  if (node.kind === 'machine') return;
  if (on !== undefined) node.on = byId.get(on) ?? null;
  // Whether a part that nobody knows has to stand on something, nobody knows either: perhaps it is a machine.
  const mayStandAlone = node.kind === 'unknown' && on === undefined;
  if (node.flaw === 'none' && node.on === null && !mayStandAlone) node.flaw = 'orphan';
  const isInside = node.on !== null && node.on.hiddenKernel !== null && (node.kind === 'workload' || node.kind === 'runtime');
  node.parent = isInside ? node.on!.hiddenKernel : node.on;
  if (node.parent !== null && node.flaw === 'none') node.parent.children.push(node);
}
