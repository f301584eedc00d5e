/**
 * A copy, made at once, of what is on its way into the storage: who leaves the page in the very moment of a change does
 * not lose it. Where there is no such place, or no room in it, things are as they would be without.
 */

/** Answers without waiting; the browser's `localStorage`, a map in tests. */
export type Slots = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** More than that is not copied at every change. */
const MOST_CHARACTERS = 200_000;

export class Ahead {
  /** Asking for it can be forbidden already. */
  private readonly slots: () => Slots;

  constructor(slots: () => Slots) {
    this.slots = slots;
  }

  /** Returns what is to be done once the storage has it. */
  write(name: string, value: unknown): () => void {
    const key = `ahead/${name}`;
    const text = JSON.stringify(value);
    try {
      // An older copy is worse than none.
      this.slots().removeItem(key);
      if (text.length > MOST_CHARACTERS) return () => undefined;
      this.slots().setItem(key, text);
    } catch {
      return () => undefined;
    }
    return () => {
      try {
        // A later change may be on its way by now.
        if (this.slots().getItem(key) === text) this.slots().removeItem(key);
      } catch {
        // It is written anew with the next change.
      }
    };
  }

  /** What never got to the storage; null when everything did. */
  read(name: string): unknown {
    try {
      const text = this.slots().getItem(`ahead/${name}`);
      return text === null ? null : (JSON.parse(text) as unknown);
    } catch {
      return null;
    }
  }
}
