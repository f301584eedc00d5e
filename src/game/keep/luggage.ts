import { problem } from '../../lang/index.ts';
import { BUNDLE as TEXTS } from '../../lang/en/gallery.ts';
import type { Game } from '../desk/game.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Engine } from '../run/engine.ts';
import { bookOf } from './book.ts';
import { checked, isEmptyDesk, makeBundle, MOST_CHARACTERS, parseBundle, type Bundle } from './bundle.ts';
import { deskOf } from './desk.ts';
import { GALLERY_FORMAT, MOST_READ, withExhibits } from './gallery.ts';
import type { Keeper } from './keeper.ts';
import { merge, type Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import { isSameBuild, snapshotsIn, withSnapshots, type Snapshot } from './snapshots.ts';
import { SCENARIO_FORMAT } from './trial.ts';
import type { History } from '../table/history.ts';

/**
 * Everything kept, out of the page and into it. What is brought in is added to what is there, and never over something
 * better; where only one of two can be there, the other one is put where the player finds it.
 */

export interface Owner {
  readonly keeper: Keeper;
  readonly levels: readonly PublishedLevel[];
  readonly sandbox: PublishedLevel;
  readonly engine: () => Promise<Engine>;
  readonly progress: () => Progress;
  readonly change: (settings: Settings) => void;
  /** Told what was kept anew, by its key. */
  readonly desk: () => Pick<Game, 'onKeptElsewhere'>;
}

const allOf = ({ levels, sandbox }: Owner): readonly PublishedLevel[] => [...levels, sandbox];

export async function packAll(owner: Owner): Promise<string> {
  const { keeper, progress } = owner;
  const levels = allOf(owner);
  // What was done last may still be on its way.
  await keeper.settled();
  const desks = new Map<string, History>();
  const snapshots = new Map<string, readonly Snapshot[]>();
  for (const { level, hash } of levels) {
    const history = await keeper.readKeptDesk(level, hash);
    if (history !== null && !isEmptyDesk(history)) desks.set(hash, history);
    const list = await keeper.readKept(snapshotsIn(level, hash));
    if (list !== null && list.length > 0) snapshots.set(hash, list);
  }
  const bundle: Bundle = {
    progress: await keeper.readProgress(),
    stars: await keeper.readStars(),
    gallery: await bookOf(keeper, progress).read(),
    settings: await keeper.readSettings(),
    place: (await keeper.readPlace())?.level ?? null,
    scenario: await keeper.readKept(SCENARIO_FORMAT),
    desks,
    snapshots,
  };
  return JSON.stringify(makeBundle(bundle, levels));
}

async function bringBests({ keeper, levels, desk }: Owner, engine: Engine, { progress }: Bundle): Promise<number> {
  const recount = engine.recount(levels);
  const isTrue = ({ metrics }: { readonly metrics: object }): boolean => Object.keys(metrics).length > 0;
  const theirs = new Map(
    [...recount.all(progress)].map(([id, passed]) => [id, passed.filter(isTrue)] as const).filter(([, passed]) => passed.length > 0),
  );
  if (theirs.size === 0) return 0;
  const own = await keeper.readProgress();
  const before = JSON.stringify([...own]);
  // Of two that are as good as one another the own one stays.
  await keeper.writeProgress(merge(recount.all(own), theirs), recount.all);
  const after = JSON.stringify([...(await keeper.readProgress())]);
  await desk().onKeptElsewhere('best');
  return before === after ? 0 : theirs.size;
}

async function bringStars({ keeper, desk }: Owner, { stars }: Bundle): Promise<number> {
  const own = await keeper.readStars();
  const fresh = [...stars].filter((id) => !own.has(id));
  if (fresh.length === 0) return 0;
  await keeper.writeStars(stars);
  await desk().onKeptElsewhere('stars');
  return fresh.length;
}

async function bringExhibits(owner: Owner, engine: Engine, bundle: Bundle): Promise<readonly [number, number]> {
  const own = await bookOf(owner.keeper, owner.progress).read();
  const known = new Map(own.map((exhibit) => [exhibit.id, exhibit]));
  const unknown = bundle.gallery.filter(({ id }) => !known.has(id));
  const named = bundle.gallery.filter(({ id, name }) => name !== '' && known.get(id)?.name === '');
  const fresh = unknown.map((exhibit) => checked(exhibit, allOf(owner), engine.run)).filter((exhibit) => exhibit !== null);
  // Both galleries in full: what is too much for everyday goes by and by, not at once.
  if (fresh.length + named.length > 0)
    await owner.keeper.change(GALLERY_FORMAT, (kept) => withExhibits(kept ?? own, [...fresh, ...named], MOST_READ));
  return [fresh.length, unknown.length - fresh.length];
}

/** Two builds cannot be on one desk: the one that is brought along goes among the snapshots where something else stands. */
async function bringDesks(owner: Owner, { desks }: Bundle): Promise<readonly [number, ReadonlyMap<string, Snapshot>]> {
  const { keeper, desk } = owner;
  const beside = new Map<string, Snapshot>();
  let count = 0;
  for (const { level, hash } of allOf(owner)) {
    const theirs = desks.get(hash);
    if (theirs === undefined || isEmptyDesk(theirs)) continue;
    const own = await keeper.readKeptDesk(level, hash);
    if (isEmptyDesk(own)) {
      await keeper.writeDesk(level, hash, theirs);
      await desk().onKeptElsewhere(deskOf(hash));
      count += 1;
    } else if (!isSameBuild(own!.build, theirs.build) && theirs.build.nodes.length > level.given.length)
      beside.set(hash, { name: TEXTS.fromFile, build: theirs.build });
  }
  return [count, beside];
}

/** How many came, and for how many there was no room. */
async function bringSnapshots(
  owner: Owner,
  { snapshots }: Bundle,
  beside: ReadonlyMap<string, Snapshot>,
): Promise<readonly [number, number]> {
  let [count, left] = [0, 0];
  for (const { level, hash } of allOf(owner)) {
    const one = beside.get(hash);
    const theirs = [...(snapshots.get(hash) ?? []), ...(one === undefined ? [] : [one])];
    if (theirs.length === 0) continue;
    const format = snapshotsIn(level, hash);
    const own = (await owner.keeper.readKept(format)) ?? [];
    const next = withSnapshots(own, theirs);
    if (next.length > own.length) await owner.keeper.change(format, (kept) => withSnapshots(kept ?? [], theirs));
    count += next.length - own.length;
    left += theirs.filter(({ build }) => !next.some((known) => isSameBuild(known.build, build))).length;
  }
  return [count, left];
}

/** Settings, and what the player was at: what was chosen here stays. */
async function bringChoices(
  { keeper, change }: Owner,
  bundle: Bundle,
  isNew: boolean,
): Promise<readonly ['taken' | 'stay' | null, boolean]> {
  const { settings, place, scenario } = bundle;
  const own = await keeper.readSettings();
  const isTaken = settings !== null && own === null;
  if (isTaken) change(settings);
  if (scenario !== null && (await keeper.readKept(SCENARIO_FORMAT)) === null) await keeper.change(SCENARIO_FORMAT, () => scenario);
  // Every page that is opened has a level on the desk: where nothing was done yet, that is no choice.
  const goesOn = place !== null && isNew && (await keeper.readPlace())?.level !== place;
  if (goesOn) await keeper.writePlace({ level: place });
  const differ = settings !== null && own !== null && JSON.stringify(settings) !== JSON.stringify(own);
  return [isTaken ? 'taken' : differ ? 'stay' : null, goesOn];
}

async function isUntouched(owner: Owner): Promise<boolean> {
  if ((await owner.keeper.readProgress()).size > 0) return false;
  for (const { level, hash } of allOf(owner)) if (!isEmptyDesk(await owner.keeper.readKeptDesk(level, hash))) return false;
  return true;
}

async function bringAll(owner: Owner, engine: Engine, bundle: Bundle): Promise<string> {
  const isNew = await isUntouched(owner);
  // Before the bests: where there is no gallery yet it is made of them, without names and dates.
  const [exhibits, refused] = await bringExhibits(owner, engine, bundle);
  const bests = await bringBests(owner, engine, bundle);
  const stars = await bringStars(owner, bundle);
  const [desks, beside] = await bringDesks(owner, bundle);
  const [snapshots, left] = await bringSnapshots(owner, bundle, beside);
  const [settings] = await bringChoices(owner, bundle, isNew);
  const counted = [
    [bests, TEXTS.bests],
    [stars, TEXTS.stars],
    [exhibits, TEXTS.exhibits],
    [desks, TEXTS.desks],
    [snapshots, TEXTS.snapshots],
  ] as const;
  const told = [
    ...counted.flatMap(([count, text]) => (count === 0 ? [] : [text(count)])),
    ...(settings === 'taken' ? [TEXTS.settings] : []),
  ];
  const notes = [
    TEXTS.brought(told),
    beside.size === 0 ? null : TEXTS.beside(beside.size),
    left === 0 ? null : TEXTS.left(left),
    settings === 'stay' ? TEXTS.settingsStay : null,
    refused === 0 ? null : TEXTS.refused(refused),
  ];
  return notes.filter((note) => note !== null).join(' ');
}

/** Says what came of it. */
export async function unpackAll(owner: Owner, file: Pick<File, 'size' | 'text'>): Promise<string> {
  if (file.size > MOST_CHARACTERS) return TEXTS.tooBig;
  let text: string;
  try {
    text = await file.text();
  } catch {
    return TEXTS.unreadable;
  }
  const read = parseBundle(text, allOf(owner));
  if (!read.ok) return TEXTS.notOne(problem(read.error));
  const { bundle, faults } = read.value;
  const said = await bringAll(owner, await owner.engine(), bundle);
  const [first] = faults;
  return first === undefined ? said : `${said} ${TEXTS.unread(faults.length, problem(first))}`;
}
