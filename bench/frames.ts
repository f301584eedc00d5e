import type { CDPSession } from 'playwright-core';

/** How long scripts of a page run in each of its frames: told by the browser's own trace. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  readonly dur?: number;
  /** What the thread itself took of it: other programs on the computer do not count. */
  readonly tdur?: number;
}

/** What runs scripts; one may lie inside another, and then counts once. */
const SCRIPTS = new Set([
  'FireAnimationFrame',
  'EventDispatch',
  'TimerFire',
  'FunctionCall',
  'RunMicrotasks',
  'EvaluateScript',
  'FireIdleCallback',
]);
const FRAME = 'BeginMainThreadFrame';
const CATEGORIES = [
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];

export async function trace(cdp: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = (chunk: { value: unknown[] }): void => void events.push(...(chunk.value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await act();
  const done = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
  await cdp.send('Tracing.end');
  await done;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/** Script time in ms of each frame in which any script ran, ascending; a frame lasts until the next one begins. */
export function scriptTimes(events: readonly TraceEvent[]): number[] {
  const counts = new Map<string, number>();
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  for (const event of events) if (event.name === 'FireAnimationFrame') counts.set(threadOf(event), (counts.get(threadOf(event)) ?? 0) + 1);
  const main = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const own = events.filter((event) => threadOf(event) === main).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames: number[] = [];
  let end = 0;
  for (const event of own) {
    if (event.name === FRAME) frames.push(0);
    if (frames.length === 0 || event.ph !== 'X' || !SCRIPTS.has(event.name) || event.ts < end) continue;
    end = event.ts + (event.dur ?? 0);
    frames[frames.length - 1]! += (event.tdur ?? event.dur ?? 0) / 1000;
  }
  return frames.filter((time) => time > 0).sort((a, b) => a - b);
}
