import { isNeutral } from '../likeness.ts';
import { offersOfLevel, type Offers } from '../offers.ts';
import { SETTING_KEYS } from '../formats/build.ts';
import { engineOf, hypervisorOf, vmOf, type StackNode } from '../stack.ts';
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

/** A setting's value where it means something and is in range. */
interface Chosen {
  readonly key: SettingKey;
  readonly value: unknown;
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

function allowedByWorkload(key: SettingKey, node: StackNode, level: Level, offers: Offers): Allowed {
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
      return offers.delays.has(node.build.delayMs!) ? null : level.delays;
    default:
      return null;
  }
}

/** A setting's value, the default where the build is silent: a size that is not offered is not offered silently either. */
function valueOf(key: SettingKey, node: StackNode): unknown {
  const own = node.build[key];
  if (own !== undefined || (key !== 'ramMiB' && key !== 'cpus' && key !== 'diskMiB')) return own;
  if (node.kind === 'vm') return vmOf(node).values[key];
  const hidden = node.kind === 'engine' && key !== 'diskMiB' ? engineOf(node).hidden : undefined;
  return hidden?.[key];
}

/** Whether a node has sizes even if its build does not say them. */
function hasSizes(node: StackNode): boolean {
  return node.kind === 'vm' || (node.kind === 'engine' && engineOf(node).hidden !== undefined);
}

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

function reportRefused(node: StackNode, { key, value }: Chosen, allowed: Allowed, report: Report): void {
  report({ code: 'bad-setting', node: node.id, setting: key, expected: (allowed ?? []).slice(0, MOST_SHOWN), got: shown(value) });
}

/** What a node has that a tray entry could refuse. */
function chosenOf(node: StackNode): Chosen[] {
  const chosen: Chosen[] = [];
  for (const key of hasSizes(node) ? SETTING_KEYS : node.settings) {
    const value = valueOf(key, node);
    if (!isNeutral(key, value) && applies(key, node) && isInRange(key, value)) chosen.push({ key, value });
  }
  return chosen;
}

function checkTray(node: StackNode, entries: readonly TrayEntry[], report: Report): void {
  const chosen = chosenOf(node);
  const isRefused = (entry: TrayEntry, { key, value }: Chosen): boolean => !isAllowed(allowedByTray(key, entry), value);
  const first = entries[0]!;
  const problems = chosen.filter((choice) => isRefused(first, choice));
  if (problems.length === 0) return;
  for (let i = 1; i < entries.length; i += 1) if (!chosen.some((choice) => isRefused(entries[i]!, choice))) return;
  for (const problem of problems) reportRefused(node, problem, allowedByTray(problem.key, first), report);
}

function checkOffered(node: StackNode, level: Level, offers: Offers, report: Report): void {
  if (node.build.part !== undefined) {
    const entries = offers.tray.get(node.build.part);
    // A part that is not in the tray is reported as that.
    if (entries !== undefined && (node.settings.length > 0 || (hasSizes(node) && entries.some(listsSizes))))
      checkTray(node, entries, report);
    return;
  }
  if (node.workload === null) return;
  for (const key of node.settings) {
    const value = node.build[key]!;
    if (isNeutral(key, value) || !applies(key, node) || !isInRange(key, value)) continue;
    const allowed = allowedByWorkload(key, node, level, offers);
    if (!isAllowed(allowed, value)) reportRefused(node, { key, value }, allowed, report);
  }
}

function checkOwn(node: StackNode, report: Report): void {
  for (const key of node.build.unknown ?? []) report({ code: 'bad-setting', node: node.id, setting: key, got: null });
  for (const key of node.settings) {
    const value = node.build[key]!;
    // What says nothing is as good as left out, wherever it stands.
    if (isNeutral(key, value)) continue;
    if (!applies(key, node)) report({ code: 'bad-setting', node: node.id, setting: key, got: shown(value) });
    else if (!isInRange(key, value))
      report({ code: 'bad-setting', node: node.id, setting: key, expected: rangeOf(key), got: shown(value) });
  }
}

/** Settings mean something where they stand, are in range, and are offered by the level. */
export const checkSettings: Rule = ({ stack, level }, report) => {
  const offers = level === null ? null : offersOfLevel(level);
  for (const node of stack.nodes) {
    if (node.hidden || node.kind === 'unknown') continue;
    // Most nodes have no setting at all, and builds are checked at every pointer move.
    if (node.settings.length > 0 || node.build.unknown !== undefined) checkOwn(node, report);
    if (offers !== null && node.givenId === null) checkOffered(node, level!, offers, report);
  }
};
