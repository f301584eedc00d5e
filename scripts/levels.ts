import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the published levels are. */
export const LEVELS = fileURLToPath(new URL('../assets/levels/', import.meta.url));

/** The files of all published levels, in their order. */
export function levelFiles(): string[] {
  const files = readdirSync(LEVELS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.level.json'));
  return files.sort().map((file) => join(LEVELS, file));
}
