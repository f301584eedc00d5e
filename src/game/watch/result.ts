import { WATCH } from '../../lang/en/game-watch.ts';
import { METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type Level, type MetricKey } from '../../sim/index.ts';
import { make, makeButton, makeSvg, unbroken } from '../page/dom.ts';
import type { ScoreLines } from '../page/goals.ts';
import type { Player } from '../table/player.ts';
import { frontierOf, type FrontierView } from '../views/frontier.ts';
import { scatterOf, type Placed, type Point, type Scatter } from '../views/scatter.ts';

/** Beside the metrics of a run that met its goals: its point among the player's own earlier ones, and how efficient it is. */

const WIDTH = 280;
const HEIGHT = 132;
/** That of the reference stays seen around another point. */
const RADII = { now: 6, earlier: 5, reference: 10, frontier: 8 } as const;
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

/** Levels whose frontier the player has asked for; what was seen once stays seen. */
const shown = new Set<string>();

const CROWN = 'M4 19h16M4 16l-1-9 5 4 4-7 4 7 5-4-1 9z';

function makeCrown(): SVGElement {
  return makeSvg('svg', { viewBox: '0 0 24 24', class: 'pictogram', 'aria-hidden': 'true' }, makeSvg('path', { d: CROWN }));
}

function makeLegend(points: readonly Placed[]): Element {
  const kinds = (['now', 'earlier', 'reference', 'frontier'] as const).filter((kind) => points.some((point) => point.kind === kind));
  const legend = kinds.map((kind) => make('li', { class: `point-key is-${kind}` }, WATCH.points[kind]));
  return make('ul', { class: 'point-keys', attrs: { 'aria-hidden': 'true' } }, ...legend);
}

function makeScatter({ across, up, points }: Scatter, keys: readonly MetricKey[]): Element[] {
  return [
    make('p', { class: 'spoken' }, points.map(({ kind, values }) => `${WATCH.points[kind]}: ${valuesOf(values, keys)}.`).join(' ')),
    makeSvg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
      makeSvg('path', { class: 'scatter-axes', d: `M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}` }),
      makeText(`↑ ${METRICS[up].name}`, LEFT - 6, 16, ''),
      makeText(`${METRICS[across].name} →`, WIDTH - RIGHT, HEIGHT - 5, 'is-end'),
      makeText(WATCH.better, LEFT + 4, HEIGHT - 5, ''),
      ...points.map((point) => makePoint(point, keys)),
    ),
    makeLegend(points),
  ];
}

/** What is proven: where this build is the best there can be, and the points that nobody has reached yet, once they are asked for. */
function makeProven(level: Level, proven: FrontierView, keys: readonly MetricKey[], again: () => void): Element[] {
  const crowns = proven.crowns.map((key) => make('li', { class: 'crown' }, makeCrown(), WATCH.crown(METRICS[key].name)));
  const isShown = shown.has(level.id);
  const ask = makeButton(null, WATCH.askFrontier(proven.open.length), () => {
    shown.add(level.id);
    again();
  });
  const isOpen = proven.open.length > 0;
  return [
    ...(crowns.length === 0 ? [] : [make('ul', { class: 'crowns' }, ...crowns)]),
    ...(isOpen && !isShown ? [ask] : []),
    ...(isOpen && isShown
      ? [
          make('p', { class: 'hint' }, WATCH.frontier),
          make('ul', { class: 'open-points' }, ...proven.open.map((point) => make('li', {}, valuesOf(point, keys)))),
        ]
      : []),
  ];
}

export function makeResult(player: Player, lines: ScoreLines): Element | null {
  const { reference, earlier } = lines;
  const { result, level } = player;
  if (result?.passed !== true) return null;
  const keys = level.score.map((key) => METRIC_OF[key]);
  const own = Object.fromEntries(keys.map((key) => [key, result.metrics[key] ?? undefined]));
  const proven = frontierOf(level, own, earlier);
  const seen = proven === null ? [] : shown.has(level.id) ? [...proven.reached, ...proven.open] : proven.reached;
  const points: Point[] = [
    ...seen.map((values) => ({ kind: 'frontier' as const, values })),
    ...(reference === null ? [] : [{ kind: 'reference' as const, values: reference }]),
    ...earlier.map((values) => ({ kind: 'earlier' as const, values })),
    { kind: 'now', values: own },
  ];
  const scatter = scatterOf(keys, points);
  const element: Element = make(
    'div',
    { class: 'scatter' },
    result.efficiency === null ? null : make('p', { class: 'efficiency' }, WATCH.efficiency(result.efficiency, result.onFrontier === true)),
    ...(proven === null ? [] : makeProven(level, proven, keys, () => element.replaceWith(makeResult(player, lines)!))),
    ...(scatter === null ? [] : makeScatter(scatter, keys)),
    level.surprise === undefined ? null : make('p', { class: 'surprise' }, unbroken(level.surprise)),
  );
  return element;
}
