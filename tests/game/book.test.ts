import { describe, expect, test, vi } from 'vitest';
import { Ahead, type Slots } from '../../src/game/keep/ahead.ts';
import { Book } from '../../src/game/keep/book.ts';
import { makeExhibit, type Exhibit } from '../../src/game/keep/gallery.ts';
import { Keeper, type Store } from '../../src/game/keep/keeper.ts';
import { NO_TABS } from '../../src/game/keep/tabs.ts';
import { levelCalled } from './levels.ts';

/** Changes of the gallery that are not in the storage yet, where several tabs have some. */

const { build, ...rest } = levelCalled('first-light').reference!;
const delayed = (delayMs: number): Exhibit =>
  makeExhibit({ ...rest, build: { nodes: build.nodes.map((node) => ({ ...node, delayMs })) } }, delayMs);
const [one, two, three] = [delayed(1), delayed(2), delayed(3)];
const machines = Array.from({ length: 5000 }, (_, index) => ({ id: `a-name-that-is-long-${index}`, part: 'machine.desktop' }));
const large = makeExhibit({ ...rest, build: { nodes: machines } }, 9);

const NEVER: Store = { get: () => Promise.resolve(null), set: () => new Promise(() => undefined) };

function makeStore(): Store {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(structuredClone(kept.get(key))),
    set: (key, value) => Promise.resolve(void kept.set(key, structuredClone(value))),
  };
}

function makeSlots(): { readonly slots: Slots; readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const slots: Slots = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  };
  return { slots, kept };
}

function open(store: Store, slots: Slots): Book {
  return new Book(new Keeper(store, () => undefined, NO_TABS, new Ahead(() => slots)), () => new Map());
}

const ids = async (book: Book): Promise<string[]> => (await book.read()).map(({ id }) => id);

describe('what tabs have changed in the gallery and not kept yet', () => {
  test('is found at the next visit, whichever of them it is from, and then nothing of it is left behind', async () => {
    const { slots, kept } = makeSlots();
    const [a, b, store] = [open(NEVER, slots), open(NEVER, slots), makeStore()];
    a.change({ change: 'add', exhibit: one });
    b.change({ change: 'add', exhibit: two });
    a.change({ change: 'add', exhibit: three });
    expect(await ids(open(store, slots))).toEqual([one.id, two.id, three.id]);
    await vi.waitFor(() => expect(kept.size).toBe(0));
    expect(await ids(open(store, slots))).toEqual([one.id, two.id, three.id]);
  });

  test('waits on while another tab is done with its own', async () => {
    const { slots, kept } = makeSlots();
    const [slow, quick] = [open(NEVER, slots), open(makeStore(), slots)];
    slow.change({ change: 'add', exhibit: one });
    quick.change({ change: 'add', exhibit: two });
    expect([...kept.values()].join()).toContain('"delayMs":2');
    await vi.waitFor(() => expect([...kept.values()].join()).not.toContain('"delayMs":2'));
    expect(await ids(open(makeStore(), slots))).toEqual([one.id]);
  });

  test('stays where another tab has more than there is room for', async () => {
    const { slots } = makeSlots();
    const [a, b] = [open(NEVER, slots), open(NEVER, slots)];
    a.change({ change: 'add', exhibit: one });
    b.change({ change: 'add', exhibit: large });
    expect(await ids(open(makeStore(), slots))).toEqual([one.id]);
  });
});
