import type { Build, Violation } from '../sim/index.ts';
import { counted } from '../lang/index.ts';
import { aligned, quoted, short, text, type Terminal } from './terminal.ts';

/** A flawed build can break a rule at each of its nodes; people read the first few, programs use `--json`. */
const MOST_SHOWN = 50;
/** No sentence of ours is longer; what a build says in them may be. */
const LONGEST_SENTENCE = 400;

/** The violations as a list of code and sentence. */
export function printViolations(violations: readonly Violation[], build: Build, terminal: Terminal): void {
  const parts = new Map(build.nodes.map((node) => [node.id, node.part]));
  const rows = violations.slice(0, MOST_SHOWN).map((violation) => [
    violation.code,
    short(
      text.violation(violation, quoted, (id) => parts.get(id)),
      LONGEST_SENTENCE,
    ),
  ]);
  for (const line of aligned(rows, '  ')) terminal.out(line);
  const hidden = violations.length - rows.length;
  if (hidden > 0) terminal.out(`  … and ${counted(hidden, 'more violation')}; --json lists them all`);
}
