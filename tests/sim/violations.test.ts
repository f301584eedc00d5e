import { describe, expect, test } from 'vitest';
import { VIOLATION_CODES, checkBuild, parseBuild, parseLevel, type Build, type Violation } from '../../src/sim/index.ts';
import { buildOf, faults, levelFor, levelJson, must, stack, stacks, work } from '../support/stack.ts';

/** Every violation, provoked by a build in which nothing else is wrong, and only that one reported. */

const PC = { id: 'pc', part: 'machine.desktop' };
const HOST = { id: 'host', part: 'kernel.linux', on: 'pc' };
const KVM = { id: 'kvm', part: 'hypervisor.kvm', on: 'host' };
const WEB = work('web');

interface Case {
  readonly code: string;
  readonly why: string;
  readonly build: Build;
  /** Without one the build is checked by itself. */
  readonly level?: Record<string, unknown>;
  readonly expected: Partial<Violation>;
}

/** Checked by itself, without a level. */
const bare = (code: string, why: string, build: Build, expected: Partial<Violation>): Case => ({ code, why, build, expected });
/** Checked in a level of one web server. */
const inLevel = (code: string, why: string, build: Build, members: object, expected: Partial<Violation>, web: object = WEB): Case => ({
  code,
  why,
  build,
  level: levelJson([web], members),
  expected,
});

const PLAIN = stack({ ...PC }, 'kernel.linux', 'web');
const TWO = [
  work('one', { port: 80, libraries: { libc: '1' } }),
  work('two', { port: 80, libraries: { libc: '1' } }),
  work('three', { libraries: { libc: '2' } }),
];

