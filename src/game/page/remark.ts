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

/** The way to it leads past its edge. */
const AROUND = 24;

export class Remark {
  readonly element = make('div', { class: 'remark' });
  private readonly text = make('span', { attrs: { 'aria-hidden': 'true' } });
  private readonly way = make('span');
  private timer = 0;
  /** Whether the pointer is at it, or near: it may be on its way to the link. */
  isSought = false;
  /** Called when something is refused. */
  onRefusal: () => void = () => undefined;

  constructor() {
    this.element.append(makePictogram('cross'), this.text, this.way);
    window.addEventListener(
      'pointermove',
      ({ clientX: x, clientY: y }) => {
        this.isSought = false;
        // Pointers move often, and what is not shown need not be measured.
        if (!this.element.classList.contains('is-shown')) return;
        const { left, right, top, bottom } = this.element.getBoundingClientRect();
        this.isSought = x > left - AROUND && x < right + AROUND && y > top - AROUND && y < bottom + AROUND;
      },
      { capture: true },
    );
  }

  /** `way` leads to an explanation. */
  show(text: string, anchor: Anchor, tone: 'refusal' | 'warning', way: Element | null): void {
    setText(this.text, text);
    this.lead(way);
    this.element.classList.toggle('is-warning', tone === 'warning');
    this.element.classList.add('is-shown');
    if (tone === 'refusal') this.onRefusal();
    if (anchor instanceof Element) {
      const box = anchor.getBoundingClientRect();
      placeBeside(this.element, box.left + Math.min(box.width, 48), box.bottom - BELOW / 2, 'below');
    } else placeBeside(this.element, anchor.x + BELOW, anchor.y, 'below');
    this.stay(Math.max(LEAST_MS, text.length * MS_PER_LETTER));
  }

  lead(way: Element | null): void {
    this.way.replaceChildren(...(way === null ? [] : [way]));
  }

  private stay(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.isSought || this.element.matches(':focus-within') ? this.stay(LEAST_MS) : this.hide()), ms);
  }

  /** Whether something else is tried: following the link, or going to it, is not. */
  isAttempt(event: Event): boolean {
    const isOnTheWay = event instanceof KeyboardEvent && (event.key === 'Tab' || event.key === 'Shift') && this.way.hasChildNodes();
    return !isOnTheWay && !(event.target instanceof Node && this.way.contains(event.target));
  }

  /** To the explanation of what was last said. */
  follow(): void {
    this.way.querySelector('a')?.click();
  }

  hide(): void {
    this.element.classList.remove('is-shown');
  }
}
