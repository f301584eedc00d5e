import { GAME } from '../../lang/en/game.ts';
import { capitalised, goalActual, goalAsked, METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type GoalReport, type MetricKey, type RunReport } from '../../sim/index.ts';
import type { Cause } from '../run/causes.ts';
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

/** What is told and drawn once somebody plays. */
export interface Extras {
  readonly goal: (index: number) => Element | null;
  /** Why a goal was missed. */
  readonly because: (cause: Cause) => string | null;
  readonly wrong: () => HTMLElement[];
  /** What a run came to in one metric. */
  readonly scored: (key: MetricKey, value: number | null, reference: number | undefined, notes: readonly string[]) => HTMLElement[];
  readonly score: (lines: ScoreLines) => Element | null;
  readonly happened: () => HTMLElement[];
}

type GoalState = 'unknown' | 'running' | 'met' | 'missed';
/** How a goal came out, or came out last; null when it has not been found out. */
type Outcome = { readonly met: boolean; readonly actual: string } | null;

function goalState({ show, result }: Player, outcome: Outcome): GoalState {
  if (show !== null && result === null) return 'running';
  return result === null || outcome === null ? 'unknown' : outcome.met ? 'met' : 'missed';
}

/** The run that is told of: while one goes on, the one before it. */
function reportOf({ show, result, ghost, lastReport }: Player): RunReport | null {
  return result ?? (show === null ? lastReport : (ghost?.report ?? null));
}

function makeGoal(state: GoalState, asked: string, outcome: Outcome, ...more: (Element | string | null)[]): HTMLElement {
  const isNews = state === 'met' || state === 'missed';
  const word = outcome === null ? null : outcome.met ? 'met' : 'missed';
  const reason =
    outcome === null
      ? GAME[state === 'running' ? 'goalRunning' : 'goalUnknown']
      : isNews
        ? outcome.actual
        : GAME.goalBefore(GAME.goalStates[word!], outcome.actual);
  const picture: Pictogram = word === null || state === 'running' ? 'dots' : word === 'met' ? 'check' : 'cross';
  return make(
    'li',
    { class: `goal goal-${state}${isNews || word === null ? '' : ` was-${word}`}` },
    make('span', { class: 'goal-mark' }, makePictogram(picture)),
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
function makeAllReady(player: Player, extras: Extras | null): HTMLElement | null {
  const { level, show, result } = player;
  const asks = (id: string): boolean => level.goals.some(({ kind, workload }) => kind === 'ready' && (workload ?? id) === id);
  if (level.workloads.every(({ id }) => asks(id))) return null;
  const report = reportOf(player);
  const met = report?.metrics.readyMs !== null;
  const outcome = report === null ? null : { met, actual: result === null ? '' : GAME.allReadyWas[met ? 'true' : 'false'] };
  const state = goalState(player, outcome);
  const never = state === 'missed' ? (show?.never ?? null) : null;
  return makeGoal(state, GAME.allReady, outcome, never === null ? null : (extras?.because(never) ?? null));
}

function makeGoals(player: Player, extras: Extras | null): (HTMLElement | null)[] {
  const { level, show, result } = player;
  const causes = show === null || result === null ? [] : show.causes;
  const goals = level.goals.map((goal, index) => {
    const report: GoalReport | undefined = reportOf(player)?.goals[index];
    const outcome = report === undefined ? null : { met: report.met, actual: goalActual(report) };
    const state = goalState(player, outcome);
    const cause = causes[index] ?? null;
    const asked = capitalised(goalAsked(goal, (id) => workloadName(level, id)));
    const why = state === 'missed' ? (player.why?.goal(goal.kind, player.show?.stack ?? null) ?? null) : null;
    const because = cause === null ? null : (extras?.because(cause) ?? null);
    const bars = state === 'missed' ? (extras?.goal(index) ?? null) : null;
    return makeGoal(state, asked, outcome, bars, because, why);
  });
  return [...goals, makeAllReady(player, extras)];
}

/** What the score is to be seen beside. */
function scoreNotes(key: MetricKey, value: number | null, { reference, best }: ScoreLines): string[] {
  const notes: string[] = [];
  if (reference?.[key] !== undefined) notes.push(GAME.referenceShort(metricValue(key, reference[key])));
  // One's own best is worth a word where this run is not it.
  if (best[key] !== undefined && (value === null || best[key] < value)) notes.push(GAME.yourBest(metricValue(key, best[key])));
  return notes;
}

function makeScore(player: Player, key: MetricKey, lines: ScoreLines, extras: Extras | null): HTMLElement {
  const { result } = player;
  const value = result?.metrics[key] ?? null;
  const notes = scoreNotes(key, value, lines);
  const name = make('dt', { attrs: { title: `${METRICS[key].about}; ${GAME.lessIsBetter}` } }, METRICS[key].name);
  const more =
    result === null
      ? [make('dd', { class: 'score-note' }, ...notes.map((note) => make('div', {}, note)))]
      : (extras?.scored(key, value, lines.reference?.[key], notes) ?? []);
  return make('div', { class: 'score-line' }, name, ...more);
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
    const { level, board, result, lastReport, ghost } = player;
    const runs = [result, lastReport, ghost?.report].map((report) => report?.traceHash);
    const seen = [level.id, ...runs, player.show === null, player.isRefused, player.overBudget];
    setText(this.brief, unbroken(level.brief));
    const { extras } = this;
    refill(this.goals, JSON.stringify([...seen, extras === null]), () => makeGoals(player, extras));
    const lines = this.linesOf();
    this.passed.hidden = result?.passed === true || Object.keys(lines.best).length === 0;
    refill(this.score, JSON.stringify([...seen, lines, extras === null]), () =>
      level.score.map((key) => makeScore(player, METRIC_OF[key], lines, extras)),
    );
    refill(this.drawn, JSON.stringify([...seen, lines, extras === null]), () => [extras?.score(lines) ?? null]);
    refill(this.wrong, JSON.stringify([...seen, board.violations, [...board.names], extras === null]), () => extras?.wrong() ?? []);
    refill(this.happened, JSON.stringify([...seen, extras === null]), () => extras?.happened() ?? []);
  }
}
