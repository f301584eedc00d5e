import { fileURLToPath } from 'node:url';
import { readCampaign } from '../../scripts/campaign.ts';
import type { PublishedLevel } from '../../src/game/levels.ts';

/** The levels as the page has them: what a built page keeps of them is text. */
export const LEVELS = JSON.parse(
  JSON.stringify(readCampaign(fileURLToPath(new URL('../../assets/levels/', import.meta.url)))),
) as readonly PublishedLevel[];

export function levelCalled(id: string): PublishedLevel {
  const found = LEVELS.find(({ level }) => level.id === id);
  if (found === undefined) throw new Error(`no level ${id}`);
  return found;
}
