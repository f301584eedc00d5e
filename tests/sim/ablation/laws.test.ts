import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ablate, ABLATIONS, UNRULED } from '../../../src/sim/ablation/index.ts';
import {
  CATALOG,
  checkBuild,
  checkLevel,
  parseLevel,
  parseSolution,
  resolve,
  runBuild,
  type ViolationCode,
} from '../../../src/sim/index.ts';
import { parsedCase } from '../../support/compare.ts';
import { flawsOf } from '../../support/flaws.ts';
import { randomCase } from '../../support/random.ts';
import { catalogOf } from '../../support/small-catalog.ts';
import { levelJson, must, work } from '../../support/stack.ts';

/** What holds for every ablation. */

const FOLDER = fileURLToPath(new URL('../../../assets/levels/', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'));
const CAMPAIGN = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.level.json'))
  .map((name) => ({
    level: must(parseLevel(read(name))),
    build: must(parseSolution(read(name.replace('.level.', '.solution.')))).build,
  }));

const STATEMENTS = ABLATIONS.map(({ statement }) => statement);

/** What is taken away by switching these off: abilities, or room on a disk. With all others whatever was legal still is. */
const TAKEN: Readonly<Record<string, readonly ViolationCode[]>> = {
  C17: ['slot-taken'],
  C23: ['isa-mismatch'],
  C26: ['disk-exceeded'],
  C27: ['library-conflict', 'port-conflict'],
  C34: ['cannot-stand-here'],
  C35: ['disk-exceeded'],
  C38: ['os-mismatch', 'isa-mismatch'],
};

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

test('each of the forty statements has an ablation or another check', () => {
  const all = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);
  expect([...STATEMENTS, ...Object.keys(UNRULED)].sort()).toEqual(all);
  for (const statement of Object.keys(UNRULED)) expect(ablate(statement, CAMPAIGN[0]!.level, CATALOG)).toBeNull();
  expect(ablate('C41', CAMPAIGN[0]!.level, CATALOG)).toBeNull();
});

test('no two are called the same', () => {
  expect(new Set(ABLATIONS.map(({ off }) => off)).size).toBe(ABLATIONS.length);
});

describe.each(STATEMENTS)('%s', (statement) => {
  test('what it is given stays as it was, and the same question gets the very same answer', () => {
    const level = frozen(must(parseLevel(levelJson([work('web', { libraries: { libssl: '3' }, port: 443 })]))));
    for (const catalog of [CATALOG, catalogOf(1)]) {
      frozen(catalog.parts);
      const { catalog: other, level: changed } = ablate(statement, level, catalog)!;
      const again = ablate(statement, level, catalog)!;
      expect(again.catalog).toBe(other);
      expect(again.level).toBe(changed);
      // One of the two is what differs.
      expect(other !== catalog || changed !== level).toBe(true);
    }
  });

  test('its catalogue has figures that can be and no part twice, whatever it is made of', () => {
    for (const catalog of [CATALOG, catalogOf(2)]) {
      const { parts, specs } = ablate(statement, CAMPAIGN[0]!.level, catalog)!.catalog;
      expect(flawsOf(parts)).toEqual([]);
      expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
      for (const { id } of catalog.parts) expect(specs.has(id)).toBe(true);
      for (const spec of specs.values())
        if (spec.kind === 'engine' && spec.hidden !== undefined) expect(specs.has(spec.hidden.kernel)).toBe(true);
    }
  });

  test('every level of the campaign can still be played, and its reference solution stands', () => {
    for (const { level, build } of CAMPAIGN) {
      const off = ablate(statement, level, CATALOG)!;
      expect(checkLevel(off.level, off.catalog)).toBeNull();
      const stack = resolve(build, off.level, off.catalog);
      expect([stack.flawed, stack.strangers]).toEqual([[], []]);
      const codes = checkBuild(build, off.level, off.catalog).map(({ code }) => code);
      expect(codes.filter((code) => !(TAKEN[statement] ?? []).includes(code))).toEqual([]);
      expect(must(runBuild(build, off.level, off)).stack.size).toBe(build.nodes.length);
    }
  });

  test('random legal builds stay legal, unless it takes something away, and run to their end', () => {
    let legal = 0;
    for (let seed = 1; seed < 120; seed += 1) {
      const random = randomCase(seed, 20);
      if (!random.isLegal) continue;
      const { build, level, catalog } = parsedCase(random);
      const off = ablate(statement, level, catalog)!;
      const run = must(runBuild(build, off.level, off));
      const codes = run.violations.map(({ code }) => code).filter((code) => !(TAKEN[statement] ?? []).includes(code));
      expect(codes, `seed ${seed}`).toEqual([]);
      if (run.violations.length === 0) legal += 1;
    }
    expect(legal).toBeGreaterThan(10);
  });
});
