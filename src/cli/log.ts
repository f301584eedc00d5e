import { bootLog, filmOf, type LogLine, type Run } from '../sim/index.ts';
import { logTime } from '../lang/index.ts';
import { short, text, type Terminal } from './terminal.ts';

/** Sentences of the log name nodes, whose ids may be of any length. */
const LONGEST_LINE = 200;

interface LoggedLine extends LogLine {
  readonly text: string;
}

/** The boot log of a recorded run with its sentences; empty when the build was refused. */
export function logOf(run: Run, horizonMs: number): LoggedLine[] {
  const film = filmOf(run, horizonMs);
  if (film === null) return [];
  const parts = partsOf(run);
  return bootLog(film).map((line) => ({
    ...line,
    atUs: Math.round(line.atUs),
    sinceBootUs: Math.round(line.sinceBootUs),
    text: text.logLine(line, parts.get(line.kernel)),
  }));
}

/** Which part each node is, those that an engine hides included. */
function partsOf({ stack }: Run): ReadonlyMap<string, string | undefined> {
  return new Map(stack.nodes.map((node) => [node.id, node.build.part]));
}

/** Kernel by kernel, as each would print it; times are since power-on, so that kernels can be compared. */
export function printLog(run: Run, horizonMs: number, terminal: Terminal): void {
  const parts = partsOf(run);
  const byKernel = new Map<string, LoggedLine[]>();
  for (const line of logOf(run, horizonMs)) {
    const own = byKernel.get(line.kernel);
    if (own === undefined) byKernel.set(line.kernel, [line]);
    else own.push(line);
  }
  for (const [kernel, lines] of byKernel) {
    const part = parts.get(kernel);
    terminal.out(`== ${short(kernel)}${part === undefined ? '' : ` (${text.partName(part)})`}`);
    for (const line of lines) terminal.out(`[${logTime(line.atUs).padStart(12)}] ${short(line.text, LONGEST_LINE)}`);
    terminal.out('');
  }
}
