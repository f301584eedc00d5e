import { SETTING_KEYS } from './formats/build.ts';
import type { BuildNode, SettingKey } from './types.ts';

/** What nodes are without their names, and whether two are the same. */

/** Whether a setting says nothing: no delay, nothing to wait for, no extra. A size of 0 is out of range instead. */
export function isNeutral(key: SettingKey, value: unknown): boolean {
  if (value === undefined) return true;
  switch (key) {
    case 'delayMs':
      return value === 0;
    case 'nested':
    case 'passthrough':
    case 'volume':
      return value === false;
    case 'after':
      return Array.isArray(value) && value.length === 0;
    default:
      return false;
  }
}

/** A setting that says something; `undefined` otherwise. */
function saidOf(node: BuildNode, key: SettingKey): BuildNode[SettingKey] {
  const value = node[key];
  return isNeutral(key, value) ? undefined : value;
}

/** Everything but the names of nodes. */
const OWN_KEYS = SETTING_KEYS.filter((key) => key !== 'after');

/** Whether two nodes are the same but for names: their own, what they stand on, what they wait for. */
function isAlike(a: BuildNode, b: BuildNode): boolean {
  if (a.part !== b.part || a.workload !== b.workload) return false;
  for (const key of OWN_KEYS) if (a[key] !== b[key] && saidOf(a, key) !== saidOf(b, key)) return false;
  return true;
}

/** Whether they are the same and wait for nodes of the same names. */
export function isUnchanged(a: BuildNode, b: BuildNode): boolean {
  if (!isAlike(a, b)) return false;
  if (a.after === undefined && b.after === undefined) return true;
  const [wanted, awaited] = [awaitedBy(a), new Set(awaitedBy(b))];
  return wanted.length === awaited.size && wanted.every((id) => awaited.has(id));
}

/** Equal for nodes that are alike, and only for those. */
export function natureOf(node: BuildNode): string {
  const own = OWN_KEYS.map((key) => saidOf(node, key) ?? null);
  return JSON.stringify([node.part ?? null, node.workload ?? null, ...own]);
}

/** What a node waits for, each once. */
export function awaitedBy(node: BuildNode): readonly string[] {
  const { after } = node;
  return after === undefined || after.length < 2 ? (after ?? []) : [...new Set(after)];
}
