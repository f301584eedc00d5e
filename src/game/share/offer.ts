import type { Shared } from '../keep/trial.ts';
import { makeRoute } from '../route.ts';
import { bytesOf, MOST_BYTES } from './code.ts';
import { MOST_LETTERS, MOST_TEXT, pack, textOf } from './link.ts';

/** What there is of a build to be handed on, and what had to be left out of it so that it can be. */

/** The whole, or the build without the steps that led to it. */
export type Holds = 'whole' | 'no-steps';

export interface Offer {
  /** Null when it would be too long also without the steps. */
  readonly link: { readonly text: string; readonly holds: Holds } | null;
  readonly code: { readonly text: string; readonly holds: Holds } | null;
  /** How long a link with everything would be, and one without the steps. */
  readonly letters: { readonly whole: number; readonly bare: number };
}

interface Made {
  readonly text: string;
  /** Whether this page would open it. */
  readonly isOpened: boolean;
}

async function make(shared: Shared, page: string): Promise<Made> {
  const packed = await pack(shared);
  const text = `${page.replace(/#.*$/s, '')}${makeRoute({ room: 'shared', packed })}`;
  return { text, isOpened: text.length <= MOST_LETTERS && textOf(shared).length <= MOST_TEXT };
}

export async function offerOf(shared: Shared, page: string): Promise<Offer> {
  const { edits, ...bareSolution } = shared.solution;
  const [whole, bare] = await Promise.all([make(shared, page), make({ ...shared, solution: bareSolution }, page)]);
  // What never had steps is whole without.
  const ways = [
    { ...whole, holds: 'whole' },
    { ...bare, holds: edits === undefined ? 'whole' : 'no-steps' },
  ] as const;
  const opened = ways.filter(({ isOpened }) => isOpened);
  const pick = (way: (typeof ways)[number] | undefined): { text: string; holds: Holds } | null =>
    way === undefined ? null : { text: way.text, holds: way.holds };
  return {
    link: pick(opened[0]),
    code: pick(opened.find(({ text }) => bytesOf(text) <= MOST_BYTES)),
    letters: { whole: whole.text.length, bare: bare.text.length },
  };
}
