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

/** The settings of a node, each with the values that the level lists for it. */
function listedFor(player: Player, node: StackNode): Option[] {
  if (node.givenId !== null || node.hidden) return [];
  const { level } = player;
  return SETTING_KEYS.filter(isChoice).flatMap((key) => {
    if (!applies(key, node)) return [];
    const allowed =
      node.workload !== null
        ? [allowedByWorkload(key, node.workload, level)]
        : trayEntries(level, node.build.part ?? '').map((entry) => allowedByTray(key, entry));
    const listed = [...new Set(allowed.flatMap((each) => choicesOf(each, key)))];
    if (listed.length === 0) return [];
    const usual = standard(node.build, key);
    return [{ key, values: usual === null ? [null, ...listed] : listed, now: node.build[key] ?? usual }];
  });
}

export interface Shared extends Option {
  /** They differ in it. */
  readonly isMixed: boolean;
}

/** What can be set on all of these nodes alike, each with the values that the engine does not object to as such. */
export function sharedOptions(player: Player, nodes: readonly StackNode[]): Shared[] {
  const [first = [], ...others] = nodes.map((node) => listedFor(player, node));
  return first.flatMap((option) => {
    const each = [option, ...others.flatMap((listed) => listed.filter(({ key }) => key === option.key))];
    // The engine is asked about what all of them have, and about nothing else: several may be many.
    if (each.length < nodes.length) return [];
    const isFor = (value: Value | null): boolean =>
      each.every(
        ({ now, values }, at) => values.includes(value) && (value === now || isPossible(player, nodes[at]!.id, option.key, value)),
      );
    const values = option.values.filter(isFor);
    return values.length > 1 ? [{ ...option, values, isMixed: each.some(({ now }) => now !== option.now) }] : [];
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
