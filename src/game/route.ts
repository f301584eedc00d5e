/**
 * Which room of the page is open, as the part of the address behind "#": the browser's own way back works, and a link
 * leads to the very place. No server ever sees it.
 */

export const ROOMS = ['title', 'levels', 'codex', 'gallery', 'compare', 'settings', 'credits'] as const;
/** The rooms that lie over the desk. */
export type RoomName = (typeof ROOMS)[number];

export type Route =
  /** `about` says more: which entry of the codex, which solutions to compare. */
  | { readonly room: RoomName; readonly about: string | null }
  | { readonly room: 'desk'; readonly level: string }
  /** Somebody's solution, packed. */
  | { readonly room: 'shared'; readonly packed: string };

const DESK = 'level';
const SHARED = 's';

function isRoom(name: string): name is RoomName {
  return ROOMS.some((room) => room === name);
}

/** Text that somebody put behind a wrong "%" stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a fragment leads to; null when it leads nowhere. */
export function parseRoute(fragment: string): Route | null {
  const text = fragment.replace(/^#/, '');
  if (text === '') return { room: 'title', about: null };
  if (text.startsWith(`${SHARED}=`)) return { room: 'shared', packed: text.slice(SHARED.length + 1) };
  const cut = text.indexOf('/');
  const [name, rest] = cut < 0 ? [text, ''] : [text.slice(0, cut), decoded(text.slice(cut + 1))];
  if (name === DESK) return rest === '' ? null : { room: 'desk', level: rest };
  return isRoom(name) ? { room: name, about: rest === '' ? null : rest } : null;
}

export function makeRoute(route: Route): string {
  if (route.room === 'desk') return `#${DESK}/${encodeURIComponent(route.level)}`;
  if (route.room === 'shared') return `#${SHARED}=${route.packed}`;
  if (route.about === null) return route.room === 'title' ? '#' : `#${route.room}`;
  return `#${route.room}/${encodeURIComponent(route.about)}`;
}
