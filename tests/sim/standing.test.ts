import { describe, expect, test } from 'vitest';
import { buildOf, faults, levelFor, nodeReport, run, stack, work, wrong, type Layer } from '../support/stack.ts';

/** What stands on what: the table of parts in the contract, row by row. */

const X86: Layer = 'machine.desktop';
const ARM: Layer = 'machine.arm-server';
const OLD: Layer = 'machine.old-pc';
const SERVER: Layer = 'machine.server';
const LINUX: readonly Layer[] = [SERVER, 'kernel.linux'];
const VM: Layer = { part: 'vm', ramMiB: 4096, diskMiB: 20_480 };
const GUEST: readonly Layer[] = [...LINUX, 'hypervisor.kvm', VM];

/** The code for `part` on top of `below`; `ok` when there is nothing against it. */
function verdict(below: readonly Layer[], part: Layer): string {
  const found = faults(stack(...below, typeof part === 'string' ? { part, id: 'it' } : { ...part, id: 'it' }));
  return found.length === 0 ? 'ok' : found.map((text) => text.replace(' it', '')).join(', ');
}

const ROWS: Readonly<Record<string, readonly (readonly [below: readonly Layer[], part: Layer, expected: string])[]>> = {
  'kernels stand on hardware of one of their instruction sets, one on each': [
    ...['linux', 'windows', 'macos', 'minix'].map((os) => [[X86], `kernel.${os}`, 'ok'] as const),
    ...['linux', 'windows', 'macos'].map((os) => [[ARM], `kernel.${os}`, 'ok'] as const),
    [[ARM], 'kernel.minix', 'isa-mismatch'],
    [GUEST, 'kernel.windows', 'ok'],
    [LINUX, 'kernel.linux', 'cannot-stand-here'],
    [[...LINUX, 'engine.docker'], 'kernel.linux', 'cannot-stand-here'],
    [[...LINUX, 'hypervisor.kvm'], 'kernel.linux', 'cannot-stand-here'],
  ],
  'type 1 stands on machines on its list, or in a VM that is nested': [
    ...['esxi', 'xen', 'hyper-v'].map((name) => [[SERVER], `hypervisor.${name}`, 'ok'] as const),
    [[OLD], 'hypervisor.xen', 'no-virtualization it, unsupported-hardware it'.replaceAll(' it', '')],
    [['machine.laptop'], 'hypervisor.esxi', 'unsupported-hardware'],
    [LINUX, 'hypervisor.xen', 'cannot-stand-here'],
    [[SERVER, 'hypervisor.xen', VM], 'hypervisor.xen', 'no-virtualization'],
    [[SERVER, 'hypervisor.xen', { part: 'vm', nested: true, ramMiB: 4096 }], 'hypervisor.xen', 'ok'],
    [[SERVER, 'hypervisor.xen', { part: 'vm', nested: true, ramMiB: 8192, diskMiB: 81_920 }], 'hypervisor.esxi', 'ok'],
    [[ARM, 'hypervisor.xen', { part: 'vm', nested: true, ramMiB: 4096 }], 'hypervisor.xen', 'ok'],
    [[ARM, 'hypervisor.xen', { part: 'vm', nested: true, ramMiB: 8192, diskMiB: 81_920 }], 'hypervisor.esxi', 'unsupported-hardware'],
    [[ARM, 'hypervisor.xen', { part: 'vm', nested: true, ramMiB: 8192, diskMiB: 81_920 }], 'hypervisor.hyper-v', 'unsupported-hardware'],
  ],
  'KVM and Firecracker stand on a Linux kernel whose hardware has the extensions': [
    ...['kvm', 'firecracker'].flatMap((name) => [
      [LINUX, `hypervisor.${name}`, 'ok'] as const,
      [[X86, 'kernel.windows'], `hypervisor.${name}`, 'os-mismatch'] as const,
      [[OLD, 'kernel.linux'], `hypervisor.${name}`, 'no-virtualization'] as const,
      [[OLD, 'kernel.windows'], `hypervisor.${name}`, 'os-mismatch, no-virtualization'] as const,
      [[OLD], `hypervisor.${name}`, 'cannot-stand-here'] as const,
      [[SERVER], `hypervisor.${name}`, 'cannot-stand-here'] as const,
      [[...GUEST, 'kernel.linux'], `hypervisor.${name}`, 'no-virtualization'] as const,
    ]),
  ],
  'type 2 stands on a Linux, Windows or macOS kernel, with extensions or without': [
    ...['virtualbox', 'vmware-workstation'].flatMap((name) => [
      ...['linux', 'windows', 'macos'].map((os) => [[X86, `kernel.${os}`], `hypervisor.${name}`, 'ok'] as const),
      [[OLD, 'kernel.linux'], `hypervisor.${name}`, 'ok'] as const,
      [[X86, 'kernel.minix'], `hypervisor.${name}`, 'os-mismatch'] as const,
      [[SERVER], `hypervisor.${name}`, 'cannot-stand-here'] as const,
      [[...LINUX, 'engine.docker'], `hypervisor.${name}`, 'cannot-stand-here'] as const,
    ]),
  ],
  'the emulator stands on any kernel': [
    ...['linux', 'windows', 'macos', 'minix'].map((os) => [[X86, `kernel.${os}`], 'hypervisor.qemu', 'ok'] as const),
    [[SERVER], 'hypervisor.qemu', 'cannot-stand-here'],
  ],
  "a VM stands on a hypervisor and has its hardware's instruction set, but on an emulator the one set": [
    [[...LINUX, 'hypervisor.kvm'], 'vm', 'ok'],
    [LINUX, 'vm', 'cannot-stand-here'],
    [[SERVER], 'vm', 'cannot-stand-here'],
    [[...LINUX, 'hypervisor.kvm'], { part: 'vm', isa: 'x86-64' }, 'ok'],
    [[...LINUX, 'hypervisor.kvm'], { part: 'vm', isa: 'arm64' }, 'isa-mismatch'],
    [[...LINUX, 'hypervisor.qemu'], { part: 'vm', isa: 'arm64' }, 'ok'],
    [[...LINUX, 'hypervisor.qemu', { part: 'vm', isa: 'arm64' }], 'kernel.minix', 'isa-mismatch'],
  ],
  'LXC, gVisor and Kata stand on a Linux kernel': [
    [[OLD, 'kernel.windows'], 'engine.kata', 'os-mismatch, no-virtualization'],
    [[OLD, 'kernel.windows'], 'engine.lxc', 'os-mismatch'],
    ...['lxc', 'gvisor', 'kata'].flatMap((name) => [
      [LINUX, `engine.${name}`, 'ok'] as const,
      [[X86, 'kernel.windows'], `engine.${name}`, 'os-mismatch'] as const,
      [[SERVER], `engine.${name}`, 'cannot-stand-here'] as const,
    ]),
  ],
  'Docker stands on a Linux or Windows kernel': [
    [LINUX, 'engine.docker', 'ok'],
    [[X86, 'kernel.windows'], 'engine.docker', 'ok'],
    [[X86, 'kernel.macos'], 'engine.docker', 'os-mismatch'],
    [[...LINUX, 'runtime.jvm'], 'engine.docker', 'cannot-stand-here'],
  ],
  'Docker Desktop stands on a Windows or macOS kernel': [
    [[X86, 'kernel.windows'], 'engine.docker-desktop', 'ok'],
    [[X86, 'kernel.macos'], 'engine.docker-desktop', 'ok'],
    [LINUX, 'engine.docker-desktop', 'os-mismatch'],
    [[OLD, 'kernel.windows'], 'engine.docker-desktop', 'no-virtualization'],
    [[SERVER], 'engine.docker-desktop', 'cannot-stand-here'],
  ],
  'runtimes stand on a Linux, Windows or macOS kernel, or on an engine': [
    ...['jvm', 'node', 'python', 'ruby'].flatMap((name) => [
      ...['linux', 'windows', 'macos'].map((os) => [[X86, `kernel.${os}`], `runtime.${name}`, 'ok'] as const),
      [[...LINUX, 'engine.docker'], `runtime.${name}`, 'ok'] as const,
      [[X86, 'kernel.minix'], `runtime.${name}`, 'os-mismatch'] as const,
      [[SERVER], `runtime.${name}`, 'cannot-stand-here'] as const,
    ]),
  ],
};

