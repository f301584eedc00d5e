import { engineOf, hypervisorOf, kernelOf, runtimeOf, type StackNode } from './stack.ts';

/** Disk space that a build takes before anything runs, KiB. */

/** What a node puts on the disk of the hardware it belongs to; image layers are counted apart. */
function installed(node: StackNode): number {
  switch (node.kind) {
    case 'kernel':
      return kernelOf(node).values.diskMiB * 1024;
    case 'hypervisor':
      return hypervisorOf(node).values.diskMiB * 1024;
    case 'engine':
      return engineOf(node).values.diskMiB * 1024;
    case 'vm':
      return node.diskKiB;
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
function layersOf(node: StackNode): readonly Layer[] {
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
    let kib = installed(node);
    if (node.container === node && node.engine !== null) {
      const store = (stores[node.engine.index] ??= { made: [], layers: [] });
      kib += newLayers(node, store);
    }
    held[home.index]! += kib;
  }
  return held;
}

/** What an engine stores: the images it has seen, and the layers of all of them. */
interface Store {
  readonly made: unknown[];
  readonly layers: Layer[];
}

/** The layers of a container that its engine does not store yet. They are told apart by name and size. */
function newLayers(node: StackNode, store: Store): number {
  const image = node.form ?? node.spec;
  if (store.made.includes(image)) return 0;
  store.made.push(image);
  let kib = 0;
  for (const layer of layersOf(node)) {
    if (store.layers.some((stored) => stored.id === layer.id && stored.mib === layer.mib)) continue;
    store.layers.push(layer);
    kib += layer.mib * 1024;
  }
  return kib;
}
