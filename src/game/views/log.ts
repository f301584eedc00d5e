import { logLine, logTime } from '../../lang/index.ts';
import { bootLog, type Film, type LogCode, type LogLine, type StackNode } from '../../sim/index.ts';

/** What each kernel prints during a run, line by line, as data. */

type Tone = 'plain' | 'early' | 'good' | 'bad';

export interface PrintedLine {
  readonly atUs: number;
  /** As wide as the widest of its kernel. */
  readonly time: string;
  readonly text: string;
  /** `early`: from firmware and loader, before there is a kernel. */
  readonly tone: Tone;
}

/** The log of one kernel, of a type 1 hypervisor, or of a program on bare hardware. */
export interface KernelLog {
  readonly node: StackNode;
  readonly lines: readonly PrintedLine[];
}

const TONES: Partial<Record<LogCode, Tone>> = {
  'boot-finished': 'good',
  'unit-ready': 'good',
  'unit-done': 'good',
  'unit-crashed': 'bad',
  'unit-killed': 'bad',
  'unit-gave-up': 'bad',
  'unit-runaway': 'bad',
  'unit-compromised': 'bad',
  panic: 'bad',
  'driver-restart': 'bad',
  'disk-full': 'bad',
  'data-lost': 'bad',
  'power-loss': 'bad',
};

function toneOf({ code, sinceBootUs }: LogLine): Tone {
  return TONES[code] ?? (sinceBootUs < 0 ? 'early' : 'plain');
}

/** Whoever has a log in this run, lowest first. */
export function kernelLogs(film: Film): KernelLog[] {
  const linesOf = new Map<string, LogLine[]>();
  for (const line of bootLog(film)) {
    const lines = linesOf.get(line.kernel);
    if (lines === undefined) linesOf.set(line.kernel, [line]);
    else lines.push(line);
  }
  return film.rows.flatMap(({ node }) => {
    const lines = linesOf.get(node.id);
    if (lines === undefined) return [];
    // To the microsecond, as the command line prints them.
    const time = ({ atUs }: LogLine): string => logTime(Math.round(atUs));
    const width = time(lines.at(-1)!).length;
    return {
      node,
      lines: lines.map((line) => ({
        // Unrounded, or the last line would come after the end.
        atUs: line.atUs,
        time: time(line).padStart(width),
        text: logLine(line, node.build.part),
        tone: toneOf(line),
      })),
    };
  });
}

/** How many lines are printed up to an instant. */
export function printedBy(lines: readonly PrintedLine[], us: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.atUs <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}
