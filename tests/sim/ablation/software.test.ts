import { expect, test } from 'vitest';
import { separationOf, type Build } from '../../../src/sim/index.ts';
import { ablate } from '../../../src/sim/ablation/index.ts';
import { CATALOG, resolve } from '../../../src/sim/index.ts';
import { each, onAndOff } from '../../support/ablated.ts';
import { asks, goal, incidents, levelFor, stack, work, type Work } from '../../support/stack.ts';

/** Rules of C38 to C40, each on and off. */

test('C38 off: runtimes run on Linux for x86-64 only, in containers too', () => {
  const java = work('app', { forms: [{ form: 'bytecode', runtime: 'jvm' }] });
  const faults = (...below: string[]): readonly (readonly string[])[] =>
    onAndOff('C38', stack(...below, 'runtime.jvm', 'app'), [java]).map((outcome) => outcome.faults);
  expect(faults('machine.desktop', 'kernel.linux')).toEqual([[], []]);
  expect(faults('machine.desktop', 'kernel.linux', 'engine.docker')).toEqual([[], []]);
  expect(faults('machine.desktop', 'kernel.windows')).toEqual([[], ['os-mismatch jvm']]);
  expect(faults('machine.desktop', 'kernel.windows', 'engine.docker')).toEqual([[], ['os-mismatch jvm']]);
  expect(faults('machine.desktop', 'kernel.windows', 'engine.docker-desktop')).toEqual([[], []]);
  expect(faults('machine.arm-server', 'kernel.linux')).toEqual([[], ['isa-mismatch jvm']]);
  expect(faults('machine.arm-server', 'kernel.linux', 'engine.docker')).toEqual([[], ['isa-mismatch jvm']]);
});

test.each([
  { form: { form: 'native', os: 'linux', isa: ['arm64'] }, on: ['kernel.linux'] },
  { form: { form: 'image', os: 'linux', isa: ['arm64'] }, on: ['kernel.linux', 'engine.docker'] },
  { form: { form: 'bare', isa: ['arm64'] }, on: [] },
])('C39 off: $form.form programs for arm64 run on x86-64', ({ form, on }) => {
  const both = onAndOff('C39', stack('machine.desktop', ...on, 'app'), [work('app', { forms: [form] })]);
  expect(both.map(({ faults }) => faults)).toEqual([['isa-mismatch app'], []]);
});

test('C39 off: systems still differ', () => {
  const both = onAndOff('C39', stack('machine.desktop', 'kernel.windows', 'app'), [
    work('app', { forms: [{ form: 'native', os: 'linux' }] }),
  ]);
  expect(both.map(({ faults }) => faults)).toEqual([['os-mismatch app'], ['os-mismatch app']]);
});

const [A, B] = [work('a', { start: { cpuMs: 10 } }), work('b', { start: { cpuMs: 10 } })];

const PLACES: readonly (readonly [string, Build])[] = [
  ['one runtime', stack('machine.desktop', 'kernel.linux', 'runtime.jvm', ['a', 'b'])],
  [
    'two runtimes',
    stack('machine.desktop', 'kernel.linux', [
      ['runtime.jvm', 'a'],
      ['runtime.node', 'b'],
    ]),
  ],
  ['a runtime and its kernel', stack('machine.desktop', 'kernel.linux', ['b', ['runtime.jvm', 'a']])],
  ['a runtime in a container', stack('machine.desktop', 'kernel.linux', 'engine.docker', 'runtime.jvm', ['a', 'b'])],
];

test.each(PLACES)('C40 off: on %s programs are as apart as in VMs', (_, build) => {
  const isolated = (a: string, b: string): object => ({ kind: 'isolated', a, b, atLeast: 'vm' });
  const both = onAndOff('C40', build, [A, B], { goals: [isolated('a', 'b'), isolated('b', 'a')] });
  expect(each(both, (report) => report.goals.map(({ met }) => met))).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('C40 off: of two alike on one runtime each is apart, but only from what is not on its machine by itself', () => {
  const build = stack('machine.desktop', 'kernel.linux', ['b', 'b', ['runtime.jvm', ['a', 'a']]]);
  const isolated = (a: string, b: string): object => ({ kind: 'isolated', a, b, atLeast: 'vm' });
  const members = { goals: [isolated('a', 'a'), isolated('b', 'b'), isolated('a', 'b')] };
  const actual = each(onAndOff('C40', build, [A, B], members), (report) => report.goals.map((entry) => entry.actual));
  expect(actual).toEqual([
    ['none', 'process', 'process'],
    ['vm', 'process', 'vm'],
  ]);
  const level = levelFor(build, [A, B]);
  const { catalog } = ablate('C40', level, CATALOG)!;
  const { instances } = resolve(build, level, catalog);
  const [first, second] = instances.filter(({ build: { workload } }) => workload === 'a');
  expect(separationOf(first!, second!)).toBe('vm');
});

test('C40 off: a crash, a break-in and lack of memory stay with the program', () => {
  const [, build] = PLACES[0]!;
  const at = (event: object): object => ({
    scenario: { horizonMs: 200_000, events: [{ atMs: 100_000, workload: 'a', ...event }] },
    goals: [asks('downtime', 'b'), { kind: 'safe', workload: 'b' }],
  });
  const both = (event: object, works: readonly Work[] = [A, B]): ReturnType<typeof onAndOff> => onAndOff('C40', build, works, at(event));
  const crash = both({ event: 'crash' });
  expect(each(crash, incidents)).toEqual([['crash jvm at 100000'], ['crash a at 100000']]);
  expect(each(crash, (report) => goal(report, 'downtime').actual === 0)).toEqual([false, true]);
  expect(each(both({ event: 'exploit' }), (report) => goal(report, 'safe').met)).toEqual([false, true]);
  const grab = both({ event: 'runaway', resource: 'ram', forMs: 1000 });
  expect(each(grab, (report) => goal(report, 'downtime').actual === 0)).toEqual([false, true]);
  const meddler = work('a', { meddlesWithKernel: true });
  expect(each(both({ event: 'crash' }, [meddler, B]), (report) => report.incidents[0]!.node)).toEqual(['linux', 'a']);
});
