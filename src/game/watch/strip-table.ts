import { WATCH } from '../../lang/en/game-watch.ts';
import { valueAt, type StackNode } from '../../sim/index.ts';
import { make, setText } from '../page/dom.ts';
import type { Layer, Peak } from '../views/areas.ts';

/** What a chart shows, for whoever does not see it: who took how much when most was taken, and who does at the instant that is shown. */

/** So often it follows a film that plays, ms: nobody reads a table that changes with every frame. */
const PACE_MS = 1000;

interface Line {
  readonly layers: readonly Layer[];
  readonly now: HTMLElement;
}

export class StripTable {
  readonly element: HTMLElement;
  private readonly format: (amount: number) => string;
  private readonly head = make('th', { attrs: { scope: 'col' } });
  private readonly lines: readonly Line[];
  private toldMs = 0;

  constructor(
    { title, layers, limit, format }: { title: string; layers: readonly Layer[]; limit: number; format: (amount: number) => string },
    peak: Peak,
    nameOf: (node: StackNode) => string,
  ) {
    this.format = format;
    const rows: { readonly name: string; readonly most: number; readonly layers: readonly Layer[] }[] = [
      ...[...new Set(layers.map(({ node }) => node))].reverse().map((node) => ({
        name: nameOf(node),
        most: peak.by.find((each) => each.node === node)?.amount ?? 0,
        layers: layers.filter((each) => each.node === node),
      })),
      { name: WATCH.inAll(format(limit)), most: peak.amount, layers },
    ];
    this.lines = rows.map((row) => ({ layers: row.layers, now: make('td') }));
    const heads = [WATCH.who, WATCH.atPeak(peak.atUs / 1000)].map((text) => make('th', { attrs: { scope: 'col' } }, text));
    const body = rows.map(({ name, most }, index) =>
      make('tr', {}, make('th', { attrs: { scope: 'row' } }, name), make('td', {}, format(most)), this.lines[index]!.now),
    );
    this.element = make(
      'div',
      { class: 'spoken' },
      make('table', {}, make('caption', {}, title), make('thead', {}, make('tr', {}, ...heads, this.head)), make('tbody', {}, ...body)),
    );
  }

  updateTime(us: number, isPlaying: boolean): void {
    const ms = performance.now();
    if (isPlaying && ms - this.toldMs < PACE_MS) return;
    this.toldMs = ms;
    setText(this.head, WATCH.atInstant(us / 1000));
    for (const { layers, now } of this.lines) setText(now, this.format(layers.reduce((total, { steps }) => total + valueAt(steps, us), 0)));
  }
}
