import { WATCH } from '../../lang/en/game-watch.ts';
import { valueAt, type StackNode } from '../../sim/index.ts';
import { makeDeadlines, type TimeAxis } from '../page/axis.ts';
import { letterUnit, make, makeIcon, makeSvg, setText } from '../page/dom.ts';
import { linesUpTo, outlineOf, peakOf, roomIn, stacked, type Band, type Layer, type Scale, type Stacked } from '../views/areas.ts';
import { lookOf } from '../views/layout.ts';
import { StripTable } from './strip-table.ts';

/** One chart of areas over time: what it is of at the left, under the names of the stack; the areas under the axis. */

export interface StripData {
  readonly machine: StackNode;
  readonly title: string;
  readonly layers: readonly Layer[];
  /** All there is. */
  readonly limit: number;
  /** What goals allow. */
  readonly asked: readonly number[];
  /** Instants at which it was full, for a moment. */
  readonly full: readonly number[];
  readonly format: (amount: number) => string;
  /** Round amounts. */
  readonly rounds: readonly number[];
  /** Whether everybody who takes part is listed beside it. */
  readonly isListed: boolean;
}

/** Sizes of text where a line has 16 pixels to its letters. */
const LINE_HEIGHT = 18;
const LETTER_WIDTH = 8;
const AROUND = 14;
/** Space between lines across, pixels. */
const LINES_APART = 44;
/** Words at the top leave so much room, pixels. */
const LEAST_FROM_TOP = 38;
/** Where less than this part of all is ever taken, the chart ends above what is taken. */
const LEAST_SHARE = 0.4;

interface Lines {
  readonly amount: HTMLElement;
  readonly layer: readonly Layer[];
}

