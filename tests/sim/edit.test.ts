import { expect, test } from 'vitest';
import { applyEdit, editError, invertEdit, replayEdits, type Edit } from '../../src/sim/index.ts';
import { buildOf } from '../support/stack.ts';

/** What a node says of itself is in nobody's way. */

const BEFORE = buildOf([{ id: 'pc', part: 'machine.desktop' }]);

test.each([
  ['stands on itself', { id: 'x', part: 'kernel.linux', on: 'x' }],
  ['waits for itself', { id: 'x', part: 'kernel.linux', on: 'pc', after: ['x'] }],
])('placing a node that %s can be undone', (_name, node) => {
  const place: Edit = { edit: 'place', node };
  const placed = applyEdit(BEFORE, place);
  const back = invertEdit(BEFORE, place);
  expect(editError(placed, back)).toBeNull();
  expect(applyEdit(placed, back)).toEqual(BEFORE);
  expect(replayEdits(BEFORE, [place, back])).toEqual({ build: BEFORE, error: null });
});

test.each([
  ['stands on it', { id: 'y', part: 'engine.lxc', on: 'x' }],
  ['waits for it', { id: 'y', part: 'engine.lxc', on: 'pc', after: ['x'] }],
])('one that another node %s cannot be removed', (_name, node) => {
  const edits: readonly Edit[] = [
    { edit: 'place', node: { id: 'x', part: 'kernel.linux', on: 'x' } },
    { edit: 'place', node },
  ];
  const { build } = replayEdits(BEFORE, edits);
  const remove: Edit = { edit: 'remove', id: 'x' };
  expect(editError(build, remove)).toEqual({ code: 'carries-others', id: 'x' });
  expect(replayEdits(BEFORE, [...edits, remove]).error).toEqual({ code: 'carries-others', id: 'x' });
});
