import { describe, expect, test, vi } from 'vitest';
import { checkBuild, parseLevel, runBuild, type Violation } from '../../src/sim/index.ts';
import { costOf } from '../support/cost.ts';
import { buildOf, levelJson, must, work } from '../support/stack.ts';

/** Levels and builds that are legal to write and made to take long: each is answered in seconds, and the answer has a size. */

const PC = { id: 'pc', part: 'machine.desktop' };
const HOST = { id: 'host', part: 'kernel.linux', on: 'pc' };
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** The violations, found within so many seconds and no more than so many characters of JSON. */
function found(nodes: readonly object[], level: object, seconds: number): Violation[] {
  const [build, parsed] = [buildOf(nodes), must(parseLevel(level))];
  const { value: violations, seconds: taken } = costOf(() => checkBuild(build, parsed));
  expect(taken).toBeLessThan(seconds);
  expect(JSON.stringify(violations).length).toBeLessThan(64e6);
  return violations;
}

vi.setConfig({ testTimeout: 60_000 });

describe('a workload none of whose forms fits, ten thousand times', () => {
  test.each<readonly [string, (index: number) => object, string, readonly string[]]>([
    ['other systems', (index) => ({ form: 'native', os: `os${index}` }), 'os-mismatch', ['os0', 'os1', 'os2']],
    ['other instruction sets', (index) => ({ form: 'native', os: 'linux', isa: [`isa${index % 2}`] }), 'isa-mismatch', ['isa0', 'isa1']],
    ['forms for another place', () => ({ form: 'bare' }), 'cannot-stand-here', []],
  ])('%s', (_name, form, code, expected) => {
    const level = levelJson([work('web', { count: 10_000, forms: many(2000, form) })], { given: [PC, HOST] });
    const nodes = [PC, HOST, ...many(10_000, (index) => ({ id: `web${index}`, workload: 'web', on: 'host' }))];
    const violations = found(nodes, level, 5);
    expect(violations).toHaveLength(10_000);
    for (const violation of violations) expect(violation).toMatchObject({ code, on: 'host' });
    const words = violations[0]!.expected as readonly string[] | undefined;
    expect(words?.slice(0, 3) ?? []).toEqual(expected);
    expect(words?.length ?? 0).toBeLessThan(30);
  });
});

test('many programs of one view, each with many libraries', () => {
  const libraries = (version: string): object => Object.fromEntries(many(64, (index) => [`lib${index}`, version]));
  const works = ['1', '2'].map((version) =>
    work(`web${version}`, { count: 10_000, forms: [{ form: 'native', os: 'linux' }], libraries: libraries(version) }),
  );
  const instances = works.flatMap(({ id }) => many(10_000, (index) => ({ id: `${id}-${index}`, workload: id, on: 'host' })));
  const violations = found([PC, HOST, ...instances], levelJson(works, { given: [PC, HOST] }), 5);
  const conflicts = violations.filter(({ code }) => code === 'library-conflict');
  expect(new Set(conflicts.map(({ node }) => node)).size).toBe(10_000);
  expect(conflicts).toHaveLength(10_000 + 63);
  expect(new Set(conflicts.map(({ setting }) => setting)).size).toBe(64);
});

test('many goals of many pairs', () => {
  const count = 20_000;
  const goals = many(1000, (index) => ({ kind: 'isolated', a: 'web', b: index % 2 === 0 ? 'web' : 'job', atLeast: 'process' }));
  const works = ['web', 'job'].map((id) => work(id, { count, forms: [{ form: 'native', os: 'linux' }] }));
  const metal = { ...PC, part: 'machine.metal' };
  const level = must(parseLevel(levelJson(works, { given: [metal, HOST], goals, score: ['cost'] })));
  const instances = works.flatMap(({ id }) => many(count, (index) => ({ id: `${id}${index}`, workload: id, on: 'host' })));
  const build = buildOf([metal, HOST, ...instances]);
  const { value: ran, seconds } = costOf(() => runBuild(build, level));
  const report = must(ran);
  expect(seconds).toBeLessThan(5);
  expect(new Set(report.goals.map(({ actual }) => actual))).toEqual(new Set(['process']));
});

test('many goals of many instances', () => {
  const count = 90_000;
  const each = many(1000, (index) => [
    { kind: 'safe', workload: 'web' },
    { kind: 'downtime', workload: 'web', atMostMs: index },
    { kind: 'keeps', workload: 'web' },
    { kind: 'ready', workload: 'web', withinMs: index },
    { kind: 'done', workload: 'web', withinMs: index },
    { kind: 'uses', part: `part${index}` },
    { kind: 'ram', machine: `machine${index}`, atMostMiB: index },
    { kind: 'isolated', a: 'web', b: `job${index}`, atLeast: 'process' },
  ]);
  const forms = [{ form: 'native', os: 'linux' }];
  const jobs = many(1000, (index) => work(`job${index}`, { forms }));
  const machines = many(1000, (index) => ({ ...PC, id: `machine${index}`, part: 'machine.metal' }));
  const given = [...machines, { ...HOST, on: 'machine0' }];
  const build = buildOf([
    ...given,
    ...many(count, (index) => ({ id: `web${index}`, workload: 'web', on: 'host' })),
    ...jobs.map(({ id }) => ({ id, workload: id, on: 'host' })),
  ]);
  const timed = (goals: readonly object[]): { readonly seconds: number; readonly actuals: readonly unknown[] } => {
    const members = { given, goals, scenario: { horizonMs: 1 } };
    const level = must(parseLevel(levelJson([work('web', { count, forms }), ...jobs], members)));
    const { value, seconds } = costOf(() => must(runBuild(build, level)));
    return { seconds, actuals: value.goals.map(({ actual }) => actual) };
  };
  const base = timed([]).seconds;
  for (let kind = 0; kind < each[0]!.length; kind += 1) {
    const { seconds, actuals } = timed(each.map((goals) => goals[kind]!));
    expect(seconds - base, JSON.stringify(each[0]![kind])).toBeLessThan(3);
    expect(new Set(actuals).size).toBe(1);
  }
});

test('many tray entries, each with many sizes, and many VMs that have none of them', () => {
  const sizes = many(1000, (index) => index + 10);
  const tray = [
    { part: 'hypervisor.kvm' },
    ...many(50, () => ({ part: 'vm', ramMiB: sizes, cpus: sizes, diskMiB: sizes, isa: many(1000, (index) => `isa${index}`) })),
  ];
  const level = levelJson([work('web')], { given: [PC, HOST], tray });
  const vms = many(50_000, (index) => ({ id: `vm${index}`, part: 'vm', on: 'kvm', ramMiB: 1, cpus: 1, diskMiB: 1 }));
  const violations = found([PC, HOST, { id: 'kvm', part: 'hypervisor.kvm', on: 'host' }, ...vms], level, 5);
  const refused = violations.filter(({ code }) => code === 'bad-setting');
  expect(refused).toHaveLength(150_000);
  expect(refused[0]).toMatchObject({ node: 'vm0', setting: 'ramMiB', got: 1 });
  expect(refused[0]!.expected).toEqual(sizes.slice(0, 20));
});
