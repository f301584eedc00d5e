import { momentOf, type FilmRow, type Moment, type StackNode } from '../../sim/index.ts';
import { GAME } from '../../lang/en/game.ts';
import type { Story } from '../run/engine.ts';
import type { Board } from '../table/player.ts';
import type { Box } from './layout.ts';
import { expectedKiB, reservedKiB } from './memory.ts';

/** What a thing on the stage says of itself, besides its size. */
export interface Dress {
  readonly name: string;
  readonly detail: string;
  readonly tone: 'plain' | 'waiting' | 'busy' | 'ready' | 'down';
  /** How much of it is filled, 0 to 1; goes on while all else stays. */
  fill: number;
  readonly isWrong: boolean;
}

export type Moments = ReadonlyMap<StackNode, Moment>;

const latest = new WeakMap<Story, { readonly us: number; readonly moments: Moments }>();

/** Of all rows; in a frame of a replay the stage and the page ask for the same ones. */
export function momentsOf(show: Story, us: number): Moments {
  let found = latest.get(show);
  if (found?.us !== us) {
    found = { us, moments: new Map(show.film.rows.map((row: FilmRow) => [row.node, momentOf(row, us)])) };
    latest.set(show, found);
  }
  return found.moments;
}

/** What a node holds by itself at a moment; before its start, what it is expected to hold, so that its place is seen. */
export function ownAt(moments: Moments | null) {
  return (node: StackNode): number => {
    const moment = moments?.get(node);
    // A VM's size never changes, and its share is what the hypervisor adds.
    if (moment === undefined || node.kind === 'vm' || node.kind === 'machine') return expectedKiB(node);
    return moment.heldKiB > 0 ? moment.heldKiB : expectedKiB(node);
  };
}

/** What a node holds at a moment: nothing before it starts. */
export function heldAt(moments: Moments | null) {
  return (node: StackNode): number => (moments === null ? reservedKiB(node) : (moments.get(node)?.heldKiB ?? 0));
}

function machineDetail(box: Box): string {
  return GAME.machineFacts(box.node.threads, box.node.isa);
}

function buildingDetail(box: Box): string {
  if (box.look === 'machine') return machineDetail(box);
  return GAME.memory(reservedKiB(box.node));
}

/** What it does, and how far it has come with it. */
export function doingText(moment: Moment): string {
  return moment.doing === 'starting' ? `${doingWord(moment)} ${GAME.percent(moment.progress)}` : doingWord(moment);
}

function doingWord({ doing, phase, isCompromised, perSecond }: Moment): string {
  if (doing === 'starting') return phase === null ? GAME.doing.starting : GAME.phases[phase];
  if (isCompromised && (doing === 'ready' || doing === 'done')) return GAME.compromised;
  if (doing === 'ready' && phase !== null) return GAME.phases[phase];
  return doing === 'ready' && perSecond > 0 ? GAME.perSecond(perSecond) : GAME.doing[doing];
}

const TONES = { off: 'waiting', starting: 'busy', ready: 'ready', done: 'ready', down: 'down' } as const;

export function dressOf(box: Box, board: Board, wrong: ReadonlySet<string>, moments: Moments | null): Dress {
  const name = board.names.get(box.id) ?? box.id;
  const moment = moments?.get(box.node);
  if (moment === undefined) return { name, detail: buildingDetail(box), tone: 'plain', fill: 0, isWrong: wrong.has(box.id) };
  return {
    name,
    // How far it has come is seen: it fills up.
    detail: doingWord(moment),
    tone: TONES[moment.doing],
    fill: moment.progress,
    isWrong: moment.isCompromised || wrong.has(box.id),
  };
}
