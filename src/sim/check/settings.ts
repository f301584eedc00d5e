import { offersOfLevel, type Offers } from '../offers.ts';
import { engineOf, hypervisorOf, hasSizes, vmOf, type Said, type StackNode } from '../stack.ts';
import { isInRange, rangeOf } from '../ranges.ts';
import type { Level, SettingKey, TrayEntry, Violation } from '../types.ts';
import { MOST_SHOWN, type Rule } from './rule.ts';

type Report = (violation: Violation) => void;

/** Whether a setting means something on this node. */
function applies(key: SettingKey, node: StackNode): boolean {
  switch (key) {
    case 'after':
    case 'delayMs':
      return true;
    case 'ramMiB':
    case 'cpus':
      return node.kind === 'vm' || (node.kind === 'engine' && engineOf(node).hidden !== undefined);
    case 'diskMiB':
    case 'isa':
      return node.kind === 'vm';
    case 'nested':
    case 'passthrough':
      return node.kind === 'vm' && (node.on === null || node.on.kind !== 'hypervisor' || hypervisorOf(node.on)[key]);
    case 'cpuLimit':
    case 'ramLimitMiB':
    case 'volume':
      return node.kind === 'runtime' || (node.kind === 'workload' && (node.form === null || node.form.form !== 'bare'));
  }
}

/** What a violation shows of a value. */
function shown(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Which values the level allows a setting to have; `null` means any. */
type Allowed = readonly (string | number | boolean)[] | null;

/** In a tray entry: sizes are free unless listed, everything else is offered only where listed. */
function allowedByTray(key: SettingKey, entry: TrayEntry): Allowed {
  switch (key) {
    case 'ramMiB':
    case 'cpus':
    case 'diskMiB':
    case 'isa':
      return entry[key] ?? null;
    case 'cpuLimit':
    case 'ramLimitMiB':
      return entry[key] ?? [];
    case 'nested':
    case 'passthrough':
    case 'volume':
      return entry[key] === true ? null : [false];
    case 'after':
    case 'delayMs':
      return [];
  }
}

function allowedByWorkload({ key, value }: Said, node: StackNode, level: Level, offers: Offers): Allowed {
  const workload = node.workload!;
  switch (key) {
    case 'cpuLimit':
    case 'ramLimitMiB':
      return workload[key] ?? [];
    case 'volume':
      return workload.volume ? null : [false];
    case 'after':
      return level.order && node.after.every((other) => other.kind === 'workload') ? null : [];
    case 'delayMs':
      // Looked up in a set: a level may offer thousands.
      return offers.delays.has(value as number) ? null : level.delays;
    default:
      return null;
  }
}

/** What a size is where the build does not say it: a size that is not offered is not offered silently either. */
function defaultOf(key: (typeof SIZE_KEYS)[number], node: StackNode): number | undefined {
  if (node.kind === 'vm') return vmOf(node).values[key];
  const hidden = node.kind === 'engine' && key !== 'diskMiB' ? engineOf(node).hidden : undefined;
  return hidden?.[key];
}
const SIZE_KEYS = ['ramMiB', 'cpus', 'diskMiB'] as const;

function listsSizes(entry: TrayEntry): boolean {
  return entry.ramMiB !== undefined || entry.cpus !== undefined || entry.diskMiB !== undefined;
}

/** Lists as sets, made when they are first asked for: a level may offer thousands of sizes, and thousands of VMs have one. */
const asSets = new WeakMap<readonly unknown[], ReadonlySet<unknown>>();
/** Up to so many, looking through a list is faster. */
const FEW = 8;

function isAllowed(allowed: Allowed, value: unknown): boolean {
  if (allowed === null) return true;
  if (allowed.length <= FEW) return (allowed as readonly unknown[]).includes(value);
  let set = asSets.get(allowed);
  if (set === undefined) asSets.set(allowed, (set = new Set<unknown>(allowed)));
  return set.has(value);
}

function reportRefused(node: StackNode, { key, value }: Said, allowed: Allowed, report: Report): void {
  report({ code: 'bad-setting', node: node.id, setting: key, expected: (allowed ?? []).slice(0, MOST_SHOWN), got: shown(value) });
}

/** Whether a setting means something here and is in range. */
function isSound({ key, value }: Said, node: StackNode): boolean {
  return applies(key, node) && isInRange(key, value);
}

/** What a tray entry does not offer of a node, said or not; all of it, or just the first. */
function refusedBy(entry: TrayEntry, node: StackNode, isAll: boolean): Said[] | null {
  let refused: Said[] | null = null;
  const look = (setting: Said): void => {
    if (!isAllowed(allowedByTray(setting.key, entry), setting.value)) (refused ??= []).push(setting);
  };
  for (const setting of node.said) {
    if (isSound(setting, node)) look(setting);
    if (refused !== null && !isAll) return refused;
  }
  if (!hasSizes(node)) return refused;
  for (const key of SIZE_KEYS) {
    const value = node.build[key] === undefined ? defaultOf(key, node) : undefined;
    if (value !== undefined) look({ key, value });
  }
  return refused;
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
    const allowed = allowedByWorkload(setting, node, level, offers);
    if (!isAllowed(allowed, setting.value)) reportRefused(node, setting, allowed, report);
  }
}

/** What says nothing is as good as left out, wherever it stands. Returns whether all that is said means something and is in range. */
function checkOwn(node: StackNode, report: Report): boolean {
  for (const key of node.build.unknown ?? []) report({ code: 'bad-setting', node: node.id, setting: key, got: null });
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
