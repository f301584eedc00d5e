import type { StackNode } from './stack.ts';

/** Who needs whom in a stack, by number: what each stands on and what stands on it, what it waits for and what waits for it. */
export interface Graph {
  /** -1 where it stands on nothing. */
  readonly parents: Int32Array;
  readonly children: readonly (readonly number[])[];
  readonly awaited: readonly (readonly number[])[];
  readonly waiters: readonly (readonly number[])[];
}

export function graphOf(nodes: readonly StackNode[]): Graph {
  const sound = (others: readonly StackNode[]): number[] => others.filter((other) => other.flaw === 'none').map((other) => other.index);
  return {
    parents: Int32Array.from(nodes, ({ parent }) => (parent === null ? -1 : parent.index)),
    children: nodes.map(({ children }) => sound(children)),
    awaited: nodes.map(({ after }) => sound(after)),
    waiters: nodes.map(({ waiters }) => sound(waiters ?? [])),
  };
}

/** Some of the nodes, numbered by their place among them, and who needs whom among them. */
export function partOf(graph: Graph, chosen: readonly number[]): Graph {
  const numberOf = new Map(chosen.map((index, number) => [index, number]));
  const among = (list: readonly number[]): number[] => list.flatMap((index) => numberOf.get(index) ?? []);
  return {
    parents: Int32Array.from(chosen, (index) => numberOf.get(graph.parents[index]!) ?? -1),
    children: chosen.map((index) => among(graph.children[index]!)),
    awaited: chosen.map((index) => among(graph.awaited[index]!)),
    waiters: chosen.map((index) => among(graph.waiters[index]!)),
  };
}

/** What is connected among those of the nodes that count, as far as anything in it waits for anything in it. */
export function connectedParts(graph: Graph, doesCount: (index: number) => boolean): number[][] {
  const { parents, children, awaited, waiters } = graph;
  const isSeen = awaited.map((_, index) => !doesCount(index));
  const parts: number[][] = [];
  for (let start = 0; start < isSeen.length; start += 1) {
    if (isSeen[start]!) continue;
    isSeen[start] = true;
    const part = [start];
    let doWait = false;
    const visit = (index: number): void => {
      if (isSeen[index]!) return;
      isSeen[index] = true;
      part.push(index);
    };
    for (let at = 0; at < part.length; at += 1) {
      const index = part[at]!;
      if (parents[index] !== -1) visit(parents[index]!);
      children[index]!.forEach(visit);
      waiters[index]!.forEach(visit);
      for (const other of awaited[index]!) {
        visit(other);
        doWait ||= doesCount(other);
      }
    }
    if (doWait) parts.push(part);
  }
  return parts;
}
