/** The other tabs in which the game is open: they share what is kept. */
export interface Tabs {
  /** Does something while no other tab does anything under that name. */
  readonly alone: (name: string, act: () => Promise<void>) => Promise<void>;
  /** Tells the others what has been kept anew, by its key. */
  readonly tell: (key: string) => void;
  readonly listen: (listener: (key: string) => void) => void;
}

/** Where tabs know nothing of one another: each reads before it writes all the same. */
export const NO_TABS: Tabs = { alone: (_name, act) => act(), tell: () => undefined, listen: () => undefined };

const NAME = 'stackwright';

/** Browsers lend locks to pages of safe addresses only; an old one may know no channels. */
export function openTabs(): Tabs {
  const locks = navigator.locks as LockManager | undefined;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
  return {
    alone: locks === undefined ? NO_TABS.alone : (name, act) => locks.request(`${NAME}/${name}`, act),
    tell: (key) => channel?.postMessage(key),
    listen: (listener) => channel?.addEventListener('message', ({ data }) => listener(String(data))),
  };
}