const CASES: readonly Case[] = [
  bare('unknown-part', 'no such part', buildOf([PC, { id: 'x', part: 'kernel.templeos', on: 'pc' }]), {
    node: 'x',
    part: 'kernel.templeos',
  }),
  bare('unknown-part', 'that stands on nothing', buildOf([PC, { id: 'x', part: 'machine.abacus' }]), { node: 'x', part: 'machine.abacus' }),
  bare(
    'unknown-part',
    'a machine that does not exist, and no word of what stands soundly on it',
    stack({ part: 'machine.dekstop', id: 'pc' }, 'kernel.linux', 'hypervisor.virtualbox', 'vm', 'kernel.linux-slim', 'engine.docker'),
    { node: 'pc' },
  ),
  bare('missing-parent', 'a machine on nothing that there is', buildOf([{ ...PC, on: 'zz' }]), { node: 'pc', on: 'zz' }),
  bare('unknown-part', 'a name that every object has', buildOf([PC, { id: 'x', part: 'constructor', on: 'pc' }]), {
    node: 'x',
    part: 'constructor',
  }),
  inLevel('unknown-workload', 'not in this level', stack(PC, 'kernel.linux', ['web', 'db']), {}, { node: 'db', workload: 'db' }),
  bare('duplicate-id', 'the later one', buildOf([PC, HOST, { ...HOST, part: 'kernel.windows' }]), { node: 'host' }),
  ...['vm', 'kernel'].map((hidden) =>
    bare(
      'duplicate-id',
      `the id of a ${hidden} that an engine hides`,
      buildOf([
        PC,
        { id: 'win', part: 'kernel.windows', on: 'pc' },
        { id: 'dd', part: 'engine.docker-desktop', on: 'win' },
        { id: `dd/${hidden}`, part: 'machine.server' },
      ]),
      { node: `dd/${hidden}` },
    ),
  ),
  bare('missing-parent', 'stands on nothing', buildOf([PC, { id: 'k', part: 'kernel.linux' }]), { node: 'k' }),
  bare('missing-parent', 'stands on what is not there', buildOf([PC, { ...HOST, on: 'gone' }]), { node: 'host', on: 'gone' }),
  bare('cycle', 'stands on itself', buildOf([PC, { ...HOST, on: 'host' }]), { node: 'host', on: 'host' }),
  bare('cannot-stand-here', 'a kernel on a kernel', buildOf([PC, HOST, { id: 'k', part: 'kernel.linux', on: 'host' }]), {
    node: 'k',
    on: 'host',
  }),
  bare('cannot-stand-here', 'a machine on a machine', buildOf([PC, { ...PC, id: 'pc2', on: 'pc' }]), { node: 'pc2', on: 'pc' }),
  bare('isa-mismatch', 'a kernel that is not made for this processor', stack('machine.tablet', 'kernel.minix'), {
    node: 'minix',
    expected: ['x86-64'],
    got: 'arm64',
  }),
  bare('isa-mismatch', 'a VM of another', stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', isa: 'arm64' }), {
    node: 'vm',
    on: 'kvm',
    expected: ['arm64'],
    got: 'x86-64',
  }),
  bare('os-mismatch', 'an engine on another system', stack(PC, 'kernel.macos', 'engine.lxc'), {
    node: 'lxc',
    expected: ['linux'],
    got: 'macos',
  }),
  bare('slot-taken', 'two kernels on one machine', buildOf([PC, HOST, { id: 'other', part: 'kernel.minix', on: 'pc' }]), { on: 'pc' }),
  bare('no-virtualization', 'no extensions', stack('machine.old-pc', 'kernel.linux', 'hypervisor.kvm'), { node: 'kvm' }),
  bare(
    'no-virtualization',
    'a VM that is not nested',
    stack(PC, 'kernel.linux', 'hypervisor.kvm', 'vm', { part: 'kernel.linux', id: 'guest' }, { part: 'hypervisor.kvm', id: 'inner' }),
    { node: 'inner', other: 'vm' },
  ),
  bare('unsupported-hardware', 'not on the list', stack('machine.laptop', 'hypervisor.esxi'), { node: 'esxi', got: 'machine.laptop' }),
  bare(
    'ram-exceeded',
    'VMs larger than the machine',
    stack(PC, 'kernel.linux', 'hypervisor.kvm', [
      { part: 'vm', ramMiB: 10_000 },
      { part: 'vm', ramMiB: 10_000 },
    ]),
    { node: 'pc', expected: 16_384 },
  ),
  bare(
    'vm-too-small',
    'less than the kernel boots in',
    stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', ramMiB: 511, diskMiB: 20_480 }, 'kernel.windows'),
    { node: 'vm', other: 'windows', expected: 512, got: 511 },
  ),
  bare('disk-exceeded', 'images larger than the disk', stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', diskMiB: 600_000 }), {
    node: 'pc',
    expected: 524_288,
  }),
  bare('cpu-exceeded', 'more virtual processors than threads', stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 9 }), {
    node: 'vm',
    other: 'pc',
    expected: 8,
    got: 9,
  }),
  bare('bad-setting', 'out of range', stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 0 }), {
    node: 'vm',
    setting: 'cpus',
    got: 0,
  }),
  bare('bad-setting', 'negative', stack({ ...PC, delayMs: -1 }), { node: 'pc', setting: 'delayMs', got: -1 }),
  bare('bad-setting', 'not whole', stack({ ...PC, delayMs: 0.5 }), { node: 'pc', setting: 'delayMs', got: 0.5 }),
  bare('bad-setting', 'means nothing here', stack({ ...PC, ramMiB: 512 }), { node: 'pc', setting: 'ramMiB', got: 512 }),
  bare('bad-setting', 'no setting at all', stack({ ...PC, colour: 'red' }), { node: 'pc', setting: 'colour' }),
  bare('bad-setting', 'no such instruction set', stack(PC, 'kernel.linux', 'hypervisor.qemu', { part: 'vm', isa: 'z80' }), {
    node: 'vm',
    setting: 'isa',
    got: 'z80',
  }),
  bare('bad-setting', 'a hypervisor that cannot', stack(PC, 'kernel.linux', 'hypervisor.virtualbox', { part: 'vm', passthrough: true }), {
    node: 'vm',
    setting: 'passthrough',
  }),
  inLevel(
    'bad-setting',
    'not offered',
    stack(PC, 'kernel.linux', { workload: 'web', cpuLimit: 777 }),
    {},
    { node: 'web', setting: 'cpuLimit', got: 777 },
  ),
  inLevel(
    'bad-setting',
    'a delay that is not offered',
    stack(PC, 'kernel.linux', { workload: 'web', delayMs: 7 }),
    { order: true },
    { node: 'web', setting: 'delayMs', got: 7 },
  ),
  bare('bad-order', 'waits for nobody', buildOf([PC, { ...HOST, after: ['gone'] }]), { node: 'host', setting: 'after', got: 'gone' }),
  bare('bad-order', 'waits for itself', buildOf([PC, { ...HOST, after: ['host'] }]), { node: 'host', got: 'host' }),
  bare('bad-order', 'waits for what stands on it', buildOf([PC, { ...HOST, after: ['kvm'] }, KVM]), { node: 'host', got: 'kvm' }),
  inLevel('not-in-tray', 'not offered', PLAIN, { tray: [{ part: 'machine.desktop' }] }, { node: 'linux', part: 'kernel.linux' }),
  inLevel(
    'over-tray-limit',
    'one too many',
    stacks([PC, 'kernel.linux', 'web'], ['machine.desktop', 'kernel.linux', 'web']),
    { tray: [{ part: 'machine.desktop' }, { part: 'kernel.linux', max: 1 }] },
    { part: 'kernel.linux', expected: 1, got: 2 },
    work('web', { count: 2 }),
  ),
  inLevel(
    'carries-nothing',
    'no workload on it',
    stack(PC, 'kernel.linux', ['web', 'engine.lxc']),
    {},
    { node: 'lxc', part: 'engine.lxc' },
  ),
  inLevel('workload-not-placed', 'one missing', PLAIN, {}, { node: null, workload: 'web', expected: 2, got: 1 }, work('web', { count: 2 })),
  inLevel('workload-over-placed', 'one too many', stack(PC, 'kernel.linux', ['web', 'web']), {}, { workload: 'web', expected: 1, got: 2 }),
  inLevel('given-changed', 'a given node is gone', PLAIN, { given: [{ id: 'fast', part: 'machine.server' }] }, { node: 'fast' }),
  inLevel(
    'given-changed',
    'a given node is another part',
    buildOf([PC, { ...HOST, part: 'kernel.windows' }, { id: 'web', workload: 'web', on: 'host' }]),
    { given: [PC, HOST] },
    { node: 'host' },
  ),
  {
    code: 'port-conflict',
    why: 'two on one address',
    build: stack(PC, 'kernel.linux', ['one', 'two']),
    level: levelJson(TWO.slice(0, 2)),
    expected: { node: 'two', other: 'one', got: 80 },
  },
  {
    code: 'library-conflict',
    why: 'two versions of one library',
    build: stack(PC, 'kernel.linux', ['one', 'three']),
    level: levelJson([TWO[0]!, TWO[2]!]),
    expected: { setting: 'libc' },
  },
];

