import { GAME } from '../../lang/game-en.ts';
import { capitalised, goalActual, goalAsked, METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type GoalReport, type MetricKey, type Violation } from '../../sim/index.ts';
import { explain, idleOf, missingOf } from '../table/commands.ts';
import { workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';
import { make, makePictogram, refill, setText, unbroken, type Pictogram } from './dom.ts';

/** The right-hand side: what is asked and how it came out, the score, and what is wrong, all in words. */

export interface ScoreLines {
  /** What one solution that works comes to. */
  readonly reference: Partial<Record<MetricKey, number>> | null;
  readonly best: Partial<Record<MetricKey, number>>;
  /** What the player's builds came to that no other one of them is better than. */
  readonly earlier: readonly Partial<Record<MetricKey, number>>[];
}

/** What is drawn beside the words, once it is there. */
export interface Extras {
  readonly goal: (index: number) => Element | null;
  readonly score: (lines: ScoreLines) => Element | null;
  readonly happened: () => HTMLElement[];
}

type GoalState = 'unknown' | 'running' | 'met' | 'missed';
const STATE_PICTURES = { unknown: 'dots', running: 'dots', met: 'check', missed: 'cross' } as const satisfies Record<GoalState, Pictogram>;

function goalState(player: Player, report: GoalReport | undefined): GoalState {
  if (player.show !== null && player.result === null) return 'running';
  return player.result === null || report === undefined ? 'unknown' : report.met ? 'met' : 'missed';
}

function goalReason(state: GoalState, report: GoalReport | undefined): string {
  if (state === 'running') return GAME.goalRunning;
  if (report === undefined) return GAME.goalUnknown;
  return state === 'unknown' ? GAME.goalBefore(goalActual(report)) : goalActual(report);
}

function makeGoal(state: GoalState, asked: string, reason: string, ...more: (Element | string | null)[]): HTMLElement {
  return make(
    'li',
    { class: `goal goal-${state}` },
    make('span', { class: 'goal-mark' }, makePictogram(STATE_PICTURES[state])),
    make(
      'span',
      { class: 'goal-words' },
      make('span', { class: 'goal-asked' }, unbroken(asked)),
      make('span', { class: 'spoken' }, `: ${GAME.goalStates[state]}. `),
      make('span', { class: 'goal-reason' }, unbroken(capitalised(reason))),
      ...more.map((each) => (typeof each === 'string' ? make('span', { class: 'goal-cause' }, unbroken(each)) : each)),
    ),
  );
}

/** What every level asks for, where none of its goals says so already. */
function makeAllReady({ level, show, result, telling }: Player, nameOf: (id: string) => string): HTMLElement | null {
  const asks = (id: string): boolean => level.goals.some(({ kind, workload }) => kind === 'ready' && (workload ?? id) === id);
  if (level.workloads.every(({ id }) => asks(id))) return null;
  const isMet = result?.metrics.readyMs !== null;
  const state = show === null ? 'unknown' : result === null ? 'running' : isMet ? 'met' : 'missed';
  const reason =
    state === 'unknown' ? GAME.goalUnknown : state === 'running' ? GAME.goalRunning : GAME.allReadyWas[isMet ? 'true' : 'false'];
  const never = state === 'missed' ? (show?.never ?? null) : null;
  return makeGoal(state, GAME.allReady, reason, never === null || telling === null ? null : telling.cause(never, nameOf));
}

function makeGoals(player: Player, extras: Extras | null): (HTMLElement | null)[] {
  const { level, board, show, result, telling } = player;
  const nameOf = (id: string): string => board.names.get(id) ?? id;
  const causes = show === null || result === null ? [] : show.causes;
  const goals = level.goals.map((goal, index) => {
    const report = (player.result ?? player.lastReport)?.goals[index];
    const state = goalState(player, report);
    const cause = causes[index] ?? null;
    const asked = capitalised(goalAsked(goal, (id) => workloadName(level, id)));
    const why = state === 'missed' ? (player.why?.goal(goal.kind, player.show?.stack ?? null) ?? null) : null;
    const because = cause === null || telling === null ? null : telling.cause(cause, nameOf);
    const bars = state === 'missed' ? (extras?.goal(index) ?? null) : null;
    return makeGoal(state, asked, goalReason(state, report), bars, because, why);
  });
  return [...goals, makeAllReady(player, nameOf)];
}

/** What the score is to be seen beside. */
function scoreNotes(key: MetricKey, value: number | null, { reference, best }: ScoreLines): string[] {
  const notes: string[] = [];
  if (reference?.[key] !== undefined) notes.push(GAME.referenceShort(metricValue(key, reference[key])));
  // One's own best is worth a word where this run is not it.
  if (best[key] !== undefined && (value === null || best[key] < value)) notes.push(GAME.yourBest(metricValue(key, best[key])));
  return notes;
}

function makeGauge(value: number, reference: number | undefined): HTMLElement {
  const most = Math.max(value, reference ?? 0, 1);
  return make(
    'dd',
    {
      class: `gauge${reference !== undefined && value > reference ? ' is-worse' : ''}`,
      attrs: { 'aria-hidden': 'true' },
      vars: { value: value / most, reference: (reference ?? 0) / most },
    },
    make('span', { class: 'gauge-value' }),
    reference === undefined ? null : make('span', { class: 'gauge-mark' }),
  );
}

function makeScore(player: Player, key: MetricKey, lines: ScoreLines): HTMLElement {
  const { result } = player;
  const value = result?.metrics[key] ?? null;
  const notes = scoreNotes(key, value, lines);
  const name = make('dt', { attrs: { title: `${METRICS[key].about}; ${GAME.lessIsBetter}` } }, METRICS[key].name);
  if (result === null)
    return make('div', { class: 'score-line' }, name, make('dd', { class: 'score-note' }, ...notes.map((note) => make('div', {}, note))));
  const gauge = makeGauge(value ?? 0, lines.reference?.[key]);
  return make(
    'div',
    { class: 'score-line' },
    name,
    make('dd', {}, metricValue(key, value)),
    gauge,
    make('dd', { class: 'score-note' }, notes.join(' · ')),
  );
}

export class Goals {
  readonly element = make('div', { class: 'goals-panel' });
  readonly scoreElement = make('div', { class: 'score-panel' });
  /** Where the top bar has no room for it. */
  private readonly brief = make('p', { class: 'goals-brief' });
  private readonly goals = make('ul', { class: 'goals' });
  private readonly wrong = make('div', { class: 'wrong' });
  private readonly happened = make('div', { class: 'happened' });
  private readonly passed = make('p', { class: 'passed is-good' }, makePictogram('check'), GAME.passedBefore);
  private readonly score = make('dl', { class: 'score' });
  private readonly drawn = make('div');
  private readonly note = make('p', { class: 'hint' }, GAME.scoreNote);
  /** These come later. */
  extras: Extras | null = null;
  private readonly player: Player;
  private readonly linesOf: () => ScoreLines;

  constructor(player: Player, linesOf: () => ScoreLines) {
    this.player = player;
    this.linesOf = linesOf;
    this.element.append(this.brief, make('h2', {}, GAME.goals), this.goals, this.wrong, this.happened);
    this.scoreElement.append(make('h2', {}, GAME.score), this.passed, this.score, this.drawn, this.note);
  }

  update(): void {
    this.note.hidden = this.player.isFree;
    const { player } = this;
    const { level, board, result, lastReport } = player;
    const seen = [level.id, result?.traceHash, lastReport?.traceHash, player.show === null, player.isRefused, player.overBudget];
    setText(this.brief, level.brief);
    const { extras } = this;
    refill(this.goals, JSON.stringify([...seen, extras === null]), () => makeGoals(player, extras));
    const lines = this.linesOf();
    this.passed.hidden = result?.passed === true || Object.keys(lines.best).length === 0;
    refill(this.score, JSON.stringify([...seen, lines, extras === null]), () =>
      level.score.map((key) => makeScore(player, METRIC_OF[key], lines)),
    );
    refill(this.drawn, JSON.stringify([...seen, lines, extras === null]), () => [extras?.score(lines) ?? null]);
    refill(this.wrong, JSON.stringify([level.id, board.violations, player.overBudget, [...board.names], player.why]), () =>
      this.makeWrong(),
    );
    refill(this.happened, JSON.stringify([...seen, extras === null]), () => extras?.happened() ?? []);
  }

  private makeWrong(): HTMLElement[] {
    const { board, overBudget, why } = this.player;
    const out: HTMLElement[] = [];
    if (overBudget !== null) out.push(make('p', { class: 'alarm' }, GAME.overBudget(overBudget.budget)));
    if (board.wrongs.length > 0) {
      out.push(
        make('h2', {}, GAME.wrong),
        make('ul', { class: 'wrongs' }, ...board.wrongs.map((violation) => make('li', {}, this.makeViolation(violation)))),
      );
    }
    const lists = [
      { title: GAME.unfinished, code: 'workload-not-placed', items: missingOf(this.player) },
      { title: GAME.idle, code: 'carries-nothing', items: idleOf(this.player).map(GAME.carriesNothing) },
    ];
    for (const { title, code, items } of lists) {
      const about = board.violations.filter((violation) => violation.code === code);
      const lines = items.map((text, index) => make('li', {}, text, ' ', why?.violation(about[index]!, board) ?? null));
      if (items.length > 0) out.push(make('h2', {}, title), make('ul', { class: 'missing' }, ...lines));
    }
    return out;
  }

  private makeViolation(violation: Violation): HTMLElement {
    const { board, level, why } = this.player;
    const text = explain(violation, board, level);
    const { node } = violation;
    const words = node === null ? make('span', {}, text) : this.makeSelecting(node, violation, text);
    return make('span', {}, words, ' ', why?.violation(violation, board) ?? null);
  }

  private makeSelecting(node: string, { code }: Violation, text: string): HTMLElement {
    return make(
      'button',
      {
        class: 'link',
        attrs: { type: 'button', 'data-key': `wrong:${code}:${node}` },
        on: { click: () => this.player.select(node) },
      },
      text,
    );
  }
}
