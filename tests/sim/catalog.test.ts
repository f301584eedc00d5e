import { describe, expect, test } from 'vitest';
import { CATALOG, parseLevel, runBuild, SOURCES, type Figure, type Part } from '../../src/sim/index.ts';
import { figuresOf, flawsOf } from '../support/flaws.ts';

const byId = (id: string): Part => CATALOG.parts.find((part) => part.id === id)!;
const ofKind = <K extends Part['kind']>(kind: K): Extract<Part, { kind: K }>[] =>
  CATALOG.parts.filter((part): part is Extract<Part, { kind: K }> => part.kind === kind);

test('every figure has a source that is known and a value that can be', () => {
  expect(flawsOf(CATALOG.parts)).toEqual([]);
});

test.each([
  ['a source that is not known', { value: 5, source: 'hearsay' }],
  ['no source', { value: 5 }],
  ['a fraction', { value: 5.5, source: 'illustrative' }],
  ['a negative value', { value: -1, source: 'illustrative' }],
  ['a value that is none', { value: NaN, source: 'illustrative' }],
  ['an infinite value', { value: Infinity, source: 'illustrative' }],
  ['a neutral value that has an effect', { value: 1100, source: 'neutral' }],
])('%s would be seen', (_, figure) => {
  const docker = byId('engine.docker');
  const changed = { ...docker, figures: { ...docker.figures, containerCpuMs: figure } } as unknown as Part;
  expect(flawsOf([changed])).toHaveLength(1);
});

test('a figure that says where it was measured says how it follows, unless its name says all', () => {
  const bare = CATALOG.parts.flatMap(figuresOf).filter(([, { source, note }]) => SOURCES[source].status !== 'none' && note === undefined);
  // What systemd-analyze prints as "loader" is the loader's figure.
  expect(bare.map(([place]) => place)).toEqual(['machine.desktop/loaderMs', 'machine.laptop/loaderMs']);
});

test('no part has a name of its own twice', () => {
  expect(new Set(CATALOG.parts.map((part) => part.id)).size).toBe(CATALOG.parts.length);
});

describe('what the contract fixes', () => {
  test.each([
    ['machine.desktop', 'x86-64', true, 'uefi', 'ssd', 8, 16, 512],
    ['machine.old-pc', 'x86-64', false, 'bios', 'hdd', 2, 4, 250],
    ['machine.server', 'x86-64', true, 'uefi', 'nvme', 32, 128, 2048],
    ['machine.arm-server', 'arm64', true, 'uefi', 'nvme', 32, 64, 1024],
    ['machine.tablet', 'arm64', false, 'uefi', 'flash', 8, 8, 256],
  ] as const)('%s', (id, isa, virtualization, firmware, storage, threads, ramGiB, diskGiB) => {
    const machine = ofKind('machine').find((part) => part.id === id)!;
    expect(machine).toMatchObject({ isa, virtualization, firmware, storage });
    const { figures } = machine;
    expect([figures.threads.value, figures.ramMiB.value, figures.diskMiB.value]).toEqual([threads, ramGiB * 1024, diskGiB * 1024]);
    expect([figures.threads, figures.ramMiB, figures.diskMiB].map((figure) => figure.source)).toEqual(['contract', 'contract', 'contract']);
  });

  test('the kernels, with their families, instruction sets and designs', () => {
    expect(ofKind('kernel').map(({ id, os, isas, design }) => [id, os, isas.join(' '), design])).toEqual([
      ['kernel.linux', 'linux', 'x86-64 arm64', 'monolithic'],
      ['kernel.linux-slim', 'linux', 'x86-64 arm64', 'monolithic'],
      ['kernel.windows', 'windows', 'x86-64 arm64', 'monolithic'],
      ['kernel.macos', 'macos', 'x86-64 arm64', 'monolithic'],
      ['kernel.minix', 'minix', 'x86-64', 'micro'],
      ['kernel.unikernel', 'unikernel', 'x86-64 arm64', 'unikernel'],
    ]);
  });

  test('C24: which hypervisor is of which type, and the modern ones', () => {
    const ofType = (type: string): string[] =>
      ofKind('hypervisor').flatMap((part) => (part.type === type ? [part.id.replace('hypervisor.', '')] : []));
    expect(ofType('type1')).toEqual(['esxi', 'xen', 'hyper-v']);
    expect(ofType('module')).toEqual(['kvm', 'firecracker', 'cloud-hypervisor']);
    expect(ofType('type2')).toEqual(['virtualbox', 'vmware-workstation']);
    expect(ofType('emulator')).toEqual(['qemu']);
    for (const part of ofKind('hypervisor')) if (part.type === 'type1') expect(part.hardware).toContain('machine.server');
  });

  test('the engines with their sandboxes, and the runtimes', () => {
    expect(ofKind('engine').map(({ id, sandbox }) => [id.replace('engine.', ''), sandbox])).toEqual([
      ['lxc', 'none'],
      ['docker', 'none'],
      ['docker-desktop', 'none'],
      ['gvisor', 'sentry'],
      ['kata', 'microvm'],
    ]);
    expect(ofKind('runtime').map((part) => part.runtime)).toEqual(['jvm', 'node', 'python', 'ruby']);
  });

  test('machines of every make', () => {
    const machines = ofKind('machine');
    expect(machines.length).toBeGreaterThanOrEqual(8);
    const makes = (of: (machine: (typeof machines)[number]) => unknown): unknown[] => [...new Set(machines.map(of))].sort();
    expect(makes((machine) => machine.firmware)).toEqual(['bios', 'uefi']);
    expect(makes((machine) => machine.storage)).toEqual(['flash', 'hdd', 'nvme', 'ssd']);
    expect(makes((machine) => `${machine.isa} ${machine.virtualization}`)).toEqual([
      'arm64 false',
      'arm64 true',
      'x86-64 false',
      'x86-64 true',
    ]);
  });
});

