import { make, makeButton, type Child } from '../page/dom.ts';
import type { Game } from '../desk/game.ts';
import type { Keeper } from '../keep/keeper.ts';
import type { Progress } from '../keep/progress.ts';
import type { Settings } from '../keep/settings.ts';
import type { Shared } from '../keep/trial.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Engine } from '../run/engine.ts';
import type { RoomName, Route } from '../route.ts';
import { SANDBOX } from '../table/sandbox.ts';
import { HOUSE } from '../../lang/en/house.ts';

/** What every room has at hand. */
export interface House {
  readonly levels: readonly PublishedLevel[];
  /** What has been passed, as far as it is known to be true. */
  readonly progress: () => Progress;
  readonly desk: () => Game;
  /** Levels with a bet that was right. */
  readonly stars: () => ReadonlySet<string>;
  /** The level on the desk. */
  readonly present: () => PublishedLevel;
  readonly engine: () => Promise<Engine>;
  readonly keeper: Keeper;
  readonly settings: () => Settings;
  readonly change: (settings: Partial<Settings>) => void;
  readonly isStill: () => boolean;
  readonly go: (route: Route) => void;
  /** To where the player came from. */
  readonly back: () => void;
  /** Shows a building, or the run of what was built, on the desk; what is on it comes back afterwards. */
  readonly show: (found: PublishedLevel, shared: Shared, name: string, from: 'building' | 'run') => Promise<void>;
  readonly openKeys: () => void;
  readonly say: (text: string) => void;
}

/** A screen that lies over the desk. */
export interface Room {
  title: string;
  readonly element: HTMLElement;
  /** Called when something that is kept has changed elsewhere, with its key. */
  readonly update?: (key: string) => void;
  readonly leave?: () => void;
  /** Shows something else of the same room; without it the room is opened anew. */
  readonly turn?: (about: string | null) => void;
}

export type OpenRoom = (house: House, about: string | null) => Room;

/** The rooms that each room leads to. */
const NEIGHBOURS = ['levels', 'codex', 'gallery', 'settings', 'credits'] as const satisfies readonly RoomName[];

export function makeDoors(house: House, present: string): HTMLElement {
  const doors = NEIGHBOURS.map((room) => {
    const door = makeButton(null, HOUSE.rooms[room], () => house.go({ room, about: null }), { class: 'door' });
    if (room === present) door.setAttribute('aria-current', 'page');
    return door;
  });
  const sandbox = makeButton(null, HOUSE.sandbox, () => house.go({ room: 'desk', level: SANDBOX }), { class: 'door' });
  doors.splice(1, 0, sandbox);
  return make('nav', { class: 'doors', attrs: { 'aria-label': HOUSE.doors } }, ...doors);
}

/** A room with a bar at its top: the way back, what it is called, and the other rooms. */
export function makeRoom(house: House, name: RoomName, title: string, ...content: readonly Child[]): HTMLElement {
  const back = makeButton('build', HOUSE.back, house.back, { class: 'room-back' });
  const head = make('header', { class: 'room-top' }, back, make('h1', { attrs: { tabindex: -1 } }, title), makeDoors(house, name));
  return make('main', { class: `room room-${name}` }, head, make('div', { class: 'room-body' }, ...content));
}
