import { WATCH } from '../../lang/en/game-watch.ts';
import type { CriticalSpan } from '../../sim/index.ts';
import type { TimeAxis } from '../page/axis.ts';
import { make, refill } from '../page/dom.ts';
import type { Tree } from '../page/tree.ts';
import { pathFor } from '../run/chain.ts';
import type { Story } from '../run/engine.ts';
import type { Player } from '../table/player.ts';

/** The critical path over the bars of the timeline: what the last one waited for, one after another, and for whom. */

/** Shorter waiting is not told, µs. */
const LEAST_WAIT_US = 50_000;

export class CriticalPath {
  private readonly lines = make('div', { class: 'path', attrs: { 'aria-hidden': 'true' } });
  private readonly legend = make('p', { class: 'path-legend' });
  private readonly player: Player;
  private readonly axis: TimeAxis;
  private readonly tree: Tree;
  private shown: Story | null = null;
  private spans: readonly CriticalSpan[] = [];

  constructor(player: Player, axis: TimeAxis, tree: Tree) {
    this.player = player;
    this.axis = axis;
    this.tree = tree;
    tree.inner.append(this.lines, this.legend);
    tree.inner.querySelector('.tree')!.after(this.legend);
    // Rows fold, and names break into lines.
    new ResizeObserver(() => this.draw()).observe(tree.inner.querySelector('.tree')!);
  }

  update(): void {
    const { show, level } = this.player;
    if (show !== this.shown) {
      this.shown = show;
      const missed = level.goals.findIndex(
        ({ kind }, index) => (kind === 'ready' || kind === 'done') && show?.report.goals[index]?.met === false,
      );
      this.spans = show === null ? [] : (pathFor(show.film, level.goals[missed] ?? null) ?? []);
    }
    this.draw();
  }

  private nameOf(id: string): string {
    return this.player.board.names.get(id) ?? id;
  }

  private draw(): void {
    const { spans } = this;
    const last = spans.at(-1);
    this.legend.hidden = last === undefined;
    if (last !== undefined) {
      const text = WATCH.path(this.nameOf(last.node.id), last.endUs / 1000);
      refill(this.legend, text, () => [make('span', { class: 'path-key' }), text]);
    }
    const top = this.tree.inner.getBoundingClientRect().top;
    const { lengthUs } = this.axis.present;
    let before: { readonly bottom: number; readonly node: string } | null = null;
    const lines: HTMLElement[] = [];
    for (const span of spans) {
      const row = this.tree.rowOf(span.node.id)?.getBoundingClientRect();
      if (row === undefined || row.height === 0) continue;
      const bottom = row.bottom - top;
      const [from, to] = [span.startUs / lengthUs, span.endUs / lengthUs];
      if (before !== null && Math.abs(before.bottom - bottom) > 1) {
        const vars = { from, to: from, top: Math.min(before.bottom, bottom), height: Math.abs(before.bottom - bottom) };
        lines.push(make('span', { class: 'path-link', vars }));
      }
      lines.push(this.makeSpan(span, from, to, bottom));
      before = { bottom, node: span.node.id };
    }
    this.lines.replaceChildren(...lines);
  }

  private makeSpan(span: CriticalSpan, from: number, to: number, top: number): HTMLElement {
    const { node, slowedUs, resource, behind, startUs, endUs } = span;
    const name = this.nameOf(node.id);
    const isWaiting = slowedUs >= LEAST_WAIT_US;
    const others = behind.map((other) => this.nameOf(other.node.id));
    const waits = isWaiting ? `${WATCH.seconds(slowedUs / 1000)} ${WATCH.waits(name, resource, others)}` : null;
    const title = WATCH.span(name, (endUs - startUs) / 1000, waits);
    const attrs = { title, 'data-node': node.id };
    return make('span', {
      class: `path-span${isWaiting ? ' is-waiting' : ''}`,
      attrs,
      vars: { from, to, top },
      on: { click: () => this.player.select(node.id) },
    });
  }
}
