import { heldByKernel, heldForVm, type StackNode, type WorkloadSpec } from '../../src/sim/index.ts';

/**
 * Part of the naive reference: how much work everything is, read off the catalogue layer by layer.
 * Times are µs, memory is KiB. Nothing is shared with the engine but the resolved stack and the sizes of memory.
 */

export type Resource = 'wait' | 'cpu' | 'below' | 'disk';

export interface Stretch {
  readonly phase: string;
  readonly resource: Resource;
  readonly work: number;
  readonly threads: number;
}

/** µs for one unit of each kind of work. */
export interface Cost {
  readonly cpu: number;
  readonly syscall: number;
  readonly diskOp: number;
  readonly diskKiB: number;
  readonly netOp: number;
  readonly netKiB: number;
}

type Figures = Readonly<Record<string, number>>;

/** A figure of a part; a misspelt name is a bug here, not a zero. */
function read(figures: Figures, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new Error(`no figure ${name}`);
  return value;
}

function figuresOf(node: StackNode): Figures {
  return (node.spec as unknown as { values: Figures }).values;
}

export function figure(node: StackNode, name: string): number {
  return read(figuresOf(node), name);
}

/** The figures of what makes a VM: a hypervisor, or the one inside an engine that hides a VM. */
export function makerFigure(vm: StackNode, name: string): number {
  const maker = vm.on!;
  if (maker.kind === 'hypervisor') return figure(maker, name);
  return read((maker.spec as unknown as { hidden: { hypervisor: Figures } }).hidden.hypervisor, name);
}

function isTranslating(vm: StackNode): boolean {
  const maker = vm.on!;
  return maker.kind === 'hypervisor' && (maker.spec as { type?: string }).type === 'type2' && !maker.hardware!.extensions;
}

/** One layer that work passes through on its way to the hardware: what it multiplies each kind of work by. */
interface Layer {
  readonly node: StackNode;
  readonly cpu: number;
  readonly diskOp: number;
  readonly diskKiB: number;
  readonly netOp: number;
  readonly netKiB: number;
}

const TAXES = ['cpuTax', 'diskOpTax', 'diskByteTax', 'netOpTax', 'netByteTax'] as const;

function layerOf(node: StackNode, tax: (name: string) => number): Layer {
  const [cpu, diskOp, diskKiB, netOp, netKiB] = TAXES.map((name) => tax(name) / 1000) as [number, number, number, number, number];
  return { node, cpu, diskOp, diskKiB, netOp, netKiB };
}

/** All layers under a place, from the top down to the one on the machine. */
function layersUnder(top: StackNode): Layer[] {
  const layers: Layer[] = [];
  for (let node: StackNode | null = top; node !== null; node = node.parent) {
    const at = node;
    if (at.kind === 'kernel') layers.push(layerOf(at, (name) => figure(at, name)));
    if (at.kind !== 'vm') continue;
    const translated = isTranslating(at) ? makerFigure(at, 'translatedCpuTax') / 1000 : 1;
    const layer = layerOf(at, (name) => makerFigure(at, name));
    const isDirect = at.build.passthrough === true;
    layers.push({ ...(isDirect ? layerOf(at, () => 1000) : layer), cpu: layer.cpu * translated });
  }
  return layers;
}

function machineUnder(node: StackNode): StackNode {
  let machine = node;
  while (machine.parent !== null) machine = machine.parent;
  return machine;
}

function product(layers: readonly Layer[], key: Exclude<keyof Layer, 'node'>): number {
  return layers.reduce((sum, layer) => sum * layer[key], 1);
}

/** One system call ends at the nearest kernel: its time there, on the processor as that kernel finds it. */
function syscallUs(top: StackNode, layers: readonly Layer[], coreUs: number, container: StackNode | null): number {
  const kernel = layers.find((layer) => layer.node.kind === 'kernel' && layer.node.hardware === top.hardware)?.node;
  if (kernel === undefined) return 0;
  const below = layers.slice(layers.findIndex((layer) => layer.node === kernel));
  const vm = kernel.hardware!;
  const translated = vm.kind === 'vm' && isTranslating(vm) ? makerFigure(vm, 'translatedSyscallTax') / 1000 : 1;
  const engine = container === null ? 1 : figure(container, 'syscallTax') / 1000;
  return (figure(kernel, 'syscallNs') / 1000) * coreUs * product(below, 'cpu') * translated * engine;
}

/** What work costs on top of `top`, in a container of `container` if that is not null. */
function costOn(top: StackNode, container: StackNode | null): Cost {
  const machine = machineUnder(top);
  const layers = layersUnder(top);
  const all = container === null ? layers : [layerOf(container, (name) => figure(container, name)), ...layers];
  const coreUs = 1000 / figure(machine, 'coreSpeed');
  const kibUs = (mibPerS: number): number => 1_000_000 / 1024 / mibPerS;
  return {
    cpu: coreUs * product(all, 'cpu'),
    syscall: syscallUs(top, layers, coreUs, container),
    diskOp: figure(machine, 'diskOpUs') * product(all, 'diskOp'),
    diskKiB: kibUs(figure(machine, 'diskMiBPerS')) * product(all, 'diskKiB'),
    netOp: (figure(machine, 'netOpNs') / 1000) * product(all, 'netOp'),
    netKiB: kibUs(figure(machine, 'netMiBPerS')) * product(all, 'netKiB'),
  };
}