describe.each(Object.entries(ROWS))('%s', (_row, cases) => {
  test.each(
    cases.map(([below, part, expected]) => ({ below, part, expected, name: `${JSON.stringify(part)} on ${JSON.stringify(below)}` })),
  )('$name: $expected', ({ below, part, expected }) => {
    expect(verdict(below, part)).toBe(expected);
  });
});

describe('a workload stands where one of its forms fits', () => {
  const FORMS: readonly (readonly [form: object, below: readonly Layer[], expected: string])[] = [
    [{ form: 'native', os: 'linux' }, LINUX, 'ok'],
    [{ form: 'native', os: 'windows' }, LINUX, 'os-mismatch'],
    [{ form: 'native', os: 'linux', isa: ['arm64'] }, LINUX, 'isa-mismatch'],
    [{ form: 'native', os: 'linux' }, [...LINUX, 'engine.docker'], 'cannot-stand-here'],
    [{ form: 'image', os: 'linux' }, [...LINUX, 'engine.docker'], 'ok'],
    [{ form: 'image', os: 'linux' }, [X86, 'kernel.windows', 'engine.docker'], 'os-mismatch'],
    [{ form: 'image', os: 'windows' }, [X86, 'kernel.windows', 'engine.docker'], 'ok'],
    [{ form: 'image', os: 'linux' }, [X86, 'kernel.windows', 'engine.docker-desktop'], 'ok'],
    [{ form: 'image', os: 'windows' }, [X86, 'kernel.windows', 'engine.docker-desktop'], 'os-mismatch'],
    [{ form: 'image', os: 'linux', isa: ['x86-64'] }, [ARM, 'kernel.linux', 'engine.docker'], 'isa-mismatch'],
    [{ form: 'image', os: 'linux' }, LINUX, 'cannot-stand-here'],
    [{ form: 'bytecode', runtime: 'jvm' }, [...LINUX, 'runtime.jvm'], 'ok'],
    [{ form: 'bytecode', runtime: 'jvm' }, [...LINUX, 'engine.docker', 'runtime.jvm'], 'ok'],
    [{ form: 'bytecode', runtime: 'jvm' }, [...LINUX, 'runtime.node'], 'cannot-stand-here'],
    [{ form: 'bytecode', runtime: 'jvm' }, LINUX, 'cannot-stand-here'],
    [{ form: 'bare' }, [SERVER], 'ok'],
    [{ form: 'bare', isa: ['arm64'] }, [SERVER], 'isa-mismatch'],
    [{ form: 'bare' }, GUEST, 'ok'],
    [{ form: 'bare' }, LINUX, 'cannot-stand-here'],
    [{ form: 'bare' }, [...LINUX, 'hypervisor.kvm'], 'cannot-stand-here'],
  ];
  test.each(
    FORMS.map(([form, below, expected]) => ({ form, below, expected, name: `${JSON.stringify(form)} on ${JSON.stringify(below)}` })),
  )('$name: $expected', ({ form, below, expected }) => {
    const found = wrong(stack(...below, 'it'), [work('it', { forms: [form] })]).filter((text) => !text.startsWith('carries-nothing'));
    expect(found).toEqual(expected === 'ok' ? [] : [`${expected} it`]);
  });
});

test('a machine that waits for another is switched on when that is ready', () => {
  const nodes = (after: object): object[] => [
    { id: 'first', part: 'machine.desktop' },
    { id: 'kernel', part: 'kernel.linux', on: 'first' },
    { id: 'second', part: 'machine.desktop', ...after },
    { id: 'other', part: 'kernel.linux', on: 'second' },
    ...['kernel', 'other'].map((on) => ({ id: `web-${on}`, workload: 'web', on })),
  ];
  const given = nodes({ after: ['kernel'] }).slice(0, 4);
  const build = buildOf(nodes({ after: ['kernel'] }));
  const { report } = run(build, levelFor(build, [work('web')], { given }));
  expect(nodeReport(report, 'second').startMs).toBe(nodeReport(report, 'kernel').readyMs);
  expect(faults(buildOf(nodes({ after: ['web-other'] })))).toEqual(['bad-order second']);
});
