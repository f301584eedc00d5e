import type { GoalKind, IncidentKind, PartKind, ViolationCode } from '../../sim/index.ts';
import type { ConceptId } from './entry.ts';

/** Which entry explains what: each code has exactly one, and forgetting one is a type error. */

export const VIOLATION_CONCEPTS = {
  'unknown-part': 'C24',
  'unknown-workload': 'C39',
  'duplicate-id': 'C12',
  'missing-parent': 'C02',
  cycle: 'C01',
  'cannot-stand-here': 'C02',
  'isa-mismatch': 'C39',
  'os-mismatch': 'C05',
  'slot-taken': 'C11',
  'no-virtualization': 'C22',
  'unsupported-hardware': 'C16',
  'ram-exceeded': 'C19',
  'vm-too-small': 'C18',
  'disk-exceeded': 'C25',
  'cpu-exceeded': 'C11',
  'bad-setting': 'C18',
  'bad-order': 'C03',
  'not-in-tray': 'C31',
  'over-tray-limit': 'C31',
  'carries-nothing': 'C15',
  'workload-not-placed': 'C39',
  'workload-over-placed': 'C39',
  'given-changed': 'C16',
  'library-conflict': 'C27',
  'port-conflict': 'C27',
  'too-large': 'C37',
} as const satisfies Record<ViolationCode, ConceptId>;

/** Where it depends on what was refused, a nearer entry than that of its code. */
const NEARER: Readonly<Partial<Record<ViolationCode, Partial<Record<PartKind | 'workload', ConceptId>>>>> = {
  'cannot-stand-here': { machine: 'C01', kernel: 'C18', hypervisor: 'C13', vm: 'C11', engine: 'C26', runtime: 'C38', workload: 'C39' },
  'isa-mismatch': { vm: 'C22' },
  'os-mismatch': { hypervisor: 'C16', engine: 'C29', runtime: 'C38' },
};

/** The entry for a refusal; the kind of the part that was refused, where it was one, leads to a nearer entry. */
export function violationConcept(code: ViolationCode, kind?: PartKind | 'workload'): ConceptId {
  return (kind === undefined ? undefined : NEARER[code]?.[kind]) ?? VIOLATION_CONCEPTS[code];
}

/** Refusals about how a file or a level is kept to rather than about computers: their entry is background, no explanation. */
export const BOOKKEEPING = [
  'unknown-part',
  'unknown-workload',
  'duplicate-id',
  'cycle',
  'not-in-tray',
  'over-tray-limit',
  'workload-not-placed',
  'workload-over-placed',
  'given-changed',
  'too-large',
] as const satisfies readonly ViolationCode[];

export const GOAL_CONCEPTS = {
  ready: 'C04',
  ram: 'C19',
  disk: 'C25',
  cost: 'C12',
  effort: 'C36',
  throughput: 'C01',
  done: 'C15',
  downtime: 'C20',
  isolated: 'C31',
  safe: 'C32',
  keeps: 'C35',
  uses: 'C24',
  avoids: 'C31',
} as const satisfies Record<GoalKind, ConceptId>;

/** The entry for a missed goal: what is slow through a hypervisor is slow because of its layers. */
export function goalConcept(kind: GoalKind, hasHypervisor: boolean): ConceptId {
  return kind === 'throughput' && hasHypervisor ? 'C15' : GOAL_CONCEPTS[kind];
}

export const INCIDENT_CONCEPTS = {
  crash: 'C10',
  'out-of-memory': 'C09',
  'gave-up': 'C09',
  panic: 'C33',
  'driver-fault': 'C07',
  compromised: 'C32',
  runaway: 'C10',
  'disk-full': 'C25',
  'data-lost': 'C35',
  'power-loss': 'C03',
} as const satisfies Record<IncidentKind, ConceptId>;
