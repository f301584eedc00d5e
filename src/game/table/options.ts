import {
  allowedByTray,
  allowedByWorkload,
  applies,
  CATALOG,
  SETTING_KEYS,
  type Allowed,
  type BuildNode,
  type SettingKey,
  type StackNode,
} from '../../sim/index.ts';
import { trayEntries } from './edits.ts';
import type { Player } from './player.ts';

/** Which settings of a node the level offers, and with what values; what is legal among them the engine says. */

export type Value = string | number | boolean;

export interface Option {
  readonly key: SettingKey;
  /** Null is the catalogue's default. */
  readonly values: readonly (Value | null)[];
  readonly now: Value | null;
}

/** For a level that lists no sizes. */
const FREE_SIZES = {
  ramMiB: [256, 512, 1024, 2048, 4096, 8192],
  cpus: [1, 2, 4, 8],
  diskMiB: [5120, 10_240, 20_480, 40_960],
} as const;

function isSize(key: SettingKey): key is keyof typeof FREE_SIZES {
  return Object.hasOwn(FREE_SIZES, key);
}

/** What can be chosen of what a level allows: where that is any size, a few; of instruction sets only what it lists. */
function choicesOf(allowed: Allowed, key: SettingKey): readonly Value[] {
  // Off, and no delay, are what is so without the setting.
  if (allowed !== null) return allowed.filter((value) => value !== false && value !== 0);
  if (isSize(key)) return FREE_SIZES[key];
  return key === 'isa' ? [] : [true];
}

/** The value a silent VM has. */
function standard(node: BuildNode, key: SettingKey): Value | null {
  const spec = CATALOG.specs.get(node.part ?? '');
  return spec?.kind === 'vm' && (key === 'ramMiB' || key === 'cpus' || key === 'diskMiB') ? spec.values[key] : null;
}

function isChoice(key: SettingKey): key is Exclude<SettingKey, 'after'> {
  return key !== 'after';
}

/** The settings that can be chosen for a node where it stands now, each with the values that the engine does not object to as such. */
export function optionsOf(player: Player, node: StackNode): Option[] {
  if (node.givenId !== null || node.hidden) return [];
  const { level } = player;
  const options: Option[] = [];
  for (const key of SETTING_KEYS.filter(isChoice)) {
    if (!applies(key, node)) continue;
    const allowed =
      node.workload !== null
        ? [allowedByWorkload(key, node.workload, level)]
        : trayEntries(level, node.build.part ?? '').map((entry) => allowedByTray(key, entry));
    const listed = [...new Set(allowed.flatMap((each) => choicesOf(each, key)))];
    if (listed.length === 0) continue;
    const now = node.build[key] ?? standard(node.build, key);
    const isSize = standard(node.build, key) !== null;
    const values: (Value | null)[] = isSize ? [...listed] : [null, ...listed];
    const possible = values.filter((value) => value === now || isPossible(player, node.id, key, value));
    if (possible.length > 1) options.push({ key, values: possible, now });
  }
  return options;
}

export interface Shared extends Option {
  /** They differ in it. */
  readonly isMixed: boolean;
}

/** What can be set on all of several nodes alike. */
export function sharedOptions(player: Player, nodes: readonly StackNode[]): Shared[] {
  const [first = [], ...others] = nodes.map((node) => optionsOf(player, node));
  return first.flatMap((option) => {
    const same = others.map((each) => each.find(({ key }) => key === option.key));
    const values = option.values.filter((value) => same.every((each) => each?.values.includes(value) === true));
    const isMixed = same.some((each) => each?.now !== option.now);
    return values.length > 1 ? [{ ...option, values, isMixed }] : [];
  });
}

/** Whether the engine takes the value as a setting here; that it may not fit is another matter. */
function isPossible(player: Player, id: string, key: SettingKey, value: Value | null): boolean {
  const { refusals, warnings } = player.judge([{ edit: 'set', id, settings: { [key]: value } }]);
  return refusals.length === 0 && !warnings.some((violation) => violation.code === 'bad-setting' && violation.node === id);
}

/** The instances that a workload's instance may wait for. */
export function predecessorsOf(player: Player, node: StackNode): string[] {
  if (!player.level.order || node.workload === null || node.givenId !== null) return [];
  const others = player.board.stack.nodes.filter((other) => other.workload !== null && other.id !== node.id);
  const now = node.build.after ?? [];
  return others
    .map((other) => other.id)
    .filter((id) => {
      if (now.includes(id)) return true;
      const judgement = player.judge([{ edit: 'set', id: node.id, settings: { after: [...now, id] } }]);
      return judgement.refusals.length + judgement.warnings.length === 0;
    });
}
