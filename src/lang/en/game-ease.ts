import { counted, listed, whole } from '../format.ts';

const MOST_LISTED = 6;

/** English for what makes building easy: several parts at once, copies, looking closer, snapshots. It comes when somebody plays. */

export const EASE = {
  move: 'Move',
  // Several parts at once.
  selected: (count: number): string => `${counted(count, 'part')} selected.`,
  selectedShort: (count: number): string => `${whole(count)} selected`,
  several: 'Select several',
  severalHint: 'Tap parts on the stage or in the stack, or draw a frame around them',
  severalOn: 'Tap parts to select them, tap them again to leave them out.',
  done: 'Done',
  nothingSelected: 'Nothing is selected.',
  nothingOwn: 'There is nothing of yours to select.',
  mixed: 'different values',

  // Copies.
  duplicate: 'Duplicate',
  duplicated: (name: string, parts: number): string => `${name} duplicated${parts > 1 ? `, ${whole(parts)} parts in all` : ''}.`,
  copied: (name: string, parts: number): string =>
    `${name} copied${parts > 1 ? `, ${whole(parts)} parts in all` : ''}. Paste takes it in hand.`,
  nothingCopied: 'Nothing has been copied in this level.',

  // Looking closer.
  stage: 'Picture of the stack. Plus and minus look closer or wider, arrow keys go along, 0 shows all.',
  closer: 'Zoom in',
  wider: 'Zoom out',
  fit: 'Show all',
  zoomed: (zoom: number): string => `${whole(Math.round(zoom * 100))} %`,

  // Sound.
  soundOn: 'Sound on.',
  soundOff: 'Sound off.',

  // Settings.
  less: (setting: string): string => `Less: ${setting}`,
  more: (setting: string): string => `More: ${setting}`,
  /** Between what a slider steps, the least first. */
  allowed: (values: readonly string[]): string =>
    values.length > MOST_LISTED
      ? `This level allows ${whole(values.length)} sizes, from ${values[0]!} to ${values.at(-1)!}.`
      : `This level allows ${listed(values, 'or')}.`,
  settingOfSeveral: (count: number, setting: string, value: string): string => `${counted(count, 'part')}: ${setting} ${value}.`,

  // Who waits for whom.
  waitHandle: (name: string): string => `Drag onto the part that ${name} is to wait for`,
  waitFor: (first: string): string => `starts after ${first}`,
  waitNoMore: (first: string): string => `no longer waits for ${first}`,
  waitNot: 'It can only wait for another workload.',

  // Snapshots.
  snapshots: 'Snapshots',
  snapshotName: 'Name',
  keep: 'Keep this build',
  kept: (name: string): string => `Kept as "${name}".`,
  nameOf: (number: number): string => `Build ${whole(number)}`,
  load: 'Load',
  remove: 'Delete',
  bringBack: 'Bring it back',
  loaded: (name: string): string => `"${name}" is on the stage. Undo brings your last build back.`,
  isPresent: 'on the stage now',
  parts: (count: number): string => counted(count, 'part'),
  noSnapshots: 'None of this level yet. A snapshot is a build with a name; going back to one is a step that undo takes back.',
  tooMany: (most: number): string => `There is room for ${whole(most)} snapshots of a level. Delete one first.`,
  snapshotGone: (name: string): string => `"${name}" deleted.`,
  renamed: (name: string): string => `Now called "${name}".`,
  newName: (name: string): string => `New name for "${name}"`,
} as const;
