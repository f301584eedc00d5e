import { EASE } from '../../lang/en/game-ease.ts';
import type { StackNode } from '../../sim/index.ts';
import { explainJudgement, type Say } from '../table/commands.ts';
import type { Player } from '../table/player.ts';
import { editsToWait, waitsOf } from '../table/waits.ts';
import { make, makePictogram, makeSvg } from './dom.ts';
import type { Tree } from './tree.ts';

/**
 * Who waits for whom, drawn beside the rows of the stack, on levels that leave the order to the player: a line from the
 * one to the other, a handle to draw another, a button to take one away. The inspector does the same by key.
 */

const LANE = 9;
const ARROW = 5;

export class Waits {
  private readonly player: Player;
  private readonly tree: Tree;
  private readonly refuse: Say;
  private readonly say: Say;
  private readonly lines = makeSvg('svg', { class: 'wait-lines', 'aria-hidden': 'true' });
  private readonly drawn = makeSvg('path', { class: 'wait-line is-drawn' });
  private drag: { readonly pointer: number; readonly id: string; over: string | null } | null = null;

  constructor(player: Player, tree: Tree, refuse: Say, say: Say) {
    this.player = player;
    this.tree = tree;
    this.refuse = refuse;
    this.say = say;
    tree.tree.after(this.lines);
    new ResizeObserver(() => this.draw()).observe(tree.element);
    window.addEventListener('pointermove', (event) => this.onMove(event));
    window.addEventListener('pointerup', (event) => this.onUp(event));
    window.addEventListener('pointercancel', () => this.stop());
  }

  private get isOffered(): boolean {
    return this.player.level.order && this.player.show === null;
  }

  private nameOf(id: string): string {
    return this.player.board.names.get(id) ?? id;
  }

  private nodeOf(id: string): StackNode | undefined {
    return this.player.board.stack.byId.get(id);
  }

  private rowOf(id: string): HTMLElement | null {
    return this.tree.tree.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  }

  /** The rows have been made anew. */
  show(): void {
    if (this.isOffered) {
      for (const { id, workload } of this.player.board.stack.nodes)
        if (workload !== null && this.player.isOwn(id)) this.rowOf(id)?.append(this.makeControls(id));
    }
    this.draw();
  }

  private makeControls(id: string): HTMLElement {
    const handle = make(
      'button',
      {
        class: 'wait-handle',
        attrs: { type: 'button', tabindex: -1, title: EASE.waitHandle(this.nameOf(id)) },
        on: { pointerdown: (event) => this.start(id, event) },
      },
      makePictogram('waits'),
    );
    const chips = (this.nodeOf(id)?.build.after ?? []).map((first) =>
      make(
        'button',
        {
          class: 'wait-chip',
          attrs: { type: 'button', tabindex: -1, title: EASE.waitNoMore(this.nameOf(first)) },
          on: { click: (event) => this.set(id, first, false, event) },
        },
        make('span', {}, EASE.waitFor(this.nameOf(first))),
        makePictogram('close'),
      ),
    );
    // The inspector offers the same to keys and to screen readers.
    const controls = make('span', { class: 'waits', attrs: { 'aria-hidden': 'true' } }, handle, ...chips);
    controls.addEventListener('pointerdown', (event) => event.stopPropagation());
    return controls;
  }

  private set(id: string, first: string, isWanted: boolean, event?: Event): void {
    event?.stopPropagation();
    const node = this.nodeOf(id);
    if (node === undefined) return;
    const judgement = this.player.judge(editsToWait(node.build, first, isWanted));
    const [objection] = [...judgement.refusals, ...judgement.warnings];
    if (objection !== undefined) {
      this.refuse(explainJudgement(judgement, objection, this.player));
      return;
    }
    this.player.select(id);
    this.player.do(judgement.edits);
    this.say(`${this.nameOf(id)} ${(isWanted ? EASE.waitFor : EASE.waitNoMore)(this.nameOf(first))}.`);
  }

  // -------------------------------------------------------------------------------------------------------- drawing

  private get inner(): HTMLElement {
    return this.tree.tree.parentElement!;
  }

  private middleOf(row: HTMLElement): number {
    const box = row.getBoundingClientRect();
    return box.top - this.inner.getBoundingClientRect().top + box.height / 2;
  }

  private draw(): void {
    const waits = this.isOffered ? waitsOf(this.player.history.build) : [];
    const left = this.tree.tree.querySelector<HTMLElement>('.tree-name')?.offsetWidth ?? 0;
    this.tree.element.style.setProperty('--lanes', `${waits.length * LANE + ARROW + LANE}px`);
    const paths = waits.flatMap(({ first, waiter }, lane) => {
      const [from, to] = [this.rowOf(first), this.rowOf(waiter)];
      if (from === null || to === null) return [];
      const [y1, y2] = [this.middleOf(from), this.middleOf(to)];
      const x = left + ARROW + LANE * (lane + 1);
      const head = `M${left + ARROW + 1} ${y2 - ARROW}L${left + 1} ${y2}l${ARROW} ${ARROW}`;
      return [makeSvg('path', { class: 'wait-line', d: `M${left + 1} ${y1}H${x}V${y2}H${left + 1}${head}` })];
    });
    this.lines.replaceChildren(...paths, this.drawn);
  }

  // ------------------------------------------------------------------------------------------------------- dragging

  private start(id: string, event: PointerEvent): void {
    if (event.button !== 0 || this.player.hand !== null) return;
    event.stopPropagation();
    // A finger's moves go on to whatever it is over.
    (event.currentTarget as HTMLElement).releasePointerCapture(event.pointerId);
    this.drag = { pointer: event.pointerId, id, over: null };
  }

  private onMove(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointer !== event.pointerId) return;
    const from = this.rowOf(drag.id);
    if (from === null) {
      this.stop();
      return;
    }
    const box = this.inner.getBoundingClientRect();
    const handle = from.querySelector('.wait-handle')!.getBoundingClientRect();
    const x = handle.left + handle.width / 2 - box.left;
    this.drawn.setAttribute('d', `M${x} ${this.middleOf(from)}L${event.clientX - box.left} ${event.clientY - box.top}`);
    const over = this.tree.isRowAt(event.clientX, event.clientY) ?? null;
    this.rowOf(drag.over ?? '')?.classList.remove('is-awaited');
    drag.over = over === drag.id ? null : over;
    if (drag.over !== null && this.nodeOf(drag.over)?.workload !== null) this.rowOf(drag.over)?.classList.add('is-awaited');
  }

  private onUp(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointer !== event.pointerId) return;
    this.stop();
    if (drag.over === null) return;
    if (this.nodeOf(drag.over)?.workload === null) this.refuse(EASE.waitNot);
    else this.set(drag.id, drag.over, true);
  }

  private stop(): void {
    this.rowOf(this.drag?.over ?? '')?.classList.remove('is-awaited');
    this.drag = null;
    this.drawn.removeAttribute('d');
  }
}
