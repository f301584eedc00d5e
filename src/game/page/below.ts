import { GAME } from '../../lang/en/game.ts';
import type { Commands } from '../table/commands.ts';
import type { Player } from '../table/player.ts';
import { TimeAxis } from './axis.ts';
import { make } from './dom.ts';
import type { Goals } from './goals.ts';
import type * as Later from './later.ts';
import type { RunView } from './run-views.ts';
import { Transport } from './transport.ts';
import { Tree } from './tree.ts';

/** What is below the stage: the stack as a tree, and the views of a run under its clock and its axis. */

/** The boot log, in the list of concepts. A level about it shows it first. */
const BOOT_LOG = 'C08';

export class Below {
  readonly element: HTMLElement;
  readonly tree: Tree;
  readonly transport: Transport;
  readonly axis: TimeAxis;
  private readonly player: Player;
  /** These come after the page: there is nothing to look at until something is run. */
  private log: Later.BootLog | null = null;
  private views: Later.ViewSwitch | null = null;
  private watch: Later.Watch | null = null;
  /** Which view of a run the player wants; until one is chosen, the level says. */
  private chosen: RunView | null = null;

  constructor(player: Player, commands: Commands, onAim: Tree['onAim'], onPress: (id: string, event: PointerEvent) => void) {
    this.player = player;
    this.axis = new TimeAxis(player);
    this.transport = new Transport(player);
    this.tree = new Tree(player, this.axis, commands, onAim, onPress);
    this.element = make(
      'section',
      { class: 'bottom panel', attrs: { 'aria-label': GAME.chart } },
      this.axis.element,
      this.tree.element,
      // Below, so that nothing moves when the power comes on.
      this.transport.element,
    );
  }

  /** What is not needed at first has come. */
  complete(
    later: typeof Later,
    goals: Goals,
    root: HTMLElement,
    stage: HTMLElement,
    choose: (view: RunView) => void,
    say: Later.Say,
  ): void {
    const { player, axis, transport, tree } = this;
    this.log = new later.BootLog(player);
    this.views = new later.ViewSwitch(choose);
    this.watch = new later.Watch({ player, axis, transport, tree, goals, root, stage, say });
    transport.element.prepend(this.views.element);
    transport.element.before(this.log.element, ...this.watch.elements);
    this.show();
  }

  /** What lies over the stage, to what has been drawn there: the left upper corners of it. */
  giveWay(drawn: readonly { readonly x: number; readonly y: number }[]): void {
    this.watch?.key.giveWay(drawn);
  }

  get view(): RunView {
    return this.chosen ?? (this.player.level.teaches.includes(BOOT_LOG) ? 'log' : 'tree');
  }

  choose(view: RunView): void {
    if (this.player.show !== null) this.chosen = view;
  }

  /** One event of the run further or back, or the next incident. */
  step(way: 'earlier' | 'later' | 'incident'): void {
    this.watch?.step(way);
  }

  /** Shows the view that is wanted. */
  show(): void {
    const { log, watch } = this;
    const view = log === null || watch === null || this.player.show === null ? 'tree' : this.view;
    this.element.dataset['view'] = view;
    this.tree.element.hidden = view !== 'tree';
    this.tree.updateTime();
    this.axis.fit();
    if (log === null || watch === null) return;
    log.element.hidden = view !== 'log';
    log.update();
    watch.show(view);
    this.views?.mark(view);
  }

  update(): void {
    this.axis.update();
    this.tree.update();
    this.transport.update();
    this.show();
  }

  /** Those that show an instant. */
  readonly times: readonly (() => void)[] = [
    () => this.axis.updateTime(),
    () => this.tree.updateTime(),
    () => {
      this.log?.updateTime();
      this.watch?.updateTime();
    },
  ];

  updateSelection(): void {
    this.tree.mark();
    this.tree.reveal();
    this.log?.follow();
    this.watch?.follow();
  }
}
