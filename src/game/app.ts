import { GAME } from '../lang/en/game.ts';
import { busy, loaded } from './page/busy.ts';
import type { Appearance } from './appearance.ts';
import type { Game } from './desk/game.ts';
import type { Keeper } from './keep/keeper.ts';
import type { Settings } from './keep/settings.ts';
import type { PublishedLevel } from './levels.ts';
import type { Engine } from './run/engine.ts';
import type { House, OpenRoom, Room } from './rooms/room.ts';
import { makeRoute, parseRoute, type RoomName, type Route } from './route.ts';
import { SANDBOX } from './table/sandbox.ts';

/** Which room is open: the desk, or one that lies over it while the desk rests. The address says which; nothing else does. */

const ROOMS: Readonly<Record<RoomName, () => Promise<{ readonly open: OpenRoom }>>> = {
  title: () => import('./rooms/title.ts'),
  levels: () => import('./rooms/levels.ts'),
  codex: () => import('./rooms/codex.ts'),
  gallery: () => import('./rooms/gallery.ts'),
  compare: () => import('./rooms/compare.ts'),
  settings: () => import('./rooms/settings.ts'),
  credits: () => import('./rooms/credits.ts'),
};

export interface Real {
  readonly window: Window;
  /** Of the desk; it rests while a room lies over it. */
  readonly root: HTMLElement;
  readonly levels: readonly PublishedLevel[];
  readonly keeper: Keeper;
  readonly engine: Promise<Engine>;
  /** Asks for the engine; until then nobody needs it. */
  readonly wake: () => void;
  readonly appearance: Appearance;
  readonly settings: Settings;
  readonly desk: () => Game;
}

export class App {
  private readonly real: Real;
  settings: Settings;
  private open: { readonly name: RoomName; readonly room: Room } | null = null;
  /** Who had the focus on the desk. */
  private focused: Element | null = null;
  private following = 0;
  constructor(real: Real) {
    this.real = real;
    this.settings = real.settings;
  }

  async start(): Promise<void> {
    const { window } = this.real;
    // The first place has its count too: who comes back to it has not gone further.
    this.last = this.steps;
    window.history.replaceState(this.last, '');
    window.addEventListener('hashchange', () => {
      this.count();
      void this.follow();
    });
    window.addEventListener('keydown', (event) => {
      const isOver = this.open !== null && this.open.name !== 'title' && window.document.querySelector('dialog') === null;
      if (event.key === 'Escape' && isOver && !event.defaultPrevented) this.back();
    });
    await this.follow();
  }

  /** How many rooms this page has opened on the way here, links included: the way back leads to the one before, or out of the page. */
  private get steps(): number {
    const state: unknown = this.real.window.history.state;
    return typeof state === 'number' ? state : 0;
  }

  private last = 0;

  /** The browser keeps the count with each place: going back finds it again. */
  private count(): void {
    const { history } = this.real.window;
    if (history.state === null) history.replaceState(this.last + 1, '');
    this.last = this.steps;
  }

  readonly go = (route: Route): void => {
    const { location } = this.real.window;
    const fragment = makeRoute(route);
    // The same address again tells nobody.
    if (location.hash === fragment || (location.hash === '' && fragment === '#')) void this.follow();
    else location.hash = fragment;
  };

  private readonly back = (): void => {
    const { history } = this.real.window;
    if (this.steps > 0) history.back();
    else this.go(this.open?.name === 'title' ? { room: 'desk', level: this.present().level.id } : { room: 'title', about: null });
  };

  get asksBets(): boolean {
    return this.settings.asksBets;
  }

  private present(): PublishedLevel {
    return this.real.desk().present;
  }

