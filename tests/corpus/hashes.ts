import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const HASHES_FILE = fileURLToPath(new URL('hashes.json', import.meta.url));

export interface RecordedHashes {
  /** The rules under which they were recorded. */
  readonly rules: number;
  /** One for each case, in order. */
  readonly hashes: readonly string[];
}

export function recordedHashes(): RecordedHashes {
  return JSON.parse(readFileSync(HASHES_FILE, 'utf8')) as RecordedHashes;
}
