import { memoryOver, usageOver, valueAt, type Film, type Resource, type StackNode, type Step } from '../../sim/index.ts';

/** Who takes how much over time, as areas that stand on one another, ready to be drawn. */

/** What one takes; `isUnused` is what a VM holds and nobody in it uses. */
export interface Layer {
  readonly node: StackNode;
  readonly isUnused: boolean;
  readonly steps: readonly Step[];
}

/** Over the intervals that begin at `times`: from where to where each layer reaches. */
export interface Stacked {
  readonly times: readonly number[];
  readonly endUs: number;
  readonly bands: readonly Band[];
}

export interface Band {
  readonly node: StackNode;
  readonly isUnused: boolean;
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** What a VM holds, split into what is used of it and what is not. */
function splitVm(film: Film, { node, steps }: { readonly node: StackNode; readonly steps: readonly Step[] }): Layer[] {
  const inside = memoryOver(film, node).total;
  const times = [...new Set([...steps, ...inside].map(([us]) => us))].sort((a, b) => a - b);
  const unused = times.map((us): Step => {
    const held = valueAt(steps, us);
    return [us, held === 0 ? 0 : Math.min(held, Math.max(0, node.ramKiB - valueAt(inside, us)))];
  });
  const used = times.map((us): Step => [us, valueAt(steps, us) - valueAt(unused, us)]);
  return [
    { node, isUnused: false, steps: used },
    { node, isUnused: true, steps: unused },
  ];
}

/** Who holds the memory of a machine, the lowest first. */
export function memoryLayers(film: Film, machine: StackNode): Layer[] {
  return memoryOver(film, machine).owners.flatMap((area) =>
    area.node.kind === 'vm' ? splitVm(film, area) : [{ node: area.node, isUnused: false, steps: area.steps }],
  );
}

export function usageLayers(film: Film, machine: StackNode, resource: Resource): Layer[] {
  return usageOver(film, machine, resource).owners.map(({ node, steps }) => ({ node, isUnused: false, steps }));
}

/** Of all instants of a column of pixels, the one at which most is taken: no peak is lost. */
function instantsOf(layers: readonly Layer[], endUs: number, columnUs: number): number[] {
  const changes = layers.flatMap(({ steps }, layer) => steps.filter(([us]) => us <= endUs).map(([us, amount]) => ({ us, layer, amount })));
  changes.sort((a, b) => a.us - b.us);
  const present = layers.map(() => 0);
  const chosen: { us: number; sum: number; column: number }[] = [{ us: 0, sum: 0, column: 0 }];
  let sum = 0;
  changes.forEach(({ us, layer, amount }, index) => {
    sum += amount - present[layer]!;
    present[layer] = amount;
    if (changes[index + 1]?.us === us) return;
    const column = Math.floor(us / columnUs);
    const last = chosen[chosen.length - 1]!;
    if (last.column !== column) chosen.push({ us, sum, column });
    else if (sum >= last.sum) chosen[chosen.length - 1] = { us: chosen.length === 1 ? 0 : us, sum, column };
  });
  return chosen.map(({ us }) => us);
}

/** Layers upon one another, with one interval for each column of pixels at the most. */
export function stacked(layers: readonly Layer[], endUs: number, columnUs: number): Stacked {
  const times = instantsOf(layers, endUs, columnUs);
  const sums = times.map(() => 0);
  const bands = layers.map(({ node, isUnused, steps }): Band => {
    const lows = [...sums];
    // At the first instant all that begins in its column counts.
    times.forEach((us, index) => (sums[index]! += valueAt(steps, index === 0 ? Math.min(columnUs, times[1] ?? columnUs) / 2 : us)));
    return { node, isUnused, lows, highs: [...sums] };
  });
  return { times, endUs, bands };
}

/** How an area is scaled, pixels. */
export interface Scale {
  readonly x: (us: number) => number;
  readonly y: (amount: number) => number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The outline of a band as an SVG path: steps there above, and back below; nothing where it takes nothing. */
export function outlineOf(band: Band, { times, endUs }: Stacked, { x, y }: Scale): string {
  const parts: string[] = [];
  const end = (index: number): number => rounded(x(times[index + 1] ?? endUs));
  for (let from = 0; from < times.length; from += 1) {
    if (band.highs[from] === band.lows[from]) continue;
    let to = from;
    while (to + 1 < times.length && band.highs[to + 1] !== band.lows[to + 1]) to += 1;
    let path = `M${rounded(x(times[from]!))} ${rounded(y(band.lows[from]!))}`;
    for (let i = from; i <= to; i += 1) path += `V${rounded(y(band.highs[i]!))}H${end(i)}`;
    for (let i = to; i >= from; i -= 1) path += `V${rounded(y(band.lows[i]!))}H${rounded(x(times[i]!))}`;
    parts.push(`${path}Z`);
    from = to;
  }
  return parts.join('');
}

export interface Room {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
}

/** The highest place in a band for a name that is so wide and so high; null when there is none. */
export function roomIn(band: Band, { times, endUs }: Stacked, { x, y }: Scale, width: number, height: number): Room | null {
  let best: (Room & { readonly height: number }) | null = null;
  for (let from = 0; from < times.length; from += 1) {
    let [low, high] = [-Infinity, Infinity];
    const left = x(times[from]!);
    for (let to = from; to < times.length; to += 1) {
      low = Math.max(low, band.lows[to]!);
      high = Math.min(high, band.highs[to]!);
      const found = y(low) - y(high);
      if (found < height || (best !== null && found <= best.height)) break;
      if (x(times[to + 1] ?? endUs) - left < width) continue;
      best = { x: left, y: (y(low) + y(high)) / 2, height: found };
      break;
    }
  }
  return best;
}

/** When most was taken, how much, and by whom, the largest first. */
export interface Peak {
  readonly atUs: number;
  readonly amount: number;
  readonly by: readonly { readonly node: StackNode; readonly amount: number }[];
}

export function peakOf(layers: readonly Layer[], endUs: number): Peak | null {
  let peak: { atUs: number; amount: number } | null = null;
  const times = new Set(layers.flatMap(({ steps }) => steps.map(([us]) => us)).filter((us) => us <= endUs));
  const present = new Map<number, number>();
  const changes = layers.flatMap(({ steps }, layer) => steps.map(([us, amount]) => ({ us, layer, amount }))).sort((a, b) => a.us - b.us);
  let sum = 0;
  changes.forEach(({ us, layer, amount }, index) => {
    sum += amount - (present.get(layer) ?? 0);
    present.set(layer, amount);
    if (changes[index + 1]?.us !== us && times.has(us) && (peak === null || sum > peak.amount)) peak = { atUs: us, amount: sum };
  });
  if (peak === null) return null;
  const found: { atUs: number; amount: number } = peak;
  const by = new Map<StackNode, number>();
  for (const { node, steps } of layers) by.set(node, (by.get(node) ?? 0) + valueAt(steps, found.atUs));
  return {
    ...found,
    by: [...by]
      .map(([node, amount]) => ({ node, amount }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => b.amount - a.amount),
  };
}

/** Where lines are drawn across: at round amounts, a few of them. */
export function linesUpTo(most: number, steps: readonly number[], count: number): number[] {
  const step = steps.find((candidate) => most / candidate <= count) ?? steps.at(-1)!;
  const lines: number[] = [];
  for (let amount = step; amount < most; amount += step) lines.push(amount);
  return lines;
}
