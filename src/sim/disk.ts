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

/** The image layers a container is made from; an engine stores each once, however many containers share it. */
function layersOf(node: StackNode): readonly { readonly id: string; readonly mib: number }[] {
  if (node.container !== node) return NO_LAYERS;
  if (node.kind === 'runtime') return [{ id: `runtime ${runtimeOf(node).runtime}`, mib: runtimeOf(node).values.diskMiB }];
  return node.form !== null && node.form.form === 'image' ? node.form.layers : NO_LAYERS;
}
const NO_LAYERS: readonly { readonly id: string; readonly mib: number }[] = [];

const RECKONED = new WeakMap<readonly StackNode[], Float64Array>();

/** Disk space taken on each machine and VM by its index, KiB. Reckoned once a stack. */
export function diskHeld(nodes: readonly StackNode[]): Float64Array {
  let held = RECKONED.get(nodes);
  if (held === undefined) RECKONED.set(nodes, (held = reckon(nodes)));
  return held;
}

function reckon(nodes: readonly StackNode[]): Float64Array {
  const held = new Float64Array(nodes.length);
  const stores = new Map<StackNode, Set<string>>();
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    const home = node.home;
    if (home === null || node === home) continue;
    let kib = installed(node);
    if (node.container === node && node.engine !== null) kib += newLayers(node, stores);
    held[home.index]! += kib;
  }
  return held;
}

/** The layers of a container that its engine does not store yet. */
function newLayers(node: StackNode, stores: Map<StackNode, Set<string>>): number {
  let store = stores.get(node.engine!);
  if (store === undefined) stores.set(node.engine!, (store = new Set()));
  let kib = 0;
  for (const layer of layersOf(node)) {
    // Layers are told apart by content, of which name and size are what a level says.
    const key = `${layer.id} ${layer.mib}`;
    if (store.has(key)) continue;
    store.add(key);
    kib += layer.mib * 1024;
  }
  return kib;
}
