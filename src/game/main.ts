import '@fontsource-variable/inter/wght.css';
import './look/tokens.css';
import './look/page.css';
import './look/parts.css';
import './look/float.css';
import './look/axis.css';
import './look/chart.css';
import './look/phone.css';
import localforage from 'localforage';
import { LEVELS } from 'virtual:campaign';
import { GAME } from '../lang/en/game.ts';
import { Ahead } from './keep/ahead.ts';
import { App } from './app.ts';
import { Appearance } from './appearance.ts';
import { Game } from './desk/game.ts';
import { FIRST_SETTINGS } from './keep/settings.ts';
import { makeRoute } from './route.ts';
import { Keeper, type Store, type Trouble } from './keep/keeper.ts';
import { openTabs } from './keep/tabs.ts';
import { loadFonts } from './views/words.ts';

/** Makes the real things and hands them in. */

const PATIENCE_MS = 4000;

/**
 * Page and picture come together: painted one after the other, each holds the other up, and both come later. So long the
 * page waits for a picture that does not come, ms.
 */
const LONGEST_COMING_MS = 1000;

/** Where the page is one column that scrolls: a small screen, or letters that are large for it. */
const TIGHT = '(max-width: 19rem), (max-height: 18rem)';

async function dress(query: MediaQueryList): Promise<void> {
  query.onchange ??= () => void dress(query);
  // What loads pieces is itself in one that is evaluated after this one.
  await Promise.resolve();
  if (query.matches) await import('./look/tight.css').catch(() => undefined);
}

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
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'click', 'change', 'drop', 'wheel'] as const;

/** A visitor who only looks needs no engine; one who plays has it before the first power-on. */
function firstSign(): Promise<void> {
  return new Promise((resolve) => {
    for (const sign of SIGNS) window.addEventListener(sign, () => resolve(), { capture: true, once: true });
  });
}

/** What is heard, and what makes the page do without a network. */
async function openLater(game: Game, app: App, appearance: Appearance, keeper: Keeper, wasMuted: boolean): Promise<void> {
  const { openOffline, openSound, tellSound } = await import('./page/later.ts');
  void openOffline(window, game.page.notices.element, () => keeper.settled());
  tellSound(
    () => app.settings.isMuted,
    wasMuted,
    (listener) => appearance.listen(listener),
    game.page.live.say,
  );
  await openSound({
    window,
    player: game.player,
    settings: () => app.settings,
    onSettings: (listener) => appearance.listen(listener),
    onRefusal: (listener) => (game.page.remark.onRefusal = listener),
  });
}

async function main(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#game')!;
  if (LEVELS.length === 0) {
    root.textContent = GAME.noLevels;
    root.classList.remove('is-coming');
    return;
  }
  const told = new Set<Trouble>();
  let tell: (trouble: Trouble) => void = (trouble) => told.add(trouble);
  const tabs = openTabs();
  const ahead = new Ahead(() => window.localStorage);
  const keeper = new Keeper(makeStore(), (trouble) => tell(trouble), tabs, ahead);
  const sign = firstSign();
  const [kept, progress, stars, place] = await Promise.all([
    keeper.readSettings(),
    keeper.readProgress(),
    keeper.readStars(),
    keeper.readPlace(),
    loadFonts(),
    dress(window.matchMedia(TIGHT)),
  ]);
  const settings = kept ?? FIRST_SETTINGS;
  const appearance = new Appearance(settings, window);
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => (wake = resolve));
  // What was kept is run again before it is shown.
  const wanted = progress.size === 0 ? Promise.race([sign, woken]) : Promise.resolve();
  const engine = wanted
    .then(() => Promise.all([import('./run/engine.ts'), import('./run/telling.ts')]))
    .then(([{ ENGINE }, { TELLING }]) => ({ ...ENGINE, telling: TELLING }));
  const game = new Game({
    root,
    levels: LEVELS,
    keeper,
    wanted,
    wake,
    engine,
    progress,
    stars,
    asksBets: () => app.asksBets,
    mute: () => {
      app.change({ isMuted: !app.settings.isMuted });
    },
    isMuted: () => app.settings.isMuted,
    appearance,
    go: (route) => app.go(route),
  });
  const app: App = new App({ window, root, levels: LEVELS, keeper, engine, wake, appearance, settings, desk: () => game });
  appearance.listen(() => game.page.update());
  tell = (trouble) => game.page.notices.tell(TROUBLES[trouble], 'alarm');
  told.forEach(tell);
  const last = LEVELS.findIndex(({ level }) => level.id === place?.level);
  // Under whatever room is open first: the way to it is short.
  if (window.location.hash === '' || window.location.hash === makeRoute({ room: 'title', about: null }))
    await game.enter(LEVELS[Math.max(0, last)]!);
  await app.start();
  tabs.listen((key) => void game.onKeptElsewhere(key).then(() => app.update(key)));
  await Promise.race([game.startPicture(), new Promise((resolve) => setTimeout(resolve, LONGEST_COMING_MS))]);
  root.classList.remove('is-coming');
  await sign;
  await openLater(game, app, appearance, keeper, settings.isMuted);
}

void main();
// What draws the picture is made ready while the storage is asked; where it cannot be had, whoever opens it hears of it.
void Promise.resolve()
  .then(() => import('./scenes/stage.ts'))
  .catch(() => undefined);