  private house(): House {
    const { levels, keeper, engine, wake, appearance, desk } = this.real;
    return {
      levels,
      keeper,
      desk,
      progress: () => desk().scores.progress,
      stars: () => desk().scores.stars,
      present: () => this.present(),
      engine: () => {
        wake();
        return engine;
      },
      settings: () => this.settings,
      change: (settings) => this.change(settings),
      isStill: () => appearance.isStill,
      go: this.go,
      back: this.back,
      show: async (...what) => {
        const replay = await loaded(import('./desk/replay.ts'), desk().page.notices);
        await replay?.showOnDesk(desk(), this.go, ...what);
      },
      openKeys: () => void desk().openKeys(),
      say: (text) => desk().page.live.say(text),
    };
  }

  change(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    this.real.appearance.set(this.settings);
    void this.real.keeper.writeSettings(this.settings);
  }

  /** Goes where the address says. */
  private async follow(): Promise<void> {
    const { window } = this.real;
    // What was told where one was is not meant for where one goes.
    this.real.desk().page.notices.clear();
    this.real.desk().page.remark.hide();
    const route = parseRoute(window.location.hash);
    this.following += 1;
    const own = this.following;
    if (route === null) {
      this.tell(GAME.leadsNowhere);
      await this.show('title', null);
      return;
    }
    if (route.room === 'desk') {
      const found = await this.levelCalled(route.level);
      if (found === null) return;
      if (own === this.following) await this.real.desk().enter(found);
      if (own === this.following) this.closeRoom();
      return;
    }
    if (route.room === 'shared') {
      await this.openShared(route.packed, own);
      return;
    }
    await this.show(route.room, route.about);
  }

  /** The solution lands on the desk, and the address says so: it is not opened again by a reload. */
  private async openShared(packed: string, own: number): Promise<void> {
    const exchange = await this.real.desk().exchange();
    await exchange?.openLink(packed, () => own === this.following);
    if (own !== this.following) return;
    this.real.window.history.replaceState(this.last, '', makeRoute({ room: 'desk', level: this.present().level.id }));
    this.closeRoom();
  }

  /** Null where there is none, or it cannot be had; both are told. */
  private async levelCalled(id: string): Promise<PublishedLevel | null> {
    if (id === SANDBOX) return (await loaded(import('virtual:sandbox'), this.real.desk().page.notices))?.SANDBOX ?? null;
    const found = this.real.levels.find(({ level }) => level.id === id);
    if (found !== undefined) return found;
    this.tell(GAME.noSuchLevel);
    await this.show('levels', null);
    return null;
  }

  private tell(text: string): void {
    this.real.desk().page.notices.tell(text, 'warning', 'route');
  }

  private async show(name: RoomName, about: string | null): Promise<void> {
    const own = this.following;
    const module = await busy(loaded(ROOMS[name](), this.real.desk().page.notices));
    if (module === null || own !== this.following) return;
    const { root, window } = this.real;
    // Asked for on the way here; under it nothing can have the focus.
    window.document.querySelector('dialog')?.close();
    if (this.open?.name === name && this.open.room.turn !== undefined) {
      this.open.room.turn(about);
      window.document.title = `${this.open.room.title} · ${GAME.title}`;
      return;
    }
    this.open?.room.leave?.();
    this.open?.room.element.remove();
    if (this.open === null) {
      this.focused = window.document.activeElement;
      this.real.desk().rest();
    }
    const room = module.open(this.house(), about);
    this.open = { name, room };
    root.inert = true;
    root.after(room.element);
    window.document.title = `${room.title} · ${GAME.title}`;
    (room.element.querySelector<HTMLElement>('[autofocus]') ?? room.element.querySelector('h1'))?.focus();
  }

  private closeRoom(): void {
    if (this.open === null) return;
    this.open.room.leave?.();
    this.open.room.element.remove();
    this.open = null;
    this.real.root.inert = false;
    this.real.desk().wake();
    if (this.focused instanceof HTMLElement && this.focused.isConnected) this.focused.focus();
  }

  /** What is kept, or what is known of it, has changed. */
  update(key: string): void {
    this.open?.room.update?.(key);
  }
}
