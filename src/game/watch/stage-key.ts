import { WATCH } from '../../lang/en/game-watch.ts';
import { make, makeSvg } from '../page/dom.ts';
import type { Player } from '../table/player.ts';

/** What the marks on the stage mean while it shows a run, in its corner. */

/** As the stage paints them: see `paint-lights.ts` for the lights, `paint.ts` for what fills up. */
const MARKS = {
  starting: 'M1 2h14v12H1zM9 3h5v10H9z',
  call: 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  disk: 'M3.5 3.5h9v9h-9z',
  net: 'M2.5 4h11L8 13z',
} as const;

type Mark = keyof typeof MARKS;

function isMark(name: string): name is Mark {
  return name in MARKS;
}

function makeMark(mark: Mark): SVGElement {
  return makeSvg('svg', { viewBox: '0 0 16 16' }, makeSvg('path', { d: MARKS[mark], 'fill-rule': 'evenodd' }));
}

export class StageKey {
  readonly element: HTMLElement;
  /** What it takes of the stage's left upper corner, CSS pixels. */
  private readonly corner = { right: 0, bottom: 0 };

  constructor(player: Player) {
    const items = Object.keys(MARKS)
      .filter(isMark)
      .map((mark) => make('li', { class: `mark-${mark}` }, makeMark(mark), make('span', {}, WATCH.marks[mark])));
    // It explains a picture: whoever has none of it needs no key to it.
    this.element = make('ul', { class: 'stage-key', attrs: { 'aria-hidden': 'true' } }, ...items);
    const show = (): void => {
      this.element.hidden = player.show === null;
    };
    player.listen((change) => {
      if (change !== 'time') show();
    });
    show();
    // Measured when it changes: to ask at each frame would have the page laid out at each frame.
    new ResizeObserver(() => {
      const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.element;
      Object.assign(this.corner, { right: offsetLeft + offsetWidth, bottom: offsetTop + offsetHeight });
    }).observe(this.element);
  }

  /** It is there where nothing else has to be: these are the left upper corners of what is drawn. */
  giveWay(drawn: readonly { readonly x: number; readonly y: number }[]): void {
    const { right, bottom } = this.corner;
    this.element.classList.toggle(
      'is-crowded',
      drawn.some(({ x, y }) => x < right && y < bottom),
    );
  }
}
