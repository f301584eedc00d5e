import '@fontsource-variable/inter/wght.css';
import './look/tokens.css';
import './look/page.css';
import './look/parts.css';
import './look/float.css';
import './look/chart.css';
import './look/dialogs.css';
import './look/phone.css';
import localforage from 'localforage';
import { GAME } from '../lang/game-en.ts';
import { Ahead } from './keep/ahead.ts';
import { Game } from './desk/game.ts';
import { publishedLevels } from './levels.ts';
import { Keeper, type Store, type Trouble } from './keep/save.ts';
import { openTabs } from './keep/tabs.ts';
import { loadFonts } from './views/words.ts';

/** Makes the real things and hands them in. */

const PATIENCE_MS = 4000;

/** Some browsers never answer where storage is forbidden; a page that waits for ever would be worse than one that forgets. */
function within<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no answer from the storage')), PATIENCE_MS));
  return Promise.race([promise, late]);
}

function makeStore(): Store {
  const storage = localforage.createInstance({ name: 'stackwright', storeName: 'game' });
  return {
    get: (key) => within(storage.getItem(key)),
    set: async (key, value) => {
      await within(storage.setItem(key, value));
    },
  };
}

const TROUBLES = { broken: GAME.storageBroken, full: GAME.storageFull, spoilt: GAME.storageSpoilt } as const satisfies Record<
  Trouble,
  string
>;

/** Any of these says that somebody is about to play. */
const SIGNS = ['pointerdown', 'keydown', 'click', 'change', 'drop'] as const;

/** A visitor who only looks needs no engine; one who plays has it before the first power-on. */
function firstSign(): Promise<void> {
  return new Promise((resolve) => {
    for (const sign of SIGNS) window.addEventListener(sign, () => resolve(), { capture: true, once: true });
  });
}

async function main(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#game')!;
  const { levels, broken } = publishedLevels();
  if (levels.length === 0) {
    root.textContent = GAME.noLevels;
    return;
  }
  const told = new Set<Trouble>();
  let tell: (trouble: Trouble) => void = (trouble) => told.add(trouble);
  const tabs = openTabs();
  const ahead = new Ahead(() => window.localStorage);
  const keeper = new Keeper(makeStore(), (trouble) => tell(trouble), tabs, ahead);
  const sign = firstSign();
  const [progress, place] = await Promise.all([keeper.readProgress(), keeper.readPlace(), loadFonts()]);
  // What was kept is run again before it is shown.
  const wanted = progress.size === 0 ? sign : Promise.resolve();
  const engine = wanted
    .then(() => Promise.all([import('./run/engine.ts'), import('./run/telling.ts')]))
    .then(([{ ENGINE }, { TELLING }]) => ({ ...ENGINE, telling: TELLING }));
  const game = new Game({ root, levels, keeper, wanted, engine, progress, place });
  tell = (trouble) => game.page.notices.tell(TROUBLES[trouble], 'alarm');
  told.forEach(tell);
  for (const file of broken) game.page.notices.tell(GAME.brokenLevel(file), 'alarm');
  const last = levels.findIndex(({ level }) => level.id === place?.level);
  await game.enter(Math.max(0, last));
  tabs.listen((key) => void game.onKeptElsewhere(key));
  await game.startPicture();
}

void main();
