import { describe, expect, test } from 'vitest';
import { counted, LANGUAGES, listed, logTime, mebibytes, milliseconds, thousandths, whole } from '../../src/lang/index.ts';
import { CATALOG, LOG_CODES, VIOLATION_CODES, type Violation } from '../../src/sim/index.ts';

const { en } = LANGUAGES;

test('every part of the catalogue has a name, a description and a place, and nothing else has', () => {
  expect(Object.keys(en.PARTS).sort()).toEqual(CATALOG.parts.map((part) => part.id).sort());
  expect(Object.keys(en.ABOUTS)).toEqual(Object.keys(en.PARTS));
  const names = Object.values(en.PARTS).map((part) => part.name);
  expect(new Set(names).size).toBe(names.length);
});

test('the forty concepts have words of their own', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);
  expect(Object.keys(en.CONCEPTS)).toEqual(numbers);
  expect(new Set(Object.values(en.CONCEPTS)).size).toBe(40);
  expect([en.conceptName('C23'), en.conceptName('constructor')]).toEqual(['emulation', 'constructor']);
});

describe('violations', () => {
  const name = (id: string): string => `"${id}"`;
  /** As bare as a violation can be, and as full. */
  const variants = (code: Violation['code']): Violation[] => [
    { code, node: null },
    { code, node: 'a', on: 'b', other: 'c', part: 'vm', workload: 'web', setting: 'ramMiB', expected: [512, 1024], got: 700 },
    { code, node: 'a', on: 'b', other: 'c', setting: 'cpus', expected: '1 to 4096', got: -1 },
    { code, node: 'a', on: 'b', setting: 'nested', expected: [false], got: true },
    { code, node: 'a', expected: 2, got: 1 },
  ];

  test.each(VIOLATION_CODES)('%s is a sentence, whatever it knows', (code) => {
    for (const violation of variants(code)) {
      const sentence = en.violation(violation, name, () => 'kernel.linux');
      expect(sentence).toMatch(/^\S.*\.$/);
      if (violation.got !== undefined) expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  test('a refusal says what would do instead, by what the node is', () => {
    const violation: Violation = { code: 'cannot-stand-here', node: 'web', on: 'vbox' };
    expect(en.violation(violation, name, () => 'vm')).toBe('"web" cannot stand on "vbox". A virtual machine stands on a hypervisor.');
    expect(en.violation(violation, name)).toContain('an image on an engine');
  });

  test('settings are named and valued in their units', () => {
    const violation: Violation = { code: 'bad-setting', node: 'vm', setting: 'ramMiB', expected: [512, 2048], got: 4096 };
    expect(en.violation(violation, name)).toBe('"vm": memory can be 512 MiB or 2,048 MiB here, not 4,096 MiB.');
    expect(en.violation({ code: 'bad-setting', node: 'vm', setting: 'colour', got: null }, name)).toBe(
      '"vm" has no setting called "colour"; remove it.',
    );
  });
});

describe('goals', () => {
  test('what is asked, and what came of it', () => {
    expect(en.goalAsked({ kind: 'ready', workload: 'web', withinMs: 8200 }, (id) => id)).toBe('web is ready at most 8.2 s after power-on');
    expect(en.goalActual({ kind: 'ready', actual: null })).toBe('never ready');
    expect(en.goalAsked({ kind: 'isolated', a: 'a', b: 'b', atLeast: 'vm' }, (id) => id)).toBe(
      'a and b are separated by a virtual machine or more',
    );
    expect(en.goalActual({ kind: 'isolated', actual: 'container' })).toBe('a container between them');
    expect(en.goalActual({ kind: 'throughput', actual: 995 })).toBe('99.5 %');
    expect(en.goalAsked({ kind: 'avoids', part: 'hypervisor' }, (id) => id)).toBe('no hypervisor is used');
    expect(en.goalActual({ kind: 'avoids', actual: 0 })).toBe('not used');
  });
});

describe('the boot log', () => {
  const data = {
    firmware: 'uefi',
    hardware: 'pc',
    part: 'machine.desktop',
    kib: 1024,
    threads: 2,
    diskMiB: 2048,
    isa: 'arm64',
    totalKiB: 1024,
    freeKiB: 512,
    hypervisor: 'hypervisor.kvm',
    virtualization: 1,
    driver: 'nvme',
    us: 1_234_567,
    node: 'web1',
    what: 'web',
  };
  const keepers = CATALOG.parts.filter((part) => part.kind === 'kernel' || part.kind === 'hypervisor').map((part) => part.id);

  test.each([...keepers, undefined])('every line can be said by %s', (part) => {
    const lines = LOG_CODES.map((code) => en.logLine({ code, data }, part));
    for (const line of lines) expect(line).toMatch(/^\S.*$/);
    for (const line of lines) expect(line).not.toMatch(/undefined|NaN|\[object/);
  });

  test('each family speaks in its own way', () => {
    const said = (part: string): string => en.logLine({ code: 'unit-ready', data }, part);
    expect(said('kernel.linux')).toBe('systemd[1]: Started web1 (web)');
    expect(said('kernel.windows')).toBe('Service Control Manager: web1 (web) entered the running state');
    expect(said('hypervisor.xen')).toBe('(XEN) web1 (web) powered on');
  });
});

describe('numbers', () => {
  test.each([
    [whole(0), '0'],
    [whole(999), '999'],
    [whole(1234567), '1,234,567'],
    [whole(-1000), '−1,000'],
    [whole(1234.5), '1,234.5'],
    [whole(1e21), '1e+21'],
    [mebibytes(512), '512 MiB'],
    [mebibytes(1024), '1,024 MiB'],
    [mebibytes(2560), '2,560 MiB'],
    [mebibytes(2561), '2,561 MiB'],
    [milliseconds(0), '0 s'],
    [milliseconds(350), '0.35 s'],
    [milliseconds(8200), '8.2 s'],
    [milliseconds(8204), '8.204 s'],
    [milliseconds(750_500), '12 min 30.5 s'],
    [milliseconds(7_200_000), '2 h'],
    [thousandths(873), '87.3 %'],
    [logTime(1_234_567), '1.234567'],
    [logTime(5), '0.000005'],
    [counted(1, 'node'), '1 node'],
    [counted(2000, 'node'), '2,000 nodes'],
    [listed([], 'or'), ''],
    [listed(['a', 'b', 'c'], 'or'), 'a, b or c'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
