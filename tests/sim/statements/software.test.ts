import { describe, expect, test } from 'vitest';
import { goal, incidents, stack, trial, work, wrong } from '../../support/stack.ts';

/** Statements C38 to C40: software and what it needs. */

const OSES = ['linux', 'windows', 'macos'] as const;
const MACHINES = { 'x86-64': 'machine.desktop', arm64: 'machine.arm-server' } as const;
const ISAS = ['x86-64', 'arm64'] as const;
const PLACES = OSES.flatMap((os) => ISAS.map((isa) => ({ os, isa, ground: [MACHINES[isa], `kernel.${os}`] })));

test('C38 JavaScript on Node.js and Java on the JVM depend on neither operating system nor architecture', () => {
  for (const runtime of ['jvm', 'node', 'python', 'ruby']) {
    const program = work('program', { forms: [{ form: 'bytecode', runtime }] });
    for (const { ground } of PLACES) expect(wrong(stack(...ground, `runtime.${runtime}`, 'program'), [program])).toEqual([]);
    expect(wrong(stack('machine.desktop', 'kernel.linux', 'engine.docker', `runtime.${runtime}`, 'program'), [program])).toEqual([]);
    const other = runtime === 'jvm' ? 'node' : 'jvm';
    expect(wrong(stack('machine.desktop', 'kernel.linux', `runtime.${other}`, 'program'), [program])).toEqual([
      'cannot-stand-here program',
    ]);
  }
});

/** The five rows of the table: what a program was made for, and on which of the six places it runs. */
const ROWS: readonly {
  readonly name: string;
  readonly form: object;
  readonly on: readonly string[];
  readonly needs: 'both' | 'isa' | 'neither';
}[] = [
  { name: 'JavaScript', form: { form: 'bytecode', runtime: 'node' }, on: ['runtime.node'], needs: 'neither' },
  { name: 'Java', form: { form: 'bytecode', runtime: 'jvm' }, on: ['runtime.jvm'], needs: 'neither' },
  { name: 'C, C++, Rust or Go', form: { form: 'native', os: 'linux', isa: ['x86-64'] }, on: [], needs: 'both' },
  { name: 'a Docker image', form: { form: 'image', os: 'linux', isa: ['x86-64'] }, on: ['engine.docker'], needs: 'both' },
  { name: 'assembly', form: { form: 'bare', isa: ['x86-64'] }, on: [], needs: 'isa' },
];

describe('C39 native programs and images depend on operating system and architecture, assembly on the architecture alone', () => {
  test.each(ROWS)('C39 $name needs $needs', ({ form, on, needs }) => {
    const program = work('program', { forms: [form] });
    for (const { os, isa, ground } of PLACES) {
      const build = needs === 'isa' ? stack(ground[0]!, 'program') : stack(...ground, ...on, 'program');
      const runs = wrong(build, [program]).length === 0;
      expect(runs, `${os} ${isa}`).toBe(needs === 'neither' || (isa === 'x86-64' && (needs === 'isa' || os === 'linux')));
    }
  });
});

describe('C40 process VMs are processes of the host and not isolated from it; system VMs are', () => {
  const programs = [work('a', { start: { cpuMs: 10 } }), work('b', { start: { cpuMs: 10 } })];
  const vm = { part: 'vm', ramMiB: 1024 };
  const between = (build: ReturnType<typeof stack>): unknown =>
    goal(trial(build, programs, { goals: [{ kind: 'isolated', a: 'a', b: 'b', atLeast: 'vm' }] }), 'isolated').actual;

  test('C40 a runtime is no boundary', () => {
    expect(between(stack('machine.desktop', 'kernel.linux', 'runtime.jvm', ['a', 'b']))).toBe('none');
    expect(
      between(
        stack('machine.desktop', 'kernel.linux', [
          ['runtime.jvm', 'a'],
          ['runtime.jvm', 'b'],
        ]),
      ),
    ).toBe('process');
    expect(between(stack('machine.desktop', 'kernel.linux', ['a', ['hypervisor.kvm', vm, 'kernel.linux', 'b']]))).toBe('vm');
  });

  test('C40 what happens in a runtime happens to its process, and what happens to the kernel to the runtime', () => {
    const at = (event: string): object => ({ horizonMs: 200_000, events: [{ atMs: 100_000, event, workload: 'a' }] });
    const shared = stack('machine.desktop', 'kernel.linux', 'runtime.jvm', ['a', 'b']);
    expect(incidents(trial(shared, programs, { scenario: at('crash') }))).toEqual(['crash jvm at 100000']);
    const safe = (build: ReturnType<typeof stack>): unknown =>
      goal(trial(build, programs, { scenario: at('exploit'), goals: [{ kind: 'safe', workload: 'b' }] }), 'safe').actual;
    expect(
      safe(
        stack('machine.desktop', 'kernel.linux', [
          ['runtime.jvm', 'a'],
          ['runtime.node', 'b'],
        ]),
      ),
    ).toBe(1);
    expect(safe(stack('machine.desktop', 'kernel.linux', ['b', ['hypervisor.kvm', vm, 'kernel.linux', 'runtime.jvm', 'a']]))).toBe(0);
  });
});
