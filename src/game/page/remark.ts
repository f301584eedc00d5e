import { make, makePictogram, setText } from './dom.ts';

/** What the game answers to something that the player has just tried, shown where it was tried. */

/** A point of the page, or what has the focus. */
export type Anchor = { readonly x: number; readonly y: number } | Element;

const LEAST_MS = 5000;
const MS_PER_LETTER = 70;
const EDGE = 8;
const BELOW = 14;

/** Puts something that floats beside a point, and never off the page. */
export function placeBeside(element: HTMLElement, x: number, y: number, prefers: 'below' | 'above'): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.min(x, window.innerWidth - width - EDGE);
  const isAbove = prefers === 'above' ? y - height - EDGE > 0 : y + BELOW + height > window.innerHeight;
  const top = isAbove ? y - height - EDGE : y + BELOW;
  element.style.translate = `${Math.max(EDGE, left)}px ${Math.max(EDGE, Math.min(top, window.innerHeight - height - EDGE))}px`;
}

export class Remark {
  readonly element = make('div', { class: 'remark', attrs: { 'aria-hidden': 'true' } });
  private readonly text = make('span');
  private timer = 0;

  constructor() {
    this.element.append(makePictogram('cross'), this.text);
  }

  show(text: string, anchor: Anchor, tone: 'refusal' | 'warning'): void {
    setText(this.text, text);
    this.element.classList.toggle('is-warning', tone === 'warning');
    this.element.classList.add('is-shown');
    if (anchor instanceof Element) {
      const box = anchor.getBoundingClientRect();
      placeBeside(this.element, box.left + Math.min(box.width, 48), box.bottom - BELOW / 2, 'below');
    } else placeBeside(this.element, anchor.x + BELOW, anchor.y, 'below');
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.hide(), Math.max(LEAST_MS, text.length * MS_PER_LETTER));
  }

  hide(): void {
    this.element.classList.remove('is-shown');
  }
}
