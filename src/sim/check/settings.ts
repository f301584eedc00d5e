import { offersOfLevel, type Offers } from '../offers.ts';
import { hasSizes, type Said, type StackNode } from '../stack.ts';
import { rangeOf } from '../ranges.ts';
import type { Level, TrayEntry, Violation } from '../types.ts';
import { allowedByTray, allowedByWorkload, applies, isAllowed, isSound, listsSizes, refusedBy, type Allowed } from './offered.ts';
import { MOST_SHOWN, type Rule } from './rule.ts';

type Report = (violation: Violation) => void;

/** What a violation shows of a value. */
function shown(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function allowedHere({ key, value }: Said, node: StackNode, level: Level, offers: Offers): Allowed {
  // Looked up in a set: a level may offer thousands.
  if (key === 'delayMs' && offers.delays.has(value as number)) return null;
  if (key === 'after' && !node.after.every((other) => other.kind === 'workload')) return [];
  return allowedByWorkload(key, node.workload!, level);
}

function reportRefused(node: StackNode, { key, value }: Said, allowed: Allowed, report: Report): void {
  report({ code: 'bad-setting', node: node.id, setting: key, expected: (allowed ?? []).slice(0, MOST_SHOWN), got: shown(value) });
}

function checkTray(node: StackNode, entries: readonly TrayEntry[], report: Report): void {
  if (entries.some((entry) => refusedBy(entry, node, false) === null)) return;
  const first = entries[0]!;
  for (const problem of refusedBy(first, node, true)!) reportRefused(node, problem, allowedByTray(problem.key, first), report);
}

function checkOffered(node: StackNode, isAllSound: boolean, level: Level, offers: Offers, report: Report): void {
  if (node.build.part !== undefined) {
    const entries = offers.tray.get(node.build.part);
    // A part that is not in the tray is reported as that.
    if (entries !== undefined && (node.said.length > 0 || (hasSizes(node) && entries.some(listsSizes)))) checkTray(node, entries, report);
    return;
  }
  if (node.workload === null) return;
  for (const setting of node.said) {
    if (!isAllSound && !isSound(setting, node)) continue;
    const allowed = allowedHere(setting, node, level, offers);
    if (!isAllowed(allowed, setting.value)) reportRefused(node, setting, allowed, report);
  }
}

/** What says nothing is as good as left out, wherever it stands. Returns whether all that is said means something and is in range. */
function checkOwn(node: StackNode, report: Report): boolean {
  const { unknown } = node.build;
  if (unknown !== undefined) for (const key of unknown) report({ code: 'bad-setting', node: node.id, setting: key, got: null });
  let isAllSound = true;
  for (const setting of node.said) {
    if (isSound(setting, node)) continue;
    isAllSound = false;
    const { key, value } = setting;
    const expected = applies(key, node) ? { expected: rangeOf(key) } : {};
    report({ code: 'bad-setting', node: node.id, setting: key, ...expected, got: shown(value) });
  }
  return isAllSound;
}

/** Settings mean something where they stand, are in range, and are offered by the level. */
export const checkSettings: Rule = ({ stack, level }, report) => {
  const offers = level === null ? null : offersOfLevel(level);
  const check = (node: StackNode): void => {
    if (node.hidden || node.kind === 'unknown') return;
    const isAllSound = checkOwn(node, report);
    if (offers !== null && node.givenId === null) checkOffered(node, isAllSound, level!, offers, report);
  };
  stack.adjusted.forEach(check);
  // What has lost its footing has its settings all the same.
  stack.flawed.forEach(check);
};
