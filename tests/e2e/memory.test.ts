import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldBy, restarts } from '../../bench/heap.ts';
import { openStand, visit, type Stand } from './browser.ts';

/** Who plays for an hour does not fill the memory of the computer. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

/** Half of what thirty runs of the smallest level take. */
const MOST_BYTES = 80_000;

describe('playing on and on', () => {
  test('leaves nothing behind: neither runs nor builds nor rooms', async () => {
    const { page, leave } = await visit(stand);
    const cdp = await page.context().newCDPSession(page);
    const play = await restarts(page);
    const look = async (): Promise<void> => {
      await page.evaluate(() => (location.hash = '#codex'));
      await page.locator('.room-codex').waitFor();
      await page.goBack();
      await page.locator('.room').waitFor({ state: 'detached' });
    };
    const times = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        await play();
        if (i % 5 === 0) await look();
      }
    };
    await times(15);
    const before = await heldBy(cdp);
    await times(30);
    const after = await heldBy(cdp);
    expect(after.own - before.own).toBeLessThan(MOST_BYTES);
    await leave();
  });
});