/** For what is held and not used. */
function makeHatch(): SVGElement {
  const attrs = { id: 'unused-hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  const line = makeSvg('line', { class: 'hatch-line', x1: 0, x2: 0, y1: 0, y2: 8 });
  return makeSvg('defs', {}, makeSvg('pattern', attrs, line));
}

export class Strip {
  readonly element: HTMLElement;
  private readonly data: StripData;
  private readonly axis: TimeAxis;
  private readonly endUs: number;
  private readonly names: ReadonlyMap<string, string>;
  private readonly svg = makeSvg('svg', { class: 'areas', 'aria-hidden': 'true' });
  private readonly track = make('div', { class: 'track areas-track' });
  private readonly now = make('span', { class: 'strip-now' });
  private readonly lines: Lines[] = [];
  private table: StripTable | null = null;
  private drawn = '';
  /** How large text is, beside 16 pixels. */
  private unit = 1;

  constructor(data: StripData, axis: TimeAxis, endUs: number, names: ReadonlyMap<string, string>) {
    this.data = data;
    this.axis = axis;
    this.endUs = endUs;
    this.names = names;
    this.track.append(this.svg, ...makeDeadlines(axis.present));
    const isIdle = data.layers.length === 0;
    this.element = make('div', { class: `strip${isIdle ? ' is-idle' : ''}` }, this.makeHead(), this.track);
  }

  private nameOf(node: StackNode): string {
    return this.names.get(node.id) ?? node.id;
  }

  private makeHead(): HTMLElement {
    const { title, layers, format, isListed, machine } = this.data;
    const peak = peakOf(layers, this.endUs);
    this.table = peak === null ? null : new StripTable(this.data, peak, (node) => this.nameOf(node));
    const head = make(
      'div',
      { class: 'strip-head', attrs: { 'data-node': machine.id } },
      make('strong', {}, title),
      this.now,
      make(
        'span',
        { class: 'strip-peak', attrs: { 'aria-hidden': 'true' } },
        peak === null ? WATCH.idle : WATCH.peak(format(peak.amount), peak.atUs / 1000),
      ),
      peak === null ? make('span', { class: 'spoken' }, WATCH.idle) : null,
    );
    return make('div', { class: 'strip-names' }, head, isListed ? this.makeList() : null, this.table?.element ?? null);
  }

  /** Everybody who takes part, the topmost first, as the areas stand. */
  private makeList(): HTMLElement {
    const nodes = [...new Set(this.data.layers.map(({ node }) => node))].reverse();
    const items = nodes.map((node) => {
      const layer = this.data.layers.filter((each) => each.node === node);
      const amount = make('span', { class: 'strip-amount' });
      this.lines.push({ amount, layer });
      const look = lookOf(node);
      return make(
        'li',
        { class: `strip-owner look-${look}`, attrs: { 'data-node': node.id } },
        makeIcon(look),
        make('span', { class: 'strip-name' }, this.nameOf(node)),
        amount,
      );
    });
    // The table says the same, and more.
    return make('ul', { class: 'strip-owners', attrs: { 'aria-hidden': 'true' } }, ...items);
  }

  updateTime(us: number, isPlaying: boolean): void {
    this.table?.updateTime(us, isPlaying);
    const { layers, format, machine } = this.data;
    const sum = (some: readonly Layer[]): number => some.reduce((total, { steps }) => total + valueAt(steps, us), 0);
    setText(this.now, layers.length === 0 || machine.kind === 'vm' ? '' : format(sum(layers)));
    for (const { amount, layer } of this.lines) setText(amount, format(sum(layer)));
  }

  /** The most that the chart shows. */
  private top(): number {
    const { limit, layers, asked, full } = this.data;
    const most = Math.max(peakOf(layers, this.endUs)?.amount ?? 0, ...asked, full.length > 0 ? limit : 0);
    return most >= limit * LEAST_SHARE || most === 0 ? Math.max(limit, most) * 1.04 : most * 1.3;
  }

  draw(): void {
    const { clientWidth: width, clientHeight: height } = this.track;
    const { lengthUs } = this.axis.present;
    const seen = `${width} ${height} ${lengthUs}`;
    if (width === 0 || height === 0 || seen === this.drawn) return;
    this.drawn = seen;
    this.unit = letterUnit();
    const top = this.top();
    const scale: Scale = { x: (us) => (us / lengthUs) * width, y: (amount) => height - (amount / top) * (height - 2) };
    const areas = stacked(this.data.layers, this.endUs, lengthUs / width);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.svg.replaceChildren(
      makeHatch(),
      ...this.makeBands(areas, scale),
      ...this.makeLines(top, scale, width, height),
      ...this.makeNames(areas, scale),
      ...this.makeLimits(top, scale, width),
    );
  }

  private makeLines(top: number, { y }: Scale, width: number, height: number): SVGElement[] {
    const { rounds, format, layers, limit } = this.data;
    if (layers.length === 0) return [];
    const lines = linesUpTo(Math.min(top, limit * 0.999), rounds, Math.max(1, Math.floor(height / LINES_APART / this.unit)));
    return lines
      .filter((amount) => y(amount) > LEAST_FROM_TOP * this.unit)
      .flatMap((amount) => [
        makeSvg('line', { class: 'areas-line', x1: 0, x2: width, y1: y(amount), y2: y(amount) }),
        this.makeText(format(amount), width - 4, y(amount) - 4, 'areas-text is-end'),
      ]);
  }

  private makeText(text: string, x: number, y: number, kind: string): SVGElement {
    const element = makeSvg('text', { class: kind, x, y });
    // Where it would be cut off there is no word of it: it stands in the table too.
    element.textContent = (text.length * LETTER_WIDTH + AROUND) * this.unit > this.track.clientWidth ? '' : text;
    return element;
  }

  private makeBands(areas: Stacked, scale: Scale): SVGElement[] {
    let [before, isOdd]: [string, boolean] = ['', false];
    return areas.bands.flatMap((band) => {
      const look = lookOf(band.node);
      // Neighbours of one kind are told apart.
      isOdd = look === before && !band.isUnused ? !isOdd : false;
      if (!band.isUnused) before = look;
      const outline = outlineOf(band, areas, scale);
      if (outline === '') return [];
      const title = makeSvg('title', {});
      title.textContent = `${this.nameOf(band.node)}${band.isUnused ? `: ${WATCH.unused}` : ''}`;
      const kind = `area look-${look}${band.isUnused ? ' is-unused' : ''}${isOdd ? ' is-odd' : ''}`;
      const attrs = { class: kind, d: outline, 'data-node': band.node.id };
      const hatch = band.isUnused ? [makeSvg('path', { class: `area-hatch look-${look}`, d: outline })] : [];
      return [makeSvg('path', attrs, title), ...hatch];
    });
  }

  private makeNames(areas: Stacked, scale: Scale): SVGElement[] {
    return areas.bands.flatMap((band: Band) => {
      const text = band.isUnused ? WATCH.unused : this.nameOf(band.node);
      const room = roomIn(band, areas, scale, (text.length * LETTER_WIDTH + AROUND) * this.unit, LINE_HEIGHT * this.unit);
      if (room === null) return [];
      return [this.makeText(text, room.x + 6 * this.unit, room.y + 5 * this.unit, `area-name${band.isUnused ? ' is-unused' : ''}`)];
    });
  }

  private makeLimits(top: number, { x, y }: Scale, width: number): SVGElement[] {
    const { limit, asked, full, format, layers } = this.data;
    if (layers.length === 0) return [];
    const line = (amount: number, kind: string): SVGElement =>
      makeSvg('line', { class: `areas-limit ${kind}`, x1: 0, x2: width, y1: y(amount), y2: y(amount) });
    const words = limit > top ? WATCH.limitAbove(format(limit)) : WATCH.limit(format(limit));
    return [
      ...(limit > top ? [] : [line(limit, 'is-all')]),
      this.makeText(words, width - 4, Math.max(y(limit) + 16 * this.unit, 15 * this.unit), 'areas-text is-end'),
      ...asked.flatMap((amount) => [
        line(amount, 'is-asked'),
        this.makeText(WATCH.asked(format(amount)), 6, y(amount) - 5, 'areas-text is-asked'),
      ]),
      ...full.map((us) => {
        const title = makeSvg('title', {});
        title.textContent = WATCH.full(us / 1000);
        return makeSvg('line', { class: 'areas-full', x1: x(us), x2: x(us), y1: y(0), y2: y(limit) }, title);
      }),
    ];
  }
}
