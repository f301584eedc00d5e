import { GAME } from '../../lang/en/game.ts';
import type { Notices } from './live.ts';

/** That something takes its time: the bar of the page's first loading, shown again; what is quick does not show it. */

let waiting = 0;

/** A run of so many may take longer than anybody thinks nothing of. */
export const MANY_NODES = 400;

/** Work that holds the page up: that it goes on is drawn before it begins. */
export function laboured<T, R>(ready: Promise<T>, work: (value: T) => R | Promise<R>): Promise<R> {
  const drawn = (value: T): Promise<T> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(value))));
  document.querySelector('.loading')?.classList.add('is-heavy');
  return busy(ready.then(drawn).then(work));
}

/** A part of the page that comes later; null where it cannot be had, which is told. */
export function loaded<T>(coming: Promise<T>, notices: Pick<Notices, 'tell'>): Promise<T | null> {
  return coming.catch(() => {
    notices.tell(GAME.pageChanged, 'alarm');
    return null;
  });
}

export async function busy<T>(work: Promise<T>): Promise<T> {
  const bar = document.querySelector('.loading');
  waiting += 1;
  bar?.classList.add('is-on');
  try {
    return await work;
  } finally {
    waiting -= 1;
    if (waiting === 0) bar?.classList.remove('is-on', 'is-heavy');
  }
}
