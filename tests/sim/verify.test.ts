import { describe, expect, test } from 'vitest';
import {
  levelHash,
  makeBuild,
  METRIC_OF,
  RULES,
  runBuild,
  verifySolution,
  type Build,
  type Edit,
  type Level,
  type Solution,
} from '../../src/sim/index.ts';
import { buildOf, levelFor, must, stack, work } from '../support/stack.ts';

/** A score is a claim that anyone can check again. */

const PC = { id: 'pc', part: 'machine.desktop' };
const WEB = work('web', { start: { cpuMs: 100 }, ramMiB: 64 });
const BUILD = stack(PC, 'kernel.linux', 'web');
const MEMBERS = { given: [PC], goals: [{ kind: 'ready', withinMs: 60_000 }], score: ['cost', 'ram', 'ready'] };
const LEVEL = levelFor(BUILD, [WEB], MEMBERS);
const EDITS: readonly Edit[] = [
  { edit: 'place', node: { id: 'linux', part: 'kernel.windows', on: 'pc' } },
  { edit: 'remove', id: 'linux' },
  { edit: 'place', node: { id: 'web', workload: 'web', on: 'pc' } },
  { edit: 'place', node: { id: 'linux', part: 'kernel.linux', on: 'pc' }, at: 1 },
  { edit: 'move', id: 'web', on: 'linux' },
];

function claimsOf(build: Build, level: Level): Solution['claims'] {
  const { metrics } = must(runBuild(build, level)).report;
  return Object.fromEntries(level.score.map((score) => [METRIC_OF[score], metrics[METRIC_OF[score]]!]));
}

const TRUE: Solution = {
  level: LEVEL.id,
  levelHash: levelHash(LEVEL),
  rules: RULES,
  build: BUILD,
  edits: EDITS,
  claims: claimsOf(BUILD, LEVEL),
};

function reason(changes: Partial<Solution>, level: Level = LEVEL): string {
  const verdict = must(verifySolution({ ...TRUE, ...changes }, level));
  expect(verdict.ok).toBe(verdict.reason === 'ok');
  return verdict.reason;
}

test('a true solution is confirmed, with edits and without', () => {
  expect(reason({})).toBe('ok');
  const { edits: _edits, ...without } = TRUE;
  expect(must(verifySolution(without, LEVEL)).reason).toBe('ok');
  expect(must(verifySolution(TRUE, LEVEL)).claims).toHaveLength(3);
});

describe('what is refused without a run', () => {
  test('another level, or this one changed', () => {
    expect(reason({ levelHash: '0'.repeat(64) })).toBe('other-level');
    expect(reason({}, levelFor(BUILD, [WEB], { ...MEMBERS, goals: [] }))).toBe('other-level');
    // A new title is no other level.
    expect(reason({}, levelFor(BUILD, [WEB], { ...MEMBERS, title: 'New' }))).toBe('ok');
  });

  test('other rules', () => {
    expect(reason({ rules: RULES + 1 })).toBe('other-rules');
    expect(reason({ rules: RULES - 1 })).toBe('other-rules');
    expect(must(verifySolution({ ...TRUE, rules: 0 }, LEVEL))).toMatchObject({ claims: [], report: null });
  });
});

describe('edits that do not lead to the build', () => {
  test.each<readonly [string, readonly Edit[]]>([
    ['none', []],
    ['one too few', EDITS.slice(0, -1)],
    ['one too many', [...EDITS, { edit: 'set', id: 'web', settings: { cpuLimit: 500 } }]],
    ['one that cannot be', [{ edit: 'remove', id: 'nobody' }, ...EDITS]],
    [
      'another setting',
      EDITS.map((edit) => (edit.edit === 'place' && edit.node.id === 'web' ? { ...edit, node: { ...edit.node, volume: true } } : edit)),
    ],
    [
      'a setting that is none',
      EDITS.map((edit) =>
        edit.edit === 'place' && edit.node.id === 'web' ? { ...edit, node: { ...edit.node, unknown: ['cpuLimt'] } } : edit,
      ),
    ],
  ])('%s', (_name, edits) => {
    expect(reason({ edits })).toBe('edits-differ');
  });

  test('settings that say nothing do not matter', () => {
    expect(reason({ edits: [...EDITS, { edit: 'set', id: 'web', settings: { delayMs: 0, after: [], volume: false } }] })).toBe('ok');
  });

  test('the order of nodes that they lead to does not matter', () => {
    expect(reason({ build: buildOf([...(makeBuild(BUILD)['nodes'] as object[])].reverse()) })).toBe('ok');
  });
});

describe('claims', () => {
  test.each([
    ['better than measured', { ...TRUE.claims, ramMiB: TRUE.claims.ramMiB! - 1 }],
    ['worse than measured', { ...TRUE.claims, readyMs: TRUE.claims.readyMs! + 1 }],
    ['one left out', { cost: TRUE.claims.cost!, ramMiB: TRUE.claims.ramMiB! }],
    ['none', {}],
    ['a false one that is not scored', { ...TRUE.claims, diskMiB: 1 }],
    ['not a number', { ...TRUE.claims, cost: Number.NaN }],
  ])('%s', (_name, claims) => {
    expect(reason({ claims })).toBe('claims-differ');
  });

  test('a true one that is not scored is welcome', () => {
    const { metrics } = must(runBuild(BUILD, LEVEL)).report;
    expect(reason({ claims: { ...TRUE.claims, diskMiB: metrics.diskMiB! } })).toBe('ok');
  });

  test('both numbers are reported', () => {
    const verdict = must(verifySolution({ ...TRUE, claims: { ...TRUE.claims, cost: 1 } }, LEVEL));
    expect(verdict.claims).toContainEqual({ metric: 'cost', claimed: 1, actual: TRUE.claims.cost });
  });
});

test('a build that breaks a rule, and one that misses a goal', () => {
  const { edits: _edits, ...without } = TRUE;
  const two = { ...without, build: stack(PC, 'kernel.linux', ['web', 'web']) };
  expect(must(verifySolution(two, LEVEL)).reason).toBe('invalid');
  const hard = levelFor(BUILD, [WEB], { ...MEMBERS, goals: [{ kind: 'ready', withinMs: 1 }] });
  expect(must(verifySolution({ ...without, levelHash: levelHash(hard) }, hard)).reason).toBe('goals-missed');
});
