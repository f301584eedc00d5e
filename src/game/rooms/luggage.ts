import { SANDBOX } from 'virtual:sandbox';
import { BUNDLE as TEXTS } from '../../lang/en/gallery.ts';
import { saveText } from '../keep/download.ts';
import { packAll, unpackAll, type Owner } from '../keep/luggage.ts';
import { laboured, loaded } from '../page/busy.ts';
import { make, makeButton, setText } from '../page/dom.ts';
import type { House } from './room.ts';

/** Everything kept as a file, out and in: a section of the settings. */
export function makeLuggage(house: House): HTMLElement {
  const owner: Owner = { ...house, sandbox: SANDBOX };
  const said = make('p', { class: 'luggage-said', attrs: { role: 'status' } });
  const save = async (): Promise<void> => saveText('stackwright.kept.json', await packAll(owner));
  const open = async (file: File): Promise<void> => {
    const engine = await loaded(house.engine(), house.desk().page.notices);
    // What it holds is anybody's: all of it is gone through and run, and that takes its time.
    if (engine !== null) setText(said, await laboured(Promise.resolve(file), (chosen) => unpackAll(owner, chosen)));
  };
  const input = make('input', {
    class: 'file-input',
    attrs: { type: 'file', accept: '.json,application/json', tabindex: -1, 'aria-label': TEXTS.open },
    on: {
      change: () => {
        const file = input.files?.[0];
        if (file !== undefined) void open(file);
        // The same file can be chosen again.
        input.value = '';
      },
    },
  });
  return make(
    'section',
    { class: 'luggage' },
    make('h2', {}, TEXTS.title),
    make(
      'div',
      { class: 'actions' },
      makeButton('file', TEXTS.save, () => void save()),
      makeButton('open', TEXTS.open, () => input.click()),
      input,
    ),
    said,
    make('p', { class: 'hint' }, TEXTS.note),
  );
}
