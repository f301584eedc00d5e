import { sentences } from '../../lang/format.ts';
import { GAME } from '../../lang/en/game.ts';
import { WATCH } from '../../lang/en/game-watch.ts';
import { goalActual, goalAsked, METRIC_NOUNS, METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type MetricKey, type RunReport } from '../../sim/index.ts';
import { workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';
import type { ScoreLines } from './goals.ts';
import { becauseOf } from './happened.ts';

/** How a run came out, in words. */

/** Whether all is well: in the sandbox also where nothing was asked for. */
export function isFine({ isFree, board }: Player, { passed }: RunReport): boolean {
  return passed || (isFree && board.build.nodes.every(({ workload }) => workload === undefined));
}

/** In one sentence, how a run came out. */
export function verdictOf(player: Player, report: RunReport): string {
  if (!report.passed && isFine(player, report)) return GAME.poweredOn;
  if (report.passed) return report.goals.length === 0 ? GAME.allReady : GAME.passed;
  const missed = report.goals.filter((goal) => !goal.met).length;
  return missed > 0 ? GAME.failed(missed) : GAME.neverReady;
}

/** How a run that met all goals compares with the reference; empty where there is none. */
export function comparisonOf({ level, result }: Player, { reference }: ScoreLines): string {
  if (result?.passed !== true || reference === null) return '';
  const scored = level.score.map((key) => METRIC_OF[key]).filter((key) => reference[key] !== undefined && result.metrics[key] !== null);
  const better = scored.filter((key) => result.metrics[key]! < reference[key]!);
  const worse = scored.filter((key) => result.metrics[key]! > reference[key]!);
  const nouns = (keys: readonly MetricKey[]): string[] => keys.map((key) => METRIC_NOUNS[key]);
  if (better.length > 0)
    return worse.length === 0 ? WATCH.beatsReference(nouns(better)) : WATCH.tradesReference(nouns(better), nouns(worse));
  if (worse.length === 0) return WATCH.asReference;
  return WATCH.behindReference(worse.map((key) => `${metricValue(key, reference[key]!)} (${METRICS[key].name.toLowerCase()})`));
}

/** The verdict with its reasons, for whoever hears it. */
export function spokenVerdict(player: Player, report: RunReport): string {
  const { level, show } = player;
  const causes = show === null ? [] : show.causes;
  const scored = level.score.map((key) => METRIC_OF[key]);
  const goals = report.goals.map((goal, index) => {
    const cause = causes[index] ?? null;
    const because = cause === null ? '' : (becauseOf(player, cause) ?? '');
    const asked = goalAsked(level.goals[index]!, (id) => workloadName(level, id));
    return sentences([`${asked}: ${GAME.goalStates[goal.met ? 'met' : 'missed']}, ${goalActual(goal)}`, because]);
  });
  const metrics = report.passed ? scored.map((key) => `${METRICS[key].name} ${metricValue(key, report.metrics[key])}`) : [];
  return sentences([verdictOf(player, report), ...goals, ...metrics]);
}
