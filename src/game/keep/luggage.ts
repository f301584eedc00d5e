import { BUNDLE as TEXTS } from '../../lang/gallery-en.ts';
import type { Game } from '../desk/game.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Engine } from '../run/engine.ts';
import { checked, isEmptyDesk, makeBundle, MOST_CHARACTERS, parseBundle, type Bundle } from './bundle.ts';
import { deskOf } from './desk.ts';
import { GALLERY_FORMAT, galleryOf, withExhibits } from './gallery.ts';
import type { Keeper } from './keeper.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import type { History } from '../table/history.ts';

/** Everything kept, out of the page and into it. What is brought in is added to what is there, and never over something better. */

export interface Owner {
  readonly keeper: Keeper;
  readonly levels: readonly PublishedLevel[];
  readonly engine: () => Promise<Engine>;
  readonly progress: () => Progress;
  readonly change: (settings: Settings) => void;
  /** Told what was kept anew, by its key. */
  readonly desk: () => Pick<Game, 'onKeptElsewhere'>;
}

export async function packAll({ keeper, levels, progress }: Owner): Promise<string> {
  const desks = new Map<string, History>();
  for (const { level, hash } of levels) {
    const history = await keeper.readKeptDesk(level, hash);
    if (history !== null && !isEmptyDesk(history)) desks.set(hash, history);
  }
  const gallery = (await keeper.readKept(GALLERY_FORMAT)) ?? galleryOf(progress());
  const settings = await keeper.readSettings();
  return JSON.stringify(makeBundle({ progress: await keeper.readProgress(), gallery, settings, desks }, levels));
}

async function bringBests({ keeper, levels, desk }: Owner, engine: Engine, { progress }: Bundle): Promise<number> {
  const recount = engine.recount(levels);
  const isTrue = ({ metrics }: { readonly metrics: object }): boolean => Object.keys(metrics).length > 0;
  const theirs = new Map(
    [...recount.all(progress)].map(([id, passed]) => [id, passed.filter(isTrue)] as const).filter(([, passed]) => passed.length > 0),
  );
  const before = JSON.stringify([...(await keeper.readProgress())]);
  if (theirs.size === 0) return 0;
  await keeper.writeProgress(theirs, recount.all);
  const after = JSON.stringify([...(await keeper.readProgress())]);
  await desk().onKeptElsewhere('best');
  return before === after ? 0 : theirs.size;
}

async function bringExhibits({ keeper, levels, progress }: Owner, engine: Engine, bundle: Bundle): Promise<readonly [number, number]> {
  const own = (await keeper.readKept(GALLERY_FORMAT)) ?? galleryOf(progress());
  const known = new Set(own.map(({ id }) => id));
  const unknown = bundle.gallery.filter(({ id }) => !known.has(id));
  const fresh = unknown.map((exhibit) => checked(exhibit, levels, engine.run)).filter((exhibit) => exhibit !== null);
  if (fresh.length > 0) await keeper.change(GALLERY_FORMAT, (kept) => withExhibits(kept ?? own, fresh));
  return [fresh.length, unknown.length - fresh.length];
}

async function bringDesks({ keeper, levels, desk }: Owner, { desks }: Bundle): Promise<number> {
  let count = 0;
  for (const { level, hash } of levels) {
    const theirs = desks.get(hash);
    if (theirs === undefined || isEmptyDesk(theirs) || !isEmptyDesk(await keeper.readKeptDesk(level, hash))) continue;
    await keeper.writeDesk(level, hash, theirs);
    await desk().onKeptElsewhere(deskOf(hash));
    count += 1;
  }
  return count;
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
  const bundle = parseBundle(text, owner.levels);
  if (bundle === null) return TEXTS.notOne;
  const engine = await owner.engine();
  const bests = await bringBests(owner, engine, bundle);
  const [exhibits, refused] = await bringExhibits(owner, engine, bundle);
  const desks = await bringDesks(owner, bundle);
  const takesSettings = bundle.settings !== null && (await owner.keeper.readSettings()) === null;
  if (takesSettings) owner.change(bundle.settings);
  const told = [
    bests === 0 ? null : TEXTS.bests(bests),
    exhibits === 0 ? null : TEXTS.exhibits(exhibits),
    desks === 0 ? null : TEXTS.desks(desks),
    takesSettings ? TEXTS.settings : null,
  ].filter((part) => part !== null);
  return refused === 0 ? TEXTS.brought(told) : `${TEXTS.brought(told)} ${TEXTS.refused(refused)}`;
}
