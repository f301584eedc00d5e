import type { Page } from 'playwright-core';

/** All that is kept, by key. */
export function kept(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const opening = indexedDB.open('stackwright');
        opening.onerror = () => reject(new Error('no storage'));
        opening.onsuccess = () => {
          const all: Record<string, unknown> = {};
          const walk = opening.result.transaction('game').objectStore('game').openCursor();
          walk.onsuccess = () => {
            const cursor = walk.result;
            if (cursor === null) {
              opening.result.close();
              resolve(all);
              return;
            }
            all[String(cursor.key)] = cursor.value;
            cursor.continue();
          };
        };
      }),
  );
}