/** What a node's own work costs. A kernel and a VM's firmware run on themselves, the rest on what is below. */
export function costOf(node: StackNode): Cost {
  if (node.kind === 'kernel' || node.kind === 'vm') return costOn(node, null);
  return costOn(node.parent!, node.engine);
}

export function diskUs(cost: Cost, kib: number, ioKiB: number): number {
  return kib === 0 ? 0 : Math.ceil(kib / ioKiB) * cost.diskOp + kib * cost.diskKiB;
}

/** Processor time of making a VM when so many guests already stand on its hypervisor. */
export function makingUs(vm: StackNode, guests: number): number {
  const maker = vm.on!;
  const us = makerFigure(vm, 'createCpuMs') * 1000 + guests * makerFigure(vm, 'createUsPerGuest');
  return us * costOn(maker.parent!, null).cpu;
}

function isType1(node: StackNode): boolean {
  return (node.spec as { type?: string }).type === 'type1';
}

/** The stretches of a start, in order; those without work are left out. The making of a VM is worked out when it starts. */
export function startOf(node: StackNode): Stretch[] {
  const list: Stretch[] = [];
  const add = (phase: string, resource: Resource, work: number, threads = 1): void => {
    if (work > 0) list.push({ phase, resource, work, threads });
  };
  if (node.kind === 'machine') {
    add('firmware', 'wait', figure(node, 'firmwareMs') * 1000 + (figure(node, 'memoryCheckMsPerGiB') * 1000 * node.ramKiB) / 1024 / 1024);
    add('loader', 'wait', figure(node, 'loaderMs') * 1000);
    return list;
  }
  const cost = costOf(node);
  const own = (name: string): number => figure(node, name);
  const disk = (phase: string, mib: number, ioKiB: number): void => add(phase, 'disk', diskUs(cost, mib * 1024, ioKiB));
  const cpu = (phase: string, ms: number, threads = 1): void => add(phase, 'cpu', ms * 1000 * cost.cpu, threads);
  if (node.container === node) {
    cpu('create', figure(node.engine!, 'containerCpuMs'));
    add('create', 'wait', figure(node.engine!, 'containerWaitMs') * 1000);
  }
  switch (node.kind) {
    case 'kernel':
      disk('read', own('readMiB'), own('ioKiB'));
      cpu('initialise', own('initCpuMs') + (own('initUsPerGiB') * node.hardware!.ramKiB) / 1024 / 1024 / 1000);
      disk('services', own('servicesReadMiB'), own('ioKiB'));
      cpu('services', own('servicesCpuMs'), own('servicesThreads'));
      add('services', 'wait', own('servicesWaitMs') * 1000);
      break;
    case 'hypervisor':
    case 'engine':
      disk('read', own('readMiB'), own('ioKiB'));
      cpu(isType1(node) ? 'initialise' : 'start', own('startCpuMs'));
      add(isType1(node) ? 'initialise' : 'start', 'wait', own('startWaitMs') * 1000);
      break;
    case 'vm':
      if (makerFigure(node, 'createCpuMs') > 0) list.push({ phase: 'create', resource: 'below', work: 0, threads: 1 });
      cpu('firmware', makerFigure(node, 'firmwareMs'));
      cpu('loader', makerFigure(node, 'loaderMs'));
      break;
    case 'runtime':
      disk('read', own('readMiB'), own('ioKiB'));
      cpu('start', own('startCpuMs'));
      break;
    case 'workload': {
      const { start } = node.workload!;
      disk('read', start.readMiB, start.ioKiB);
      add('start', 'cpu', start.cpuMs * 1000 * cost.cpu + start.syscalls * cost.syscall);
      break;
    }
    case 'unknown':
      throw new Error('not a legal stack');
  }
  return list;
}

/** What a batch does after it is ready. */
export function batchOf(node: StackNode, batch: NonNullable<WorkloadSpec['batch']>): Stretch[] {
  const cost = costOf(node);
  const list: Stretch[] = [
    { phase: 'work', resource: 'disk', work: diskUs(cost, batch.readMiB * 1024, batch.ioKiB), threads: 1 },
    { phase: 'work', resource: 'cpu', work: batch.cpuMs * 1000 * cost.cpu + batch.syscalls * cost.syscall, threads: batch.threads },
  ];
  return list.filter((stretch) => stretch.work > 0);
}

/** Memory held from start to stop besides a workload's own curve. */
export function fixedKiB(node: StackNode): number {
  const container = node.container === node ? figure(node.engine!, 'containerKiB') : 0;
  switch (node.kind) {
    case 'kernel':
      return heldByKernel(node);
    case 'vm':
      return heldForVm(node);
    case 'hypervisor':
    case 'engine':
      return figure(node, 'baseKiB');
    case 'runtime':
      return figure(node, 'baseKiB') + container;
    default:
      return container;
  }
}
