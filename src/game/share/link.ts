import { err, ok, type FormatError, type Result } from '../../sim/index.ts';
import { makeShared, type Shared } from '../keep/trial.ts';

/**
 * A whole solution as the part of an address behind "#": JSON, deflated, in letters that addresses take as they are. What
 * comes in is from strangers: it grows to no more than a solution file may have, and is then read like one.
 */

export interface LinkFault {
  readonly fault: 'damaged' | 'too-big' | 'no-means';
  readonly error: FormatError;
}

/** Longer ones were not made by this page; some programs cut long addresses anyway. */
export const MOST_LETTERS = 60_000;
/** What it may unpack to, bytes. */
export const MOST_TEXT = 2 * 1024 * 1024;

function toLetters(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const WHOLE = 'whole link';

function damaged(place: string, expected: string, got: string): Result<never, LinkFault> {
  return err({ fault: 'damaged', error: { place, expected, got } });
}

function tooBig(expected: string, got: string): Result<never, LinkFault> {
  return err({ fault: 'too-big', error: { place: WHOLE, expected, got } });
}

function fromLetters(letters: string): Result<Uint8Array<ArrayBuffer>, LinkFault> {
  const wrong = /[^A-Za-z0-9_-]/u.exec(letters);
  if (wrong !== null) return damaged(`character ${wrong.index}`, 'a letter, a digit, "-" or "_"', JSON.stringify(wrong[0]));
  try {
    return ok(Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)));
  } catch {
    return damaged(WHOLE, 'letters in groups of four', `${letters.length} of them`);
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    // A small link can unpack to gigabytes: nobody waits for them.
    if (size > most) {
      await reader.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export function textOf(shared: Shared): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(makeShared(shared)));
}

const PACKING = 'deflate-raw';

/** Whether links can be made and opened here: older browsers have no such streams, or not for this way of packing. */
export function canPack(): boolean {
  try {
    return [new CompressionStream(PACKING), new DecompressionStream(PACKING)].length > 0;
  } catch {
    return false;
  }
}

export async function pack(shared: Shared): Promise<string> {
  const bytes = textOf(shared);
  return toLetters((await through(bytes, new CompressionStream(PACKING), Infinity))!);
}

/** The text of the solution, not yet looked at. */
export async function unpack(packed: string): Promise<Result<string, LinkFault>> {
  if (packed.length > MOST_LETTERS) return tooBig(`at most ${MOST_LETTERS} characters`, `${packed.length} characters`);
  const bytes = fromLetters(packed);
  if (!bytes.ok) return bytes;
  if (!canPack()) return err({ fault: 'no-means', error: { place: WHOLE, expected: 'a browser that unpacks it', got: 'another' } });
  try {
    const text = await through(bytes.value, new DecompressionStream(PACKING), MOST_TEXT);
    if (text === null) return tooBig(`at most ${MOST_TEXT} bytes when it is unpacked`, 'more');
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    return damaged(WHOLE, 'deflated text', packed === '' ? 'nothing' : 'something else');
  }
}
