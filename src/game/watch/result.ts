import { WATCH } from '../../lang/en/game-watch.ts';
import { METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type MetricKey } from '../../sim/index.ts';
import { make, makeSvg } from '../page/dom.ts';
import type { ScoreLines } from '../page/goals.ts';
import type { Player } from '../table/player.ts';
import { scatterOf, type Placed, type Point } from '../views/scatter.ts';

/** Beside the metrics of a run that met its goals: its point among the player's own earlier ones, and how efficient it is. */

const WIDTH = 280;
const HEIGHT = 132;
/** That of the reference stays seen around another point. */
const RADII = { now: 6, earlier: 5, reference: 10 } as const;
const [LEFT, RIGHT, TOP, BOTTOM] = [14, 14, 26, 24];

function valuesOf(values: Point['values'], keys: readonly MetricKey[]): string {
  return keys.map((key) => `${METRICS[key].name} ${metricValue(key, values[key] ?? null)}`).join(', ');
}

function makeText(text: string, x: number, y: number, kind: string): SVGElement {
  const element = makeSvg('text', { x, y, class: kind });
  element.textContent = text;
  return element;
}

function makePoint({ kind, values, x, y }: Placed, keys: readonly MetricKey[]): SVGElement {
  const title = makeSvg('title', {});
  title.textContent = `${WATCH.points[kind]}: ${valuesOf(values, keys)}`;
  const at = { cx: LEFT + 8 + x * (WIDTH - LEFT - RIGHT - 16), cy: HEIGHT - BOTTOM - 8 - y * (HEIGHT - TOP - BOTTOM - 16) };
  return makeSvg('circle', { ...at, r: RADII[kind], class: `point point-${kind}` }, title);
}

export function makeResult(player: Player, { reference, earlier }: ScoreLines): Element | null {
  const { result, level } = player;
  if (result?.passed !== true) return null;
  const keys = level.score.map((key) => METRIC_OF[key]);
  const own = Object.fromEntries(keys.map((key) => [key, result.metrics[key] ?? undefined]));
  const points: Point[] = [
    ...(reference === null ? [] : [{ kind: 'reference' as const, values: reference }]),
    ...earlier.map((values) => ({ kind: 'earlier' as const, values })),
    { kind: 'now', values: own },
  ];
  const scatter = scatterOf(keys, points);
  const efficiency =
    result.efficiency === null ? null : make('p', { class: 'efficiency' }, WATCH.efficiency(result.efficiency, result.onFrontier === true));
  if (scatter === null) return efficiency;
  const { across, up } = scatter;
  const kinds = (['now', 'earlier', 'reference'] as const).filter((kind) => scatter.points.some((point) => point.kind === kind));
  const legend = kinds.map((kind) => make('li', { class: `point-key is-${kind}` }, WATCH.points[kind]));
  return make(
    'div',
    { class: 'scatter' },
    efficiency,
    make('p', { class: 'spoken' }, scatter.points.map(({ kind, values }) => `${WATCH.points[kind]}: ${valuesOf(values, keys)}.`).join(' ')),
    makeSvg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
      makeSvg('path', { class: 'scatter-axes', d: `M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}` }),
      makeText(`↑ ${METRICS[up].name}`, LEFT - 6, 16, ''),
      makeText(`${METRICS[across].name} →`, WIDTH - RIGHT, HEIGHT - 5, 'is-end'),
      makeText(WATCH.better, LEFT + 4, HEIGHT - 5, ''),
      ...scatter.points.map((point) => makePoint(point, keys)),
    ),
    make('ul', { class: 'point-keys', attrs: { 'aria-hidden': 'true' } }, ...legend),
  );
}
