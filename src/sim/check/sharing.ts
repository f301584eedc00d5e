import { inStructuralOrder } from '../order.ts';
import { engineOf, type StackNode } from '../stack.ts';
import type { WorkloadSpec } from '../types.ts';
import type { Rule } from './rule.ts';

/** Programs with the same view of files and addresses: those in one container, or those on one kernel outside any. */
export function viewOf({ container, engine, kernel }: StackNode): StackNode | null {
  return container === null || engineOf(engine!).view === 'kernel' ? kernel : container;
}

/** A library that another program of the same view needs in another version. */
interface Conflict {
  readonly holder: StackNode;
  readonly setting: string;
  readonly expected: string;
  readonly got: string;
}

/** Which version of each library the first program that needs it has brought into a view. */
class Shelf {
  private readonly libraries = new Map<string, { readonly version: string; readonly node: StackNode }>();
  private readonly known = new Map<WorkloadSpec, readonly Conflict[]>();

  /** Every conflict of the first instance of a workload; of later ones, which have the same, the first conflict only. */
  add(node: StackNode): readonly Conflict[] {
    const workload = node.workload!;
    const known = this.known.get(workload);
    if (known !== undefined) return known;
    const conflicts: Conflict[] = [];
    for (const [setting, got] of workload.libraries) {
      const held = this.libraries.get(setting);
      if (held === undefined) this.libraries.set(setting, { version: got, node });
      else if (held.version !== got) conflicts.push({ holder: held.node, setting, expected: held.version, got });
    }
    this.known.set(workload, conflicts.slice(0, 1));
    return conflicts;
  }
}

/** Whether two programs cannot share a view. */
export function clash(a: WorkloadSpec, b: WorkloadSpec): boolean {
  if (a.port !== undefined && a.port === b.port) return true;
  return a.libraries.some(([name, version]) => b.libraries.some(([other, held]) => other === name && held !== version));
}

/** Whether any two of them are in each other's way. Who is to blame is a matter of structural order, which costs far more. */
function doClash(members: readonly StackNode[]): boolean {
  const ports = new Set<number>();
  const versions = new Map<string, string>();
  for (const node of members) {
    const { port, libraries } = node.workload!;
    if (port !== undefined) {
      if (ports.has(port)) return true;
      ports.add(port);
    }
    for (const [name, version] of libraries) {
      const held = versions.get(name);
      if (held === undefined) versions.set(name, version);
      else if (held !== version) return true;
    }
  }
  return false;
}

/** Programs that see the same files agree on library versions; those that share an address use different ports. */
export const checkSharing: Rule = ({ stack }, report) => {
  const views = new Map<StackNode, StackNode[]>();
  for (const node of stack.instances) {
    const workload = node.workload;
    if (workload === null || node.form === null || (workload.port === undefined && workload.libraries.length === 0)) continue;
    const view = viewOf(node);
    if (view === null) continue;
    const members = views.get(view);
    if (members === undefined) views.set(view, [node]);
    else members.push(node);
  }
  for (const members of views.values()) {
    if (members.length < 2 || !doClash(members)) continue;
    const ports = new Map<number, StackNode>();
    const shelf = new Shelf();
    for (const node of inStructuralOrder(stack.nodes, members)) {
      const { port } = node.workload!;
      if (port !== undefined) {
        const holder = ports.get(port);
        if (holder === undefined) ports.set(port, node);
        else report({ code: 'port-conflict', node: node.id, other: holder.id, got: port });
      }
      for (const { holder, ...why } of shelf.add(node)) report({ code: 'library-conflict', node: node.id, other: holder.id, ...why });
    }
  }
};
