import type { CDPSession, Page } from 'playwright-core';

/** What a page holds, told by the browser's own picture of its heap. */

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
}

/** Sets the clock of the first level down where it runs; what it returns powers on, skips to the result and goes back to building. */
export async function restarts(page: Page): Promise<() => Promise<void>> {
  await page.locator('[data-hand="workload:clock"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  return async () => {
    await page.keyboard.press('p');
    await page.locator('.transport:not([hidden])').waitFor();
    await page.keyboard.press('p');
    await page.locator('.banner:not([hidden])').waitFor();
    await page.keyboard.press('b');
    await page.locator('.banner:not([hidden])').waitFor({ state: 'hidden' });
  };
}

/** Bytes: of the page's own objects, and of all that the browser adds, such as translated code and what it notes of its own speed. */
export interface Held {
  readonly own: number;
  readonly added: number;
}

const ADDED: ReadonlySet<string> = new Set(['code', 'native', 'hidden', 'synthetic', 'object shape']);

export async function heldBy(cdp: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', collect);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let [own, added] = [0, 0];
  for (let node = 0; node < nodes.length; node += fields.length) {
    const bytes = nodes[node + size]!;
    if (ADDED.has(types[0][nodes[node + type]!]!)) added += bytes;
    else own += bytes;
  }
  return { own, added };
}
