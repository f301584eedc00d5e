import '../look/result.css';
import '../look/watch.css';
import type { TimeAxis } from '../page/axis.ts';
import type { Goals } from '../page/goals.ts';
import { becauseOf, makeHappened } from '../page/happened.ts';
import type { Live } from '../page/live.ts';
import type { RunView } from '../page/run-views.ts';
import type { Transport } from '../page/transport.ts';
import type { Tree } from '../page/tree.ts';
import { makeScored } from '../page/scored.ts';
import { makeWrong } from '../page/wrong.ts';
import type { Player } from '../table/player.ts';
import { Charts } from './charts.ts';
import { Tables } from './tables.ts';
import { makeWhyBars } from './why-bars.ts';
import { Hovering } from './hovering.ts';
import { CriticalPath } from './path.ts';
import { makeResult } from './result.ts';
import { Narrator } from './narrator.ts';
import { StageKey } from './stage-key.ts';
import { Steps, type Way } from './steps.ts';

/** What a run is watched with, beside the timeline and the log; it comes with the first sign that somebody plays. */

export interface Around {
  readonly player: Player;
  readonly axis: TimeAxis;
  readonly transport: Transport;
  readonly tree: Tree;
  readonly goals: Goals;
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  readonly say: Live['say'];
}

export class Watch {
  /** The views, of which one is shown. */
  readonly elements: readonly HTMLElement[];
  readonly key: StageKey;
  private readonly steps: Steps;
  private readonly hovering: Hovering;
  private readonly path: CriticalPath;
  private readonly tables: Tables;
  private readonly charts: Readonly<Record<'memory' | 'load', Charts>>;

  constructor({ player, axis, transport, tree, goals, root, stage, say }: Around) {
    this.steps = new Steps(player, transport, (text) => say(text, 'step'));
    new Narrator(player, say, () => performance.now());
    this.hovering = new Hovering(root, player, tree);
    this.charts = { memory: new Charts('memory', player, axis), load: new Charts('load', player, axis) };
    this.path = new CriticalPath(player, axis, tree);
    this.tables = new Tables(player);
    goals.extras = {
      goal: (index) => makeWhyBars(player, index),
      because: (cause) => becauseOf(player, cause),
      wrong: () => makeWrong(player),
      scored: makeScored,
      score: (lines) => makeResult(player, lines),
      happened: () => makeHappened(player),
    };
    this.key = new StageKey(player);
    stage.append(this.key.element);
    this.elements = [this.charts.memory.element, this.charts.load.element, this.tables.element];
  }

  step(way: Way): void {
    this.steps.step(way);
  }

  /** Shows the view of a run that is asked for, if it is one of these. */
  show(view: RunView): void {
    this.steps.update();
    if (view === 'tree') this.path.update();
    for (const kind of ['memory', 'load'] as const) {
      this.charts[kind].element.hidden = view !== kind;
      this.charts[kind].update();
    }
    this.tables.element.hidden = view !== 'tables';
    this.tables.update();
    this.hovering.mark();
  }

  updateTime(): void {
    this.steps.updateTime();
    this.charts.memory.updateTime();
    this.charts.load.updateTime();
    this.tables.updateTime();
  }

  /** Something else is selected. */
  follow(): void {
    this.tables.follow();
    this.hovering.mark();
  }
}
