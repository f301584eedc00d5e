import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../src/game/page/figures.ts';
import { CATALOG, PART_KINDS, resolve, type StackNode } from '../../src/sim/index.ts';
import { levelCalled } from './levels.ts';

/** What the page shows of parts can be compared, and is what is so where they stand. */

describe('figures', () => {
  test.each(PART_KINDS)('have the same rows for all parts of a kind: %s', (kind) => {
    const rows = CATALOG.parts.filter((part) => part.kind === kind).map(({ id }) => figuresOf(id, null).map(({ name }) => name));
    for (const names of rows) expect(names).toEqual(rows[0]);
  });

  test.each(['hypervisor.virtualbox', 'hypervisor.xen', 'kernel.linux', 'engine.docker'])('tell the taxes of %s', (part) => {
    const names = figuresOf(part, null).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Computing', 'Disk operations', 'Network operations']));
  });
});

describe('where a part stands', () => {
  const { level } = levelCalled('without-a-host');
  const nodes = [
    { id: 'm', part: 'machine.desktop' },
    { id: 'k', part: 'kernel.linux', on: 'm' },
    { id: 'h', part: 'hypervisor.virtualbox', on: 'k' },
    { id: 'v', part: 'vm', on: 'h', ramMiB: 256 },
  ];
  const { byId } = resolve({ nodes }, level, CATALOG);
  const textsOf = (node: StackNode): Record<string, string> =>
    Object.fromEntries(figuresOf(node.build.part!, node).map(({ name, text }) => [name, text]));

  test('a virtual machine has the sizes that are set, and none in the tray', () => {
    expect(textsOf(byId.get('v')!)).toEqual({ Memory: '256 MiB', 'Virtual processors': '1', Disk: '10,240 MiB' });
    expect(figuresOf('vm', null)).toEqual([]);
  });

  test("a kernel's parts add up to what it holds", () => {
    const { values } = CATALOG.specs.get('kernel.linux') as { values: Record<string, number> };
    const texts = textsOf(byId.get('k')!);
    const name = Object.keys(texts).find((key) => key.startsWith('Memory to manage'))!;
    expect(name).toBe('Memory to manage 16,384 MiB');
    const managed = 16 * values['manageKiBPerGiB']! + values['largeKiB']!;
    expect(Number.parseFloat(texts[name]!)).toBeCloseTo(managed / 1024, 1);
  });
});
