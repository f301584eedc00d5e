import type { Resource } from '../../sim/index.ts';
import { counted, listed, measured, mebibytes, milliseconds, sentences, thousandths, whole } from '../format.ts';

/** English for why a run came out as it did. Names are those that the page uses, memory is in KiB. */

/** To the tenth: what is told here is not compared. */
const seconds = (ms: number): string => milliseconds(Math.round(ms / 100) * 100);
const memory = (kib: number): string => mebibytes(Math.ceil(kib / 1024));
const wasWere = (names: readonly string[]): string => (names.length === 1 ? 'was' : 'were');

/** 2806 → "2.81": three digits tell as much as can be compared at a glance. */
const factor = (value: number): string => whole(Number((value / 1000).toPrecision(3)));

/** A piece of work whose price rises from layer to layer. */
const PIECES: Readonly<Record<Resource, string>> = { cpu: 'step of computing', disk: 'disk operation', net: 'network operation' };

export interface DearWords {
  readonly names: readonly string[];
  readonly resource: Resource;
  readonly thousandths: number;
  readonly tolls: readonly { readonly name: string; readonly thousandths: number }[];
}

/** One layer's part is the whole; several are multiplied. */
function dearness({ names, resource, thousandths: all, tolls }: DearWords): string {
  const parts = tolls.map(({ name, thousandths: toll }) => `${name} × ${factor(toll)}`).join(', ');
  return `Each ${PIECES[resource]} of ${listed(names, 'and')} costs ${factor(all)} times what it would on bare hardware: ${parts}`;
}

const RESOURCES: Readonly<Record<Resource, string>> = { cpu: 'processor time', disk: 'disk time', net: 'network' };

export interface ShortageWords {
  readonly victim: string;
  readonly where: string;
  readonly killer: string | null;
  readonly isLimit: boolean;
  readonly isVm: boolean;
  readonly hasKiB: number;
  readonly wantedKiB: number | null;
  readonly victimKiB: number;
}

export interface QueueWords {
  readonly name: string;
  readonly machine: string;
  readonly mib: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly others: readonly { readonly name: string; readonly mib: number }[];
  readonly isOrdered: boolean;
}

function queue({ name, machine, mib, fromMs, toMs, others, isOrdered }: QueueWords): string[] {
  const beside = others.map((other) => `${other.name} (${mebibytes(other.mib)})`);
  const was =
    `${name} was reading ${mebibytes(mib)} from the disk of ${machine} from ${seconds(fromMs)} to ${seconds(toMs)}, ` +
    `and had to share it with ${listed(beside, 'and')}`;
  return isOrdered ? [was, 'What starts after what can be set: select a workload, then "Starts after" under Details'] : [was];
}

export interface LatenessWords {
  readonly name: string;
  readonly atMs: number;
  readonly isDone: boolean;
  readonly isLastOfAll: boolean;
  readonly parts: readonly { readonly name: string; readonly ms: number }[];
  readonly dear: readonly DearWords[];
  readonly queue: QueueWords | null;
}

