import type { Rule } from './rule.ts';

/** What the level gave stands as it was given. */
export const checkGivens: Rule = ({ stack, level }, report) => {
  if (level === null || level.given.length === 0) return;
  const found = new Set<string>();
  for (let i = 0; i < stack.nodes.length && found.size < level.given.length; i += 1) {
    const { givenId } = stack.nodes[i]!;
    if (givenId !== null) found.add(givenId);
  }
  for (const given of level.given) {
    if (!found.has(given.id)) report({ code: 'given-changed', node: given.id, ...(given.part !== undefined && { part: given.part }) });
  }
};
