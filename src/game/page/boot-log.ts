import '@fontsource-variable/jetbrains-mono/wght.css';
import '../look/log.css';
import { RUN_VIEWS } from '../../lang/en/game-log.ts';
import type { Story } from '../run/engine.ts';
import type { Player } from '../table/player.ts';
import { lookOf } from '../views/layout.ts';
import { kernelLogs, printedBy, type KernelLog, type PrintedLine } from '../views/log.ts';
import { make, makeIcon, refill } from './dom.ts';

/** What a kernel has printed up to the instant that is shown. Nobody is told of lines one by one: they are read when wanted. */

/** As the memory of a real kernel for its log, the view is a ring: it keeps the last lines. */
const MOST_LINES = 400;
/** So near its end the log is followed, pixels. */
const NEAR_END = 24;

function makeLine({ time, text, tone }: PrintedLine, isNew: boolean): HTMLElement {
  return make(
    'li',
    { class: `log-line log-${tone}${isNew ? ' is-new' : ''}` },
    make('span', { class: 'log-time' }, `[${time}]`),
    ' ',
    make('span', { class: 'log-text' }, text),
  );
}

export class BootLog {
  readonly element = make('section', { class: 'boot-log', attrs: { 'aria-label': RUN_VIEWS.log } });
  private readonly head = make('div', { class: 'log-head' });
  private readonly earlier = make('p', { class: 'log-earlier' });
  private readonly list = make('ol', { class: 'log-lines' });
  /** It scrolls by key too, so it can have the focus. */
  private readonly scroller = make(
    'div',
    { class: 'log-scroller', attrs: { role: 'log', 'aria-live': 'off', tabindex: 0 } },
    this.earlier,
    this.list,
  );
  private readonly player: Player;
  private told: Story | null = null;
  private logs: readonly KernelLog[] = [];
  private chosen: KernelLog | null = null;
  private selected: string | null = null;
  /** Which lines of the chosen log are in the list. */
  private from = 0;
  private to = 0;

  constructor(player: Player) {
    this.player = player;
    this.element.append(this.head, this.scroller);
  }

  update(): void {
    const { show } = this.player;
    if (show !== this.told) {
      this.told = show;
      this.logs = show === null ? [] : kernelLogs(show.film);
      this.selected = null;
      this.choose(this.logs[0] ?? null);
    }
    this.follow();
    this.updateTime();
  }

  /** Whoever is selected on the stage: the log is that of the kernel under it. */
  follow(): void {
    const { selected, show } = this.player;
    if (selected === this.selected || show === null) return;
    this.selected = selected;
    let node = show.stack.nodes.find(({ id }) => id === selected) ?? null;
    const logOf = (id: string | undefined): KernelLog | undefined => this.logs.find((log) => log.node.id === id);
    while (node !== null && logOf(node.id) === undefined) node = node.parent;
    const log = logOf(node?.id);
    if (log !== undefined) this.choose(log);
  }

  private choose(log: KernelLog | null): void {
    this.chosen = log;
    [this.from, this.to] = [0, 0];
    this.list.replaceChildren();
    const name = log === null ? '' : this.nameOf(log);
    this.scroller.setAttribute('aria-label', RUN_VIEWS.of(name));
    refill(this.head, JSON.stringify([this.logs.map((each) => this.nameOf(each)), name]), () => this.makeHead(name));
    this.updateTime();
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private nameOf({ node }: KernelLog): string {
    return this.player.board.names.get(node.id) ?? node.id;
  }

  private makeHead(name: string): (HTMLElement | SVGElement)[] {
    if (this.chosen === null) return [];
    const whose = this.logs.length === 1 ? make('strong', {}, name) : this.makePicker();
    return [
      make('label', { class: 'log-whose' }, makeIcon(lookOf(this.chosen.node)), make('span', {}, RUN_VIEWS.printedBy), whose),
      make('span', { class: 'log-times' }, RUN_VIEWS.times),
    ];
  }

  private makePicker(): HTMLSelectElement {
    const picker = make(
      'select',
      { attrs: { 'data-key': 'log' }, on: { change: () => this.choose(this.logs[picker.selectedIndex] ?? null) } },
      ...this.logs.map((log) => make('option', {}, this.nameOf(log))),
    );
    picker.selectedIndex = this.logs.indexOf(this.chosen!);
    return picker;
  }

  updateTime(): void {
    if (this.chosen === null || this.element.hidden) return;
    const { lines } = this.chosen;
    const to = printedBy(lines, this.player.atUs);
    if (to === this.to && to > 0) return;
    const { scroller, list } = this;
    const isFollowed = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    const from = Math.max(0, to - MOST_LINES);
    // What has just been printed lights up; what is only turned to does not.
    const isNew = this.player.isPlaying && this.to > 0;
    if (from === this.from && to > this.to) list.append(...lines.slice(this.to, to).map((line) => makeLine(line, isNew)));
    else if (from === this.from) while (list.children.length > to - from) list.lastElementChild!.remove();
    else list.replaceChildren(...lines.slice(from, to).map((line) => makeLine(line, false)));
    [this.from, this.to] = [from, to];
    this.tellRest(lines);
    if (isFollowed) scroller.scrollTop = scroller.scrollHeight;
  }

  /** What is not among the lines: those that the ring has lost, or, before the first, when it comes. */
  private tellRest(lines: readonly PrintedLine[]): void {
    this.earlier.hidden = this.to > 0 && this.from === 0;
    this.earlier.textContent = this.to > 0 ? RUN_VIEWS.earlier(this.from) : RUN_VIEWS.nothingYet(lines[0]!.atUs / 1000);
  }
}
