import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS, metricValue } from '../../src/lang/index.ts';
import { METRIC_OF, type Metrics } from '../../src/sim/index.ts';
import { parsed, stackwright } from '../cli/stackwright.ts';
import { levelCalled, LEVELS } from '../game/levels.ts';
import { inTurn } from '../support/today.ts';
import { openStand, ROOT, visit, type Stand } from './browser.ts';

/** The page has no rule of its own: what it shows of a solution is what the command line prints. */

const FOLDER = join(ROOT, 'assets/levels');
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.solution.json'))
  .sort();

let stand: Stand;
let page: Page;
let leave: () => Promise<void>;

beforeAll(async () => {
  stand = await openStand();
  ({ page, leave } = await visit(stand));
});
afterAll(async () => {
  await leave();
  await stand.close();
});

interface Printed {
  readonly passed: boolean;
  readonly metrics: Metrics;
  readonly goals: readonly unknown[];
}

async function shown(): Promise<Record<string, string>> {
  const lines = await page
    .locator('.score-line')
    .evaluateAll((all) => all.map((line) => [line.querySelector('dt')!.textContent, line.querySelector('dd')!.textContent]));
  return Object.fromEntries(lines) as Record<string, string>;
}

test('there is one for every level', () => {
  expect(FILES).toHaveLength(LEVELS.length);
});

// All of them take longer than one run has: each day others.
test.each(inTurn(FILES, 6))('%s', async (name) => {
  const file = join(FOLDER, name);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
  const { level: id } = JSON.parse(readFileSync(file, 'utf8')) as { level: string };
  const printed = parsed(await stackwright(['run', file, '--level', id, '--json'])) as Printed;
  await page.keyboard.press('Control+Enter');
  await page.locator('.transport:not([hidden])').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.banner .verdict').waitFor();
  const { score } = levelCalled(id).level;
  const expected = score.map((key) => METRIC_OF[key]).map((key) => [METRICS[key].name, metricValue(key, printed.metrics[key])]);
  expect(await shown()).toEqual(Object.fromEntries(expected));
  expect(printed.passed).toBe(true);
  expect(await page.locator('.banner .verdict').textContent()).toMatch(/All goals met|Everything/);
});
