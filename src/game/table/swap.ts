import { CATALOG, SETTING_KEYS, type Build, type BuildNode, type Edit, type StackNode } from '../../sim/index.ts';
import { newNodes, type TrayHand } from './edits.ts';
import { isLegal, type Judgement } from './judge.ts';
import type { Player } from './player.ts';

/** One part in the place of another of its kind, with all that stands on it; whether it can be there the engine says. */

/** What the tray has of the same kind as a node of the player's. */
export function partnersOf(player: Player, { id, build, workload }: StackNode): TrayHand[] {
  const { tray, workloads } = player.level;
  if (!player.isOwn(id)) return [];
  if (workload !== null)
    return workloads.filter((other) => other.id !== workload.id).map((other) => ({ kind: 'workload', workload: other.id }));
  const kindOf = (part: string | undefined): string | undefined => CATALOG.specs.get(part ?? '')?.kind;
  const parts = [...new Set(tray.map(({ part }) => part))];
  return parts
    .filter((part) => part !== build.part && kindOf(part) === kindOf(build.part))
    .map((part): TrayHand => ({ kind: 'part', part }));
}

/** Puts the new node where the old one is, moves over what stands on it and whoever waits for it, and takes away what is `gone`, the old one first. */
function editsToReplace({ nodes }: Build, gone: readonly BuildNode[], node: BuildNode): Edit[] {
  const [old] = gone as [BuildNode];
  const children = nodes.filter(({ on }) => on === old.id);
  const waiting = nodes.filter(({ after }) => after?.includes(old.id) === true);
  return [
    { edit: 'place', node, at: nodes.indexOf(old) },
    ...children.map(({ id }): Edit => ({ edit: 'move', id, on: node.id })),
    ...waiting.map(({ id, after }): Edit => ({
      edit: 'set',
      id,
      settings: { after: after!.map((other) => (other === old.id ? node.id : other)) },
    })),
    ...gone.map(({ id }): Edit => ({ edit: 'remove', id })),
  ];
}

/** As it was set up before, but for what the engine does not take as a setting of the new part. */
function judgeOne(player: Player, gone: readonly BuildNode[], fresh: BuildNode): Judgement {
  const [old] = gone as [BuildNode];
  let kept = SETTING_KEYS.filter((key) => old[key] !== undefined);
  for (;;) {
    const node = { ...fresh, ...Object.fromEntries(kept.map((key) => [key, old[key]])) };
    const judgement = player.judge(editsToReplace(player.history.build, gone, node));
    const bad = judgement.warnings.flatMap(({ code, node: id, setting }) => (code === 'bad-setting' && id === node.id ? [setting] : []));
    const next = kept.filter((key) => !bad.includes(key));
    if (next.length === kept.length) return judgement;
    kept = next;
  }
}

/**
 * What the engine says to it; null when there is nothing to swap. A part that cannot stand there may stand further down, in the
 * place of what carries nothing but the old one: a type 1 hypervisor in that of a type 2 and its host kernel.
 */
export function judgeSwap(player: Player, id: string, hand: TrayHand): Judgement | null {
  const { build } = player.history;
  const gone = build.nodes.filter((node) => node.id === id);
  let first: Judgement | null = null;
  for (let last = gone[0]; last !== undefined; last = gone.at(-1)) {
    const ways = newNodes(build, player.level, hand, last.on ?? null).map((node) => judgeOne(player, gone, node));
    const legal = ways.find(isLegal);
    if (legal !== undefined) return legal;
    first ??= ways[0] ?? null;
    const { on } = last;
    const under = build.nodes.find((node) => node.id === on);
    const isFree = under !== undefined && player.isOwn(under.id) && build.nodes.filter((node) => node.on === on).length === 1;
    if (!isFree || hand.kind === 'workload') break;
    gone.push(under);
  }
  return first;
}

/** The node that is new, and those that it takes the place of. */
export function partiesOf({ edits }: Judgement): { readonly fresh: string | null; readonly gone: readonly string[] } {
  const [first] = edits;
  const gone = edits.flatMap((edit) => (edit.edit === 'remove' ? [edit.id] : []));
  return { fresh: first?.edit === 'place' ? first.node.id : null, gone };
}
