import { engineOf, hasSizes, hypervisorOf, vmOf, type Said, type StackNode } from '../stack.ts';
import { isInRange } from '../ranges.ts';
import type { Level, SettingKey, TrayEntry, WorkloadSpec } from '../types.ts';

/** Which settings mean something where they stand, and which the entries of a tray offer. */

/** Whether a setting means something on this node. */
export function applies(key: SettingKey, node: StackNode): boolean {
  switch (key) {
    case 'after':
    case 'delayMs':
      return true;
    case 'ramMiB':
    case 'cpus':
      return hasSizes(node);
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

/** Which values the level allows a setting to have; `null` means any. */
export type Allowed = readonly (string | number | boolean)[] | null;

/** In a tray entry: sizes are free unless listed, everything else is offered only where listed. */
export function allowedByTray(key: SettingKey, entry: TrayEntry): Allowed {
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

/** For a workload. Whom it may wait for depends on who they are as well. */
export function allowedByWorkload(key: SettingKey, workload: WorkloadSpec, level: Level): Allowed {
  switch (key) {
    case 'cpuLimit':
    case 'ramLimitMiB':
      return workload[key] ?? [];
    case 'volume':
      return workload.volume ? null : [false];
    case 'after':
      return level.order ? null : [];
    case 'delayMs':
      return level.delays;
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

export function listsSizes(entry: TrayEntry): boolean {
  return entry.ramMiB !== undefined || entry.cpus !== undefined || entry.diskMiB !== undefined;
}

/** Lists as sets, made when they are first asked for: a level may offer thousands of sizes, and thousands of VMs have one. */
const asSets = new WeakMap<readonly unknown[], ReadonlySet<unknown>>();
/** Up to so many, looking through a list is faster. */
const FEW = 8;

export function isAllowed(allowed: Allowed, value: unknown): boolean {
  if (allowed === null) return true;
  if (allowed.length <= FEW) return (allowed as readonly unknown[]).includes(value);
  let set = asSets.get(allowed);
  if (set === undefined) asSets.set(allowed, (set = new Set<unknown>(allowed)));
  return set.has(value);
}

/** Whether a setting means something here and is in range. */
export function isSound({ key, value }: Said, node: StackNode): boolean {
  return applies(key, node) && isInRange(key, value);
}

/** What a tray entry does not offer of a node, said or not; all of it, or just the first. */
export function refusedBy(entry: TrayEntry, node: StackNode, isAll: boolean): Said[] | null {
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
