import { engineOf, hypervisorOf, imageOf, kernelOf, runtimeOf, type StackNode } from './stack.ts';

/** Disk space that a build takes before anything runs, KiB. */

/** What a node puts on the disk of the hardware it belongs to; image layers are counted apart. */
export function installed(node: StackNode): number {
  switch (node.kind) {
    case 'kernel':
      return kernelOf(node).values.diskMiB * 1024;
    case 'hypervisor':
      return hypervisorOf(node).values.diskMiB * 1024;
    case 'engine':
      return engineOf(node).values.diskMiB * 1024;
    case 'vm':
      return imageOf(node) === 'full' ? node.diskKiB : 0;
    case 'runtime':
      return node.engine === null ? runtimeOf(node).values.diskMiB * 1024 : engineOf(node.engine).values.writableKiB;
    case 'workload': {
      const form = node.form;
      if (form === null) return 0;
      if (form.form === 'image') return engineOf(node.engine!).values.writableKiB;
      return form.diskMiB * 1024;
    }
    default:
      return 0;
  }
}

interface Layer {
  readonly id: string;
  readonly mib: number;
}

/** The image layers a container is made from; an engine stores each once, however many containers share it. */
export function layersOf(node: StackNode): readonly Layer[] {
  if (node.container !== node) return NO_LAYERS;
  if (node.kind === 'runtime') return [{ id: `runtime ${runtimeOf(node).runtime}`, mib: runtimeOf(node).values.diskMiB }];
  return node.form !== null && node.form.form === 'image' ? node.form.layers : NO_LAYERS;
}
const NO_LAYERS: readonly Layer[] = [];

const RECKONED = new WeakMap<readonly StackNode[], Float64Array>();

/** Disk space taken on each machine and VM by its index, KiB. Reckoned once a stack. */
export function diskHeld(nodes: readonly StackNode[]): Float64Array {
  let held = RECKONED.get(nodes);
  if (held === undefined) RECKONED.set(nodes, (held = reckon(nodes)));
  return held;
}

function reckon(nodes: readonly StackNode[]): Float64Array {
  const held = new Float64Array(nodes.length);
  const stores: (Store | undefined)[] = [];
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    const home = node.home;
    if (home === null || node === home) continue;
    held[home.index]! += installed(node);
    if (node.container !== node || node.engine === null) continue;
    if (engineOf(node.engine).images === 'copied') held[home.index]! += sizeOfFew([layersOf(node)]);
    else keep(node, (stores[node.engine.index] ??= new Store(home)));
  }
  let shelf: Shelf | null = null;
  for (const store of stores) {
    if (store === undefined) continue;
    const isSmall = store.count <= FEW;
    held[store.home.index]! += isSmall ? sizeOfFew(store.images) : (shelf ??= new Shelf()).sizeOf(store.images);
  }
  addInside(nodes, held);
  return held;
}

/** What is in a VM whose image is not full takes space on the disk below; from the top down, because VMs may be in VMs. */
function addInside(nodes: readonly StackNode[], held: Float64Array): void {
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const { kind, home } = nodes[i]!;
    if (kind === 'vm' && home !== null && imageOf(nodes[i]!) !== 'full') held[home.index]! += held[i]!;
  }
}

/** Up to so many, looking through a list is faster than looking up in a table. */
const FEW = 16;

/** What an engine stores: each image once. */
class Store {
  readonly home: StackNode;
  readonly images: (readonly Layer[])[] = [];
  /** Of layers, those in several images as often. */
  count = 0;
  private readonly made: unknown[] = [];
  private table: Set<unknown> | null = null;

  constructor(home: StackNode) {
    this.home = home;
  }

  /** Whether an image is new here; from then on it is not. */
  add(image: unknown): boolean {
    if (this.table !== null ? this.table.has(image) : this.made.includes(image)) return false;
    if (this.table !== null) this.table.add(image);
    else this.made.push(image);
    if (this.made.length === FEW) this.table ??= new Set(this.made);
    return true;
  }
}

function keep(container: StackNode, store: Store): void {
  if (!store.add(container.form ?? container.spec)) return;
  const layers = layersOf(container);
  store.images.push(layers);
  store.count += layers.length;
}

/** Layers are told apart by name and size. */
function sizeOfFew(images: readonly (readonly Layer[])[]): number {
  const stored: Layer[] = [];
  let kib = 0;
  for (const layers of images) {
    for (const layer of layers) {
      if (stored.some((other) => other.id === layer.id && other.mib === layer.mib)) continue;
      stored.push(layer);
      kib += layer.mib * 1024;
    }
  }
  return kib;
}

/** Numbers layers, each image once, so that engines that keep thousands of them are reckoned quickly one after another. */
class Shelf {
  private readonly numbers = new Map<string, number>();
  private readonly sizes: number[] = [];
  private readonly numbered = new Map<readonly Layer[], Int32Array>();
  /** The engine that was the last to find each layer new. */
  private readonly finders: number[] = [];
  private finder = 0;

  sizeOf(images: readonly (readonly Layer[])[]): number {
    this.finder += 1;
    const { finders, finder, sizes } = this;
    let kib = 0;
    for (const layers of images) {
      const numbers = this.numbersOf(layers);
      for (let i = 0; i < numbers.length; i += 1) {
        const number = numbers[i]!;
        if (finders[number] === finder) continue;
        finders[number] = finder;
        kib += sizes[number]!;
      }
    }
    return kib;
  }

  private numbersOf(layers: readonly Layer[]): Int32Array {
    let numbers = this.numbered.get(layers);
    if (numbers === undefined) {
      numbers = Int32Array.from(layers, (layer) => this.numberOf(layer));
      this.numbered.set(layers, numbers);
    }
    return numbers;
  }

  private numberOf({ id, mib }: Layer): number {
    const key = `${mib} ${id}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sizes.length;
      this.numbers.set(key, number);
      this.sizes.push(mib * 1024);
      this.finders.push(0);
    }
    return number;
  }
}
