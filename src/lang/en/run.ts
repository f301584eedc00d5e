import type { ClaimReport, EventKind, FormatError, Incident, IncidentKind, NoticeReport, Verdict } from '../../sim/index.ts';
import { capitalised, counted, milliseconds } from '../format.ts';
import type { NameOf } from './violations.ts';
import { METRICS, metricValue } from './words.ts';

type Sentence = (node: string) => string;

/** What went wrong during a run. */
export const INCIDENTS = {
  crash: (node) => `${node} crashed`,
  'out-of-memory': (node) => `memory ran out, and the largest user of it was killed: ${node}`,
  'gave-up': (node) => `${node} was killed too often and is not started again`,
  panic: (node) => `${node} panicked and stopped, with all that stood on it`,
  'driver-fault': (node) => `a driver of ${node} failed and was restarted; its devices paused`,
  compromised: (node) => `${node} was compromised`,
  runaway: (node) => `${node} ran away and took all that it could get`,
  'disk-full': (node) => `the disk was full for ${node}`,
  'data-lost': (node) => `what ${node} had written was lost`,
  'power-loss': (node) => `${node} lost power`,
} as const satisfies Record<IncidentKind, Sentence>;

export function incident(about: Pick<Incident, 'kind' | 'node'>, name: NameOf): string {
  return capitalised(INCIDENTS[about.kind](name(about.node)));
}

export const EVENTS = {
  restart: 'restart',
  replace: 'replacement',
  crash: 'crash',
  'driver-fault': 'driver fault',
  exploit: 'exploit',
  runaway: 'runaway',
  write: 'write',
  'power-loss': 'power loss',
} as const satisfies Record<EventKind, string>;

/** Why an event of the scenario did nothing. */
export const NOTICES = {
  'no-target': 'found nothing in this build that it could hit',
  'past-horizon': 'lies past the end of the run',
  'no-effect': 'hit nothing that was running at that time',
} as const satisfies Record<NoticeReport['code'], string>;

export function notice({ kind, atMs, code }: Pick<NoticeReport, 'kind' | 'atMs' | 'code'>): string {
  return `The ${EVENTS[kind]} at ${milliseconds(atMs)} ${NOTICES[code]}`;
}

export const VERDICTS = {
  ok: 'true',
  'other-rules': 'made under other rules',
  'other-level': 'made for another level, or another version of it',
  invalid: 'the build breaks a rule',
  'goals-missed': 'a goal is missed',
  'claims-differ': 'claims differ from what was measured',
  'edits-differ': 'its edits do not lead to its build',
  'unknown-level': 'no level with its hash beside it, in --levels, or among the published',
  'unlike-published': 'a level of that id, published or in --levels, has another hash',
} as const satisfies Record<Verdict['reason'] | 'unknown-level' | 'unlike-published', string>;

/** For an efficiency above 1000 thousandths. */
export const DISPROVED =
  'THE CERTIFICATE OF THIS LEVEL IS WRONG: this run beats the frontier that it says is proven (efficiency over 100 %). Please report it.';

/** A claim that is not so. */
export function claim({ metric, claimed, actual }: ClaimReport): string {
  const said = claimed === null ? 'not claimed' : `claimed ${metricValue(metric, claimed)}`;
  return `${METRICS[metric].name.toLowerCase()} ${said}, measured ${metricValue(metric, actual)}`;
}

/** What is wrong in a file, and where. */
export function problem({ place, expected, got }: FormatError): string {
  return `${place === '' ? 'whole file' : place}: expected ${expected}, got ${got}`;
}

/** Why a file cannot be used, on one line. */
export function formatError(file: string, error: FormatError): string {
  return `${file}: ${problem(error)}`;
}

/** What may help, after what is wrong. */
export function formatHint({ meant, instead }: { readonly meant?: string; readonly instead?: string }, isAboutPart: boolean): string {
  const found = instead === undefined ? '' : ` by "${instead}"`;
  const question = meant === undefined ? '' : `; did you mean "${meant}"${found}?`;
  return isAboutPart ? `${question === '' ? ';' : question} "stackwright parts" lists them all` : question;
}

/** For a number in `teaches` that no concept has. */
export function unknownConcept(file: string, place: string, got: string): string {
  return `${file}: ${place}: warning: there is no concept "${got}"; "stackwright levels --concepts" lists those that there are`;
}

/** Why text is no JSON; the form of the place is one that editors and terminals open. */
export function jsonError(file: string, line: number, column: number, { expected, got }: Pick<FormatError, 'expected' | 'got'>): string {
  return `${file}:${line}:${column}: expected ${expected}, got ${got}`;
}

/** For a member of a file that means nothing in its place, with the name that was meant as far as that can be told. */
export function unreadMember(file: string, place: string, meant: string | null): string {
  const question = meant === null ? '' : `; did you mean "${meant}"?`;
  return `${file}: ${place}: warning: nothing of that name is known here, so it counts for nothing${question}`;
}

/** For a member whose name stands several times in one object. */
export function repeatedMember(file: string, line: number, column: number, name: string): string {
  return `${file}:${line}:${column}: warning: "${name}" stands here again; of members of one name only the last counts`;
}

/** For a level that was passed over, with the line that says why. */
export function leftOut(line: string): string {
  return `${line}; warning: so it was left out where levels were looked for`;
}

export function moreWarnings(count: number): string {
  return `and at least ${counted(count, 'more warning')}`;
}

/** The table of nodes: ids are those of the build file. */
export const NODE_COLUMNS = ['id', 'what', 'start', 'ready', 'memory held'];
export const NODES_NOTE =
  '"memory held" is the most that each held by itself, of a virtual machine its allocation and what it costs to have it, of a machine the total on it';
