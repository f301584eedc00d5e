import { applyEdit, checkBuild, type Build, type Edit, type Level, type Violation, type ViolationCode } from '../../sim/index.ts';
import { idsOf, waysToPlace, type Hand } from './edits.ts';

/** What the engine has against a change; the game has no rule of its own. */

/** A build on the way is not yet finished; these count at power-on and are shown as "still to place" until then. */
const UNFINISHED: ReadonlySet<ViolationCode> = new Set(['workload-not-placed', 'carries-nothing']);

/**
 * A part that breaks one of these may be set down all the same, and the breach is then seen on the stage (what is too
 * wide hangs over the edge): another change of the player's can heal it. All others keep a part from standing there.
 */
const HEALABLE: ReadonlySet<ViolationCode> = new Set([
  'ram-exceeded',
  'vm-too-small',
  'disk-exceeded',
  'cpu-exceeded',
  'bad-setting',
  'bad-order',
  'library-conflict',
  'port-conflict',
  ...UNFINISHED,
]);

export function isUnfinished(violation: Violation): boolean {
  return UNFINISHED.has(violation.code);
}

/** Two that get in each other's way: the rules do not care who was there first, but whoever plays does. */
const MUTUAL: ReadonlySet<Violation['code']> = new Set(['slot-taken', 'port-conflict', 'library-conflict']);

/** The same violation as something that the newcomer does to whoever was there before. */
export function seenFrom(violation: Violation, build: Build, newcomer: string | null): Violation {
  const { code, node, other } = violation;
  if (!MUTUAL.has(code) || node === null || other === undefined) return violation;
  const place = (id: string): number => (id === newcomer ? Infinity : build.nodes.findIndex((candidate) => candidate.id === id));
  if (place(node) >= place(other)) return violation;
  const turned = { ...violation, node: other, other: node };
  if (code !== 'library-conflict') return turned;
  const { expected, got } = violation;
  return { ...turned, expected: String(got), got: String(expected) };
}

export interface Judgement {
  readonly build: Build;
  readonly edits: readonly Edit[];
  /** Why it cannot be done; empty when it can. */
  readonly refusals: readonly Violation[];
  /** What would be wrong afterwards and is not now. */
  readonly warnings: readonly Violation[];
}

/** Judges a change by the violations that the build would have after it and does not have now. */
export function judge(build: Build, level: Level, edits: readonly Edit[], present: readonly Violation[]): Judgement {
  const next = edits.reduce(applyEdit, build);
  const known = new Set(present.map((violation) => JSON.stringify(violation)));
  const fresh = checkBuild(next, level).filter((violation) => !isUnfinished(violation) && !known.has(JSON.stringify(violation)));
  return {
    build: next,
    edits,
    refusals: fresh.filter((violation) => !HEALABLE.has(violation.code)),
    warnings: fresh.filter((violation) => HEALABLE.has(violation.code)),
  };
}

/** What a change sets down on a node (on the ground when null), by id. */
export function standing(edits: readonly Edit[], on: string | null): string[] {
  return edits.flatMap((edit) => {
    if (edit.edit === 'move') return edit.on === on ? [edit.id] : [];
    return edit.edit === 'place' && (edit.node.on ?? null) === on ? [edit.node.id] : [];
  });
}

export interface Place extends Judgement {
  /** What it would stand on; null is the ground. */
  readonly on: string | null;
}

export function isLegal(place: Judgement): boolean {
  return place.refusals.length === 0 && place.edits.length > 0;
}

function isMachine(hand: Hand): boolean {
  const part = hand.kind === 'part' ? hand.part : hand.kind === 'copy' ? hand.nodes[0]?.part : undefined;
  return part?.startsWith('machine.') === true;
}

/** Every place where the hand could be set down, with what the engine says to it. */
export function placesFor(build: Build, level: Level, hand: Hand, present: readonly Violation[]): Place[] {
  const spots: (string | null)[] = isMachine(hand)
    ? [null]
    : build.nodes.filter((node) => hand.kind !== 'node' || !idsOf(hand).includes(node.id)).map((node) => node.id);
  return spots.map((on) => {
    const ways = waysToPlace(build, level, hand, on).map((edits) => judge(build, level, edits, present));
    // Where one entry of the tray is used up, another may have some left.
    return { on, ...(ways.find(isLegal) ?? ways[0]!) };
  });
}
