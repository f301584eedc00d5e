import { GAME } from '../../lang/en/game.ts';
import { capitalised, KIND_GROUPS, mebibytes } from '../../lang/index.ts';
import { CATALOG, leftInTray, PART_KINDS, type Level, type PartKind, type WorkloadSpec } from '../../sim/index.ts';
import { trayEntries, type Hand, type TrayHand } from '../table/edits.ts';
import { shortName, workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';
import type { Look } from '../views/layout.ts';
import { peakMiB } from '../views/memory.ts';
import { drawingOfWorkload } from '../views/drawing.ts';
import { make, refill } from './dom.ts';

/** The parts and workloads that the level offers, highest layer first as on the stage, each with how many are left. */

/** Makes the drawing of a part; until the drawings are there, the mark of its kind. */
export type Draw = (id: string, look: Look) => Element;

interface Item {
  readonly hand: TrayHand;
  readonly look: Look;
  readonly drawing: string;
  readonly name: string;
  readonly detail: string;
  readonly left: number | null;
}

/** How many more can be placed; null when that is any number. */
function leftOf({ level, board }: Player, item: Item['hand']): number | null {
  if (item.kind === 'part') return leftInTray(board.stack, level, item.part);
  const { nodes } = board.stack;
  const placed = nodes.filter((node) => !node.hidden && node.build.workload === item.workload).length;
  return Math.max(0, (level.workloads.find(({ id }) => id === item.workload)?.count ?? 0) - placed);
}

function partDetail(level: Level, part: string): string {
  const spec = CATALOG.specs.get(part);
  if (spec?.kind === 'vm') {
    const sizes = [...new Set(trayEntries(level, part).flatMap((entry) => entry.ramMiB ?? []))].sort((a, b) => a - b);
    return sizes.length === 0 ? GAME.anySize : GAME.span(mebibytes(sizes[0]!), mebibytes(sizes.at(-1)!));
  }
  if (spec?.kind === 'machine') return `${mebibytes(spec.values.ramMiB)} · ${spec.isa}`;
  if (spec?.kind === 'kernel') return GAME.hybrids.includes(part) ? GAME.hybrid : GAME.designs[spec.design];
  if (spec?.kind === 'hypervisor') return GAME.hypervisorTypes[spec.type];
  if (spec?.kind === 'engine') return GAME.sandboxes[spec.sandbox];
  return GAME.runtimeDetail;
}

function workloadDetail(workload: WorkloadSpec): string {
  const start = workload.ramMiB.find(([fromMs]) => fromMs === 0)?.[1] ?? 0;
  return GAME.span(mebibytes(start), mebibytes(peakMiB(workload.ramMiB)));
}

function itemsOf(player: Player): { readonly title: string; readonly items: readonly Item[] }[] {
  const { level } = player;
  const part = (id: string, kind: PartKind): Item => {
    const hand = { kind: 'part', part: id } as const;
    return { hand, look: kind, drawing: id, name: shortName(id), detail: partDetail(level, id), left: leftOf(player, hand) };
  };
  const workloads = level.workloads.map((workload): Item => {
    const hand = { kind: 'workload', workload: workload.id } as const;
    return {
      hand,
      look: 'workload',
      drawing: drawingOfWorkload(workload),
      name: workloadName(level, workload.id),
      detail: workloadDetail(workload),
      left: leftOf(player, hand),
    };
  });
  const parts = [...new Set(level.tray.map((entry) => entry.part))];
  const groups = [...PART_KINDS].reverse().map((kind) => ({
    title: capitalised(KIND_GROUPS[kind]),
    items: parts.filter((id) => CATALOG.specs.get(id)?.kind === kind).map((id) => part(id, kind)),
  }));
  const all = [{ title: capitalised(GAME.workloads), items: workloads }, ...groups].filter((group) => group.items.length > 0);
  // With nothing on the ground yet, one begins at the bottom.
  return player.isFree ? all.reverse() : all;
}

export function keyOfHand(hand: Hand): string {
  if (hand.kind === 'node' || hand.kind === 'copy') return hand.kind;
  return hand.kind === 'part' ? `part:${hand.part}` : `workload:${hand.workload}`;
}

export interface TrayListeners {
  /** Picked by a click, or by a key or a screen reader. */
  readonly onPick: (hand: Hand, isByKey: boolean) => void;
  readonly onPress: (hand: Hand, event: PointerEvent) => void;
  /** A pointer goes down on a row of the stack. */
  readonly onRowPress: (id: string, event: PointerEvent) => void;
}

function makeRow(item: Item, isHeld: boolean, listeners: TrayListeners, draw: Draw): HTMLElement {
  const key = keyOfHand(item.hand);
  const isGone = item.left === 0;
  const row = make(
    'button',
    {
      class: `tray-item look-${item.look}${isGone ? ' is-gone' : ''}`,
      attrs: {
        type: 'button',
        'data-key': key,
        'data-hand': key,
        'aria-pressed': isHeld,
        tabindex: -1,
        'aria-disabled': isGone ? 'true' : undefined,
      },
      on: {
        // A click that no pointer made has no count.
        click: (event) => listeners.onPick(item.hand, event.detail === 0),
        pointerdown: (event) => listeners.onPress(item.hand, event),
      },
    },
    draw(item.drawing, item.look),
    make(
      'span',
      { class: 'tray-words' },
      make('span', { class: 'tray-name' }, item.name),
      make('span', { class: 'tray-detail' }, item.detail),
    ),
    make('span', { class: 'count', attrs: { 'aria-hidden': 'true' } }, GAME.leftShort(item.left)),
    make('span', { class: 'spoken' }, GAME.left(item.left)),
  );
  row.setAttribute('aria-pressed', String(isHeld));
  return row;
}

export class Tray {
  readonly element = make('section', { class: 'tray', attrs: { 'aria-label': GAME.tray } });
  private readonly list = make('div', {
    class: 'tray-list',
    attrs: { role: 'toolbar', 'aria-label': GAME.tray, 'aria-orientation': 'vertical' },
  });
  /** Of all parts the one that Tab comes to; the arrow keys go on from there. */
  private reachable: string | null = null;
  private readonly player: Player;
  private readonly listeners: TrayListeners;
  private readonly draw: Draw;
  private drawn = 0;

  constructor(player: Player, listeners: TrayListeners, draw: Draw) {
    this.draw = draw;
    this.player = player;
    this.listeners = listeners;
    this.list.addEventListener('keydown', (event) => this.onKey(event));
    this.list.addEventListener('focusin', (event) => {
      if (event.target instanceof HTMLElement) this.reach(event.target.dataset['key'] ?? null);
    });
    new ResizeObserver(() => this.measure()).observe(this.list);
    this.element.append(this.list, make('div', { class: 'bin', attrs: { 'aria-hidden': 'true' } }, GAME.dropToRemove));
  }

  update(): void {
    const groups = itemsOf(this.player);
    const held = this.player.hand === null ? '' : keyOfHand(this.player.hand);
    refill(this.list, JSON.stringify([this.player.level.id, groups, held, this.drawn]), () =>
      groups.length === 0
        ? [make('p', { class: 'hint' }, GAME.trayEmpty)]
        : groups.map(({ title, items }) =>
            make(
              'div',
              { class: 'tray-group' },
              make('h2', {}, title),
              ...items.map((item) => makeRow(item, keyOfHand(item.hand) === held, this.listeners, this.draw)),
            ),
          ),
    );
    this.reach(this.reachable);
    this.measure();
  }

  /** What `draw` makes has changed. */
  redraw(): void {
    this.drawn += 1;
    this.update();
  }

  /** Where all parts are in view, a finger that moves drags; else it scrolls, and drags after a rest. */
  private measure(): void {
    this.list.classList.toggle('is-whole', this.list.scrollHeight <= this.list.clientHeight);
  }

  private get rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('.tray-item')];
  }

  private reach(key: string | null): void {
    const { rows } = this;
    const reachable = rows.find((row) => row.dataset['key'] === key) ?? rows.find((row) => !row.classList.contains('is-gone')) ?? rows[0];
    this.reachable = reachable?.dataset['key'] ?? null;
    for (const row of rows) row.tabIndex = row === reachable ? 0 : -1;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows } = this;
    const at = rows.findIndex((row) => row === event.target);
    const places = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: rows.length - 1 };
    if (at < 0 || !Object.hasOwn(places, event.key)) return;
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, places[event.key as keyof typeof places]))]?.focus();
  }

  isLeft(hand: Hand): boolean {
    return hand.kind === 'node' || hand.kind === 'copy' || leftOf(this.player, hand) !== 0;
  }

  focus(hand: Hand): void {
    this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(keyOfHand(hand))}"]`)?.focus();
  }
}