const TAXES = ['cpuTax', 'diskOpTax', 'diskByteTax', 'netOpTax', 'netByteTax'] as const;

test.each(TAXES)('bare ≤ container ≤ type 1 < type 2 < emulated: %s', (tax) => {
  const taxesOf = (ids: readonly string[]): number[] =>
    ids.map((id) => (byId(id).figures as unknown as Record<typeof tax, Figure>)[tax].value);
  const containers = taxesOf(['engine.lxc', 'engine.docker']);
  const type1 = taxesOf(['hypervisor.esxi', 'hypervisor.xen', 'hypervisor.hyper-v', 'hypervisor.kvm']);
  const type2 = taxesOf(['hypervisor.virtualbox', 'hypervisor.vmware-workstation']);
  const [emulated] = taxesOf(['hypervisor.qemu']);
  expect(Math.min(...containers)).toBeGreaterThanOrEqual(1000);
  expect(Math.min(...type1)).toBeGreaterThanOrEqual(Math.max(...containers));
  expect(Math.min(...type2)).toBeGreaterThan(Math.max(...type1));
  expect(emulated).toBeGreaterThan(Math.max(...type2));
});

/** How long each phase of a boot took, ms, and whose it was. */
function bootOf(machine: string): { before: number; kernel: number; services: number } {
  const level = parseLevel({
    format: 'stackwright/level@1',
    id: 'boot',
    tray: [{ part: 'kernel.linux' }],
    given: [{ id: 'pc', part: machine }],
    workloads: [{ id: 'w', forms: [{ form: 'native', os: 'linux' }] }],
  });
  if (!level.ok) throw new Error(level.error.expected);
  const nodes = [
    { id: 'pc', part: machine },
    { id: 'k', part: 'kernel.linux', on: 'pc' },
    { id: 'w', workload: 'w', on: 'k' },
  ];
  const run = runBuild({ nodes }, level.value, { record: true });
  if (!run.ok || run.value.world === null) throw new Error('the build does not run');
  const { phases } = run.value.world.recording!;
  const sum = (wanted: readonly string[]): number =>
    phases.reduce((total, span) => (wanted.includes(span.phase) ? total + (span.endUs - span.startUs) / 1000 : total), 0);
  return { before: sum(['firmware', 'loader']), kernel: sum(['read', 'initialise']), services: sum(['services']) };
}

describe('C04: the kernel and what it starts are the largest part of boot on a BIOS-era machine', () => {
  test.each(['machine.old-pc', 'machine.netbook'])('%s', (machine) => {
    const { before, kernel, services } = bootOf(machine);
    expect(kernel + services).toBeGreaterThan(before);
    // Of the two it is user space that takes more.
    expect(services).toBeGreaterThan(kernel);
  });

  test('on a UEFI desktop the firmware takes about as long', () => {
    const { before, kernel, services } = bootOf('machine.desktop');
    expect(before / (kernel + services)).toBeGreaterThan(0.75);
    expect(before / (kernel + services)).toBeLessThan(1.5);
  });
});