export const CAUSES = {
  at: (ms: number, sentence: string): string => `${measured(ms)}: ${sentence}`,
  peak: (atMs: number, holders: readonly { readonly name: string; readonly kib: number }[]): string =>
    `Most was held at ${seconds(atMs)}, the largest part by ${listed(
      holders.map(({ name, kib }) => `${name} (${memory(kib)})`),
      'and',
    )}.`,
  served: (
    instances: readonly {
      readonly name: string;
      readonly thousandths: number;
      readonly asked: number;
      readonly served: number;
      readonly scarce: Resource | null;
      readonly where: string | null;
      readonly fromMs: number;
    }[],
    unmet: number,
    dear: readonly DearWords[],
  ): string => {
    const parts = instances.map(({ name, thousandths: share, asked, served, scarce, where, fromMs }) =>
      scarce === null
        ? `${name} served ${thousandths(share)} of its requests`
        : `${name} served ${thousandths(share)} of its requests (${whole(Math.round(served))} of ${whole(Math.round(asked))} a second), ` +
          `for want of ${RESOURCES[scarce]}${where === null ? '' : ` on ${where}`} from ${seconds(fromMs)} on`,
    );
    const missed = unmet === 0 ? [] : [`${thousandths(unmet)} of all requests found no instance ready`];
    return sentences([[...parts, ...missed].join('; '), ...dear.map(dearness)]);
  },
  late: ({ name, atMs, isDone, isLastOfAll, parts, dear, queue: shared }: LatenessWords): string => {
    const word = isDone ? 'done' : 'ready';
    const was = isLastOfAll ? `${name} was the last to be ${word}, at ${measured(atMs)}` : `${name} was ${word} at ${measured(atMs)}`;
    const longest = parts.map((part) => `${part.name} ${seconds(part.ms)}`);
    const way = longest.length === 0 ? was : `${was}; what took longest on its way: ${listed(longest, 'and')}`;
    return sentences([way, ...(shared === null ? [] : queue(shared)), ...dear.map(dearness)]);
  },
  never: (names: readonly string[]): string => `${listed(names, 'and')} never became ready.`,
  away: (name: string, gaps: readonly { readonly fromMs: number; readonly toMs: number }[]): string =>
    `${name} was away ${listed(
      gaps.map(({ fromMs, toMs }) => `from ${seconds(fromMs)} to ${seconds(toMs)}`),
      'and',
    )}.`,
  shared: (a: string, b: string, on: string, isOverrun: boolean): string =>
    isOverrun
      ? `${a} and ${b} are in containers of one kernel, ${on}, and that kernel was taken over: it keeps them apart no more.`
      : `${a} and ${b} share ${on}.`,
  taken: (names: readonly string[], entries: readonly string[], kernel: string | null): string => {
    const others = names.filter((name) => !entries.includes(name));
    if (kernel === null || entries.length === 0 || others.length === 0) return `${listed(names, 'and')} ${wasWere(names)} taken over.`;
    return `${listed(others, 'and')} ${wasWere(others)} taken over, because ${listed(entries, 'and')}, which ${wasWere(entries)} broken into, ${entries.length === 1 ? 'runs' : 'run'} on the same kernel, ${kernel}.`;
  },

  shortage: ({ victim, where, killer, isLimit, isVm, hasKiB, wantedKiB, victimKiB }: ShortageWords): string => {
    const by = killer === null ? '' : ` by ${killer}`;
    if (isLimit) return `${victim} wanted ${memory(victimKiB)}, more than its limit of ${memory(hasKiB)}, and was killed${by}`;
    const wanted = wantedKiB === null ? '' : `, but ${memory(wantedKiB)} were wanted`;
    return (
      `memory ran out ${isVm ? 'in' : 'on'} ${where}: it has ${memory(hasKiB)}${wanted}. ` +
      `The largest user was killed${by}: ${victim} (${memory(victimKiB)})`
    );
  },
  turn: (event: 'restart' | 'replace', names: readonly string[]): string =>
    `${listed(names, 'and')} ${wasWere(names)} ${event === 'restart' ? 'restarted' : 'made anew from the image'}, as the level has it`,
  compromised: (names: readonly string[], entries: readonly string[], kernel: string | null): string => {
    if (entries.length === 0) return `${listed(names, 'and')} ${wasWere(names)} taken over`;
    const broken = `${listed(entries, 'and')} ${wasWere(entries)} broken into`;
    if (kernel === null) return broken;
    const others = names.filter((name) => name !== kernel && !entries.includes(name));
    const spread = others.length === 0 ? '' : `, and with it all that runs on it: ${listed(others, 'and')}`;
    return `${broken}. That took over the kernel under ${entries.length === 1 ? 'it' : 'them'}, ${kernel}${spread}`;
  },
  again: (sentence: string, times: number, lastMs: number): string =>
    `${sentence} · ${counted(times, 'time')}, the last at ${seconds(lastMs)}`,
} as const;
