import { describeValue, memberAt, type BuildNode, type FormatError, type Solution } from '../../sim/index.ts';
import { isKnown } from './desk.ts';

/** A node of a part that this page does not have cannot be drawn. Null when there is none, also not on the way to the build. */
export function strangeIn({ build, edits = [] }: Pick<Solution, 'build' | 'edits'>): FormatError | null {
  const wrong = (node: BuildNode, place: string): FormatError | null =>
    isKnown(node) ? null : { place: memberAt(place, 'part'), expected: 'a part of this game', got: describeValue(node.part) };
  for (const [index, node] of build.nodes.entries()) {
    const fault = wrong(node, `/build/nodes/${index}`);
    if (fault !== null) return fault;
  }
  for (const [index, edit] of edits.entries()) {
    const fault = edit.edit === 'place' ? wrong(edit.node, `/edits/${index}/node`) : null;
    if (fault !== null) return fault;
  }
  return null;
}