describe('each violation alone', () => {
  test.each(CASES)('$code: $why', ({ code, build, level, expected }) => {
    const found = checkBuild(build, level === undefined ? null : must(parseLevel(level)));
    const own = found.filter((violation) => violation.code === code);
    expect(own[0]).toMatchObject({ code, ...expected });
    expect(found.map((violation) => violation.code)).toEqual(own.map(() => code));
    expect(own).toHaveLength(1);
  });

  test('too-large: more nodes than are looked at', () => {
    const nodes = Array.from({ length: 100_001 }, (_, index) => ({ id: `n${index}`, part: 'machine.desktop' }));
    const build = must(parseBuild({ format: 'stackwright/build@1', nodes }));
    expect(checkBuild(build, null)).toEqual([{ code: 'too-large', node: null, expected: 100_000, got: 100_001 }]);
    expect(checkBuild({ nodes: build.nodes.slice(1) }, null).map(({ code }) => code)).not.toContain('too-large');
  });

  test('the table has every code', () => {
    const provoked = new Set([...CASES.map(({ code }) => code), 'too-large']);
    expect([...VIOLATION_CODES].filter((code) => !provoked.has(code))).toEqual([]);
  });
});

describe('several at once', () => {
  test('all are reported, each cause once', () => {
    const build = buildOf([
      PC,
      HOST,
      HOST,
      { id: 'ring1', part: 'kernel.linux', on: 'ring2' },
      { id: 'ring2', part: 'vm', on: 'ring1' },
      { id: 'adrift', part: 'engine.docker', on: 'ring1' },
      { id: 'orphan', part: 'engine.docker', on: 'nowhere' },
      { id: 'onOrphan', workload: 'web', on: 'orphan' },
      { id: 'strange', part: 'toaster', on: 'pc' },
    ]);
    expect(faults(build).sort()).toEqual([
      'cycle adrift',
      'cycle ring1',
      'cycle ring2',
      'duplicate-id host',
      'missing-parent orphan',
      'unknown-part strange',
    ]);
  });

  test('what has lost its footing is held to everything that can be said of it', () => {
    const WORKS = [work('web', { count: 4, cpuLimit: [500], volume: false })];
    const tray = [
      { part: 'vm', max: 1, ramMiB: [512], cpus: [1], diskMiB: [10_240] },
      { part: 'kernel.linux', max: 1 },
      { part: 'engine.lxc' },
    ];
    const level = must(parseLevel(levelJson(WORKS, { given: [PC], tray, order: false })));
    const nodes = [
      PC,
      { id: 'web1', workload: 'web', on: 'pc' },
      // An orphan, and what stands on it.
      { id: 'vm1', part: 'vm', on: 'gone', ramMiB: 512, cpus: 2, diskMiB: 10_240, colour: 'red', after: ['nobody'] },
      { id: 'host', part: 'kernel.linux', on: 'vm1' },
      { id: 'web2', workload: 'web', on: 'host', cpuLimit: 400 },
      { id: 'lxc', part: 'engine.lxc', on: 'host' },
      // A ring.
      { id: 'vm2', part: 'vm', on: 'kvm', ramMiB: -1 },
      { id: 'kvm', part: 'hypervisor.kvm', on: 'vm2' },
      // A second of the same id, which carries nothing because the first does.
      { id: 'web1', workload: 'web', on: 'pc', delayMs: 5 },
    ];
    const detail = checkBuild(buildOf(nodes), level).map(({ code, node, setting }) => [code, node, setting].filter(Boolean).join(' '));
    const expected = [
      'bad-order vm1 after',
      'bad-setting vm1 after',
      'bad-setting vm1 colour',
      'bad-setting vm1 cpus',
      'bad-setting vm2 ramMiB',
      'bad-setting web1 delayMs',
      'bad-setting web2 cpuLimit',
      'carries-nothing kvm',
      'carries-nothing lxc',
      'carries-nothing vm2',
      'cycle kvm',
      'cycle vm2',
      'duplicate-id web1',
      'missing-parent vm1',
      'not-in-tray kvm',
      'workload-not-placed',
    ];
    expect(detail.sort()).toEqual(expected);
  });

  test('libraries: the first instance of a workload with all its conflicts, later ones, which have the same, with one', () => {
    const works = [
      work('one', { libraries: { libc: '1', libssl: '1', zlib: '1' } }),
      work('two', { count: 3, libraries: { libc: '2', libssl: '2', zlib: '1' } }),
    ];
    const build = stack(PC, 'kernel.linux', ['one', 'two', 'two', 'two']);
    const found = checkBuild(build, must(parseLevel(levelJson(works))));
    const holder = build.nodes.find(({ workload }) => workload === 'one')!.id;
    const instances = new Set(build.nodes.flatMap(({ id, workload }) => (workload === 'two' ? [id] : [])));
    expect(found.map(({ code, other, setting }) => [code, other, setting].join(' ')).sort()).toEqual([
      `library-conflict ${holder} libc`,
      `library-conflict ${holder} libc`,
      `library-conflict ${holder} libc`,
      `library-conflict ${holder} libssl`,
    ]);
    expect(new Set(found.map(({ node }) => node))).toEqual(instances);
  });

  test('who is the later one does not depend on the order of the list', () => {
    const nodes = [PC, HOST, { id: 'b', part: 'kernel.minix', on: 'pc' }, { id: 'w', workload: 'web', on: 'b' }];
    const [there, back] = [buildOf(nodes), buildOf([...nodes].reverse())];
    expect(faults(there)).toEqual(faults(back));
    expect(faults(there)).toHaveLength(1);
  });

  test('what is given is not checked against the tray, and cannot be too much of it', () => {
    const level = levelJson([WEB], { given: [PC, { ...HOST, delayMs: 77 }], tray: [{ part: 'kernel.linux', max: 0 }] });
    const build = buildOf([PC, { ...HOST, delayMs: 77 }, { id: 'web', workload: 'web', on: 'host' }]);
    expect(faults(build, must(parseLevel(level)))).toEqual([]);
    const renamed = buildOf([
      { ...PC, id: 'a' },
      { ...HOST, id: 'b', on: 'a', delayMs: 77 },
      { id: 'web', workload: 'web', on: 'b' },
    ]);
    expect(faults(renamed, must(parseLevel(level)))).toEqual([]);
  });

  test('settings that say nothing are as good as left out, wherever they stand', () => {
    const nothing = { delayMs: 0, after: [], nested: false, passthrough: false, volume: false };
    const nodes = [
      { ...PC, ...nothing },
      { ...HOST, ...nothing },
      { id: 'box', part: 'hypervisor.virtualbox', on: 'host', ...nothing },
      { id: 'vm', part: 'vm', on: 'box', ...nothing },
      { id: 'guest', part: 'kernel.linux', on: 'vm', ...nothing },
      { id: 'docker', part: 'engine.docker', on: 'guest', ...nothing },
      { id: 'web', workload: 'web', on: 'docker', ...nothing },
    ];
    const tray = nodes.flatMap((node) => ('part' in node ? [{ part: node.part }] : []));
    const works = [{ id: 'web', forms: [{ form: 'image', os: 'linux' }] }];
    const level = must(parseLevel(levelJson(works, { given: [PC], tray, order: false })));
    expect(faults(buildOf(nodes), level)).toEqual([]);
    const limits = nodes.map((node) => ({ ...node, cpuLimit: 0 }));
    expect(faults(buildOf(limits), level).filter((fault) => fault.startsWith('bad-setting'))).toHaveLength(nodes.length);
  });

  test('sizes that a level lists are the only ones, the default included', () => {
    const tray = [{ part: 'kernel.linux' }, { part: 'hypervisor.kvm' }, { part: 'vm', ramMiB: [512], cpus: [2], diskMiB: [10_240] }];
    const members = { given: [PC], tray };
    const guest = (settings: object): Build =>
      stack(PC, 'kernel.linux', 'hypervisor.kvm', { part: 'vm', ...settings }, 'kernel.linux', 'web');
    const settings = (chosen: object): (string | undefined)[] =>
      checkBuild(guest(chosen), levelFor(guest(chosen), [WEB], members)).map((found) => `${found.code} ${found.setting}`);
    expect(settings({ ramMiB: 512, cpus: 2 })).toEqual([]);
    expect(settings({ cpus: 2 })).toEqual(['bad-setting ramMiB']);
    expect(settings({ ramMiB: 1024, cpus: 1, nested: true })).toEqual(['bad-setting ramMiB', 'bad-setting cpus', 'bad-setting nested']);
  });
});

test('what is wrong above a machine that does not exist is reported as far as it can be known', () => {
  const build = stack({ part: 'machine.dekstop', id: 'pc' }, 'kernel.windows', 'hypervisor.kvm', { part: 'vm', ramMiB: 64 }, [
    'kernel.windows',
    'kernel.linux',
  ]);
  const codes = new Set(checkBuild(build, null).map(({ code }) => code));
  expect([...codes].sort()).toEqual(['disk-exceeded', 'os-mismatch', 'ram-exceeded', 'slot-taken', 'unknown-part', 'vm-too-small']);
});

test('of what stands on an engine that cannot stand where it does only the engine is reported', () => {
  const build = stack('machine.desktop', 'engine.docker', 'web');
  const web = work('web', { forms: [{ form: 'image', os: 'linux' }] });
  expect(faults(build, levelFor(build, [web]))).toEqual(['cannot-stand-here docker']);
});
