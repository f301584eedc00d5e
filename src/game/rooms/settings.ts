import { OFFLINE } from '../../lang/en/offline.ts';
import { GAME } from '../../lang/en/game.ts';
import { HOUSE } from '../../lang/en/house.ts';
import { CONTRASTS, MOST_VOLUME, MOTIONS, THEMES, type Settings } from '../keep/settings.ts';
import { offlineState } from '../offline/offline.ts';
import { make, makeButton } from '../page/dom.ts';
import { makeLuggage } from './luggage.ts';
import { makeRoom, type House, type OpenRoom } from './room.ts';
import '../look/choices.css';
import '../look/rooms.css';

/** How the page looks, sounds and asks. */

const { settings: TEXTS } = HOUSE;

type Choice = 'theme' | 'contrast' | 'motion';

function makeChoice<K extends Choice>(
  house: House,
  key: K,
  title: string,
  values: readonly Settings[K][],
  words: Readonly<Record<Settings[K], string>>,
): HTMLElement {
  const options = values.map((value) => {
    const input = make('input', {
      attrs: { type: 'radio', name: key, value, checked: house.settings()[key] === value },
      on: { change: () => house.change({ [key]: value }) },
    });
    return make('label', { class: 'choice' }, input, make('span', {}, words[value]));
  });
  return make('fieldset', { class: 'choices' }, make('legend', {}, title), ...options);
}

function makeSwitch(house: House, key: 'isMuted' | 'asksBets', text: string): HTMLElement {
  const input = make('input', {
    attrs: { type: 'checkbox', checked: house.settings()[key] },
    on: { change: () => house.change({ [key]: input.checked }) },
  });
  return make('label', { class: 'check' }, input, make('span', {}, text));
}

function makeVolume(house: House): HTMLElement {
  const input = make('input', {
    class: 'slider',
    attrs: { type: 'range', min: 0, max: MOST_VOLUME, step: 5, value: house.settings().volume },
    on: { input: () => house.change({ volume: Number(input.value) }) },
  });
  return make('label', { class: 'range' }, make('span', {}, TEXTS.volume), input);
}

/** Whether the page can be played without a network, in words. */
function makeOffline(): HTMLElement {
  const state = make('p', { class: 'hint', attrs: { 'data-key': 'offline' } });
  void offlineState(window).then((found) => (state.textContent = OFFLINE.states[found]));
  return make('section', {}, make('h2', {}, OFFLINE.title), state);
}

export const open: OpenRoom = (house) => {
  const element = makeRoom(
    house,
    'settings',
    TEXTS.title,
    make(
      'section',
      {},
      make('h2', {}, TEXTS.look),
      makeChoice(house, 'theme', TEXTS.theme, THEMES, TEXTS.themes),
      makeChoice(house, 'contrast', TEXTS.contrast, CONTRASTS, TEXTS.contrasts),
      makeChoice(house, 'motion', TEXTS.motion, MOTIONS, TEXTS.motions),
    ),
    make('section', {}, make('h2', {}, TEXTS.sound), makeVolume(house), makeSwitch(house, 'isMuted', TEXTS.isMuted)),
    make(
      'section',
      {},
      make('h2', {}, TEXTS.play),
      makeSwitch(house, 'asksBets', TEXTS.asksBets),
      make('div', { class: 'actions' }, makeButton('keys', GAME.keysTitle, house.openKeys)),
    ),
    makeOffline(),
    makeLuggage(house),
    make('p', { class: 'hint' }, TEXTS.keptHere),
  );
  return { title: TEXTS.title, element };
};
