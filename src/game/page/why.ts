import { CODEX_LINKS as TEXTS } from '../../lang/en/codex-links.ts';
import { BOOKKEEPING, goalConcept, INCIDENT_CONCEPTS, violationConcept } from '../../lang/codex/subjects.ts';
import { conceptName } from '../../lang/en/concepts.ts';
import { CATALOG, type GoalKind, type IncidentKind, type PartKind, type Stack, type Violation } from '../../sim/index.ts';
import { makeRoute } from '../route.ts';
import type { Judgement } from '../table/judge.ts';
import { make } from './dom.ts';

/** Ways from what was refused, missed or went wrong to the entry of the codex that explains it. */

function makeWay(concept: string, text: string): HTMLElement {
  const attrs = {
    href: makeRoute({ room: 'codex', about: concept }),
    title: conceptName(concept),
    'aria-label': `${text} ${conceptName(concept)}`,
  };
  return make('a', { class: 'why', attrs }, text);
}

function kindOf({ part, node, workload }: Violation, { build }: Pick<Judgement, 'build'>): PartKind | 'workload' | undefined {
  if (workload !== undefined) return 'workload';
  const id = part ?? build.nodes.find((candidate) => candidate.id === node)?.part;
  return CATALOG.parts.find((candidate) => candidate.id === id)?.kind;
}

const isBookkeeping = ({ code }: Violation): boolean => (BOOKKEEPING as readonly string[]).includes(code);

export const WHY = {
  violation: (violation: Violation, on: Pick<Judgement, 'build'>): HTMLElement =>
    makeWay(violationConcept(violation.code, kindOf(violation, on)), isBookkeeping(violation) ? TEXTS.more : TEXTS.why),
  goal: (kind: GoalKind, stack: Stack | null): HTMLElement =>
    makeWay(goalConcept(kind, stack?.nodes.some((node) => node.kind === 'hypervisor') === true), TEXTS.why),
  incident: (kind: IncidentKind): HTMLElement => makeWay(INCIDENT_CONCEPTS[kind], TEXTS.why),
} as const;
export type Why = typeof WHY;
