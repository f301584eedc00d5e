import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLevel, type Level } from '../../src/sim/index.ts';
import { must } from '../support/stack.ts';

const FOLDER = fileURLToPath(new URL('../../assets/levels/', import.meta.url));

export interface CampaignLevel {
  /** From `assets/levels`. */
  readonly file: string;
  readonly chapter: string;
  readonly level: Level;
}

/** All levels of the campaign, in their order. */
export const CAMPAIGN: readonly CampaignLevel[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.level.json'))
  .sort()
  .map((file) => ({ file, chapter: dirname(file), level: must(parseLevel(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))) }));
