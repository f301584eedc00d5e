import { make } from './dom.ts';

/** How long messages are gathered before they are spoken, ms: what comes together is one announcement. */
const GATHER_MS = 120;
/** From one announcement to the next, ms. */
const PACE_MS = 1000;

/** What is said about the same matter overtakes what has not been spoken yet. */
export type Say = (text: string, about?: string) => void;

/** The one place from which a screen reader is told what happened. */
export class Live {
  readonly element = make('div', { class: 'spoken live', attrs: { role: 'status', 'aria-live': 'polite' } });
  private readonly waiting = new Map<string, string>();
  private timer = 0;
  private spokenMs = -PACE_MS;

  readonly say: Say = (text, about = text) => {
    if (text === '') return;
    const { waiting } = this;
    waiting.delete(about);
    waiting.set(about, text);
    this.timer ||= window.setTimeout(
      () => {
        this.timer = 0;
        this.spokenMs = performance.now();
        this.element.textContent = [...waiting.values()].join(' ');
        waiting.clear();
      },
      Math.max(GATHER_MS, this.spokenMs + PACE_MS - performance.now()),
    );
  };
}

const MOST_NOTICES = 3;

/** Messages that stay until they are dismissed, above everything else; of those that only tell what was done, the last. */
export class Notices {
  readonly element = make('div', { class: 'notices' });
  private readonly dismissText: string;
  /** Who had the focus before it came here. */
  private before: EventTarget | null = null;

  constructor(dismissText: string) {
    this.dismissText = dismissText;
    // What it lies over gives way by as much.
    new ResizeObserver(() => {
      const { offsetHeight } = this.element;
      document.documentElement.style.setProperty('--notices', offsetHeight === 0 ? '0px' : `calc(${offsetHeight}px + 1.5rem)`);
    }).observe(this.element);
    this.element.addEventListener('focusin', ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget as Node | null)) this.before = relatedTarget;
    });
  }

  /** What is told about the same matter takes the place of what was told about it before. */
  tell(text: string, kind: 'plain' | 'warning' | 'alarm' = 'plain', about?: string): void {
    // The same message twice is one message.
    for (const old of this.element.children) if (old.firstChild?.textContent === text) return;
    this.clear();
    if (about !== undefined) this.element.querySelector(`[data-about="${about}"]`)?.remove();
    const close = make('button', { class: 'button', attrs: { type: 'button' } }, this.dismissText);
    const notice = make(
      'div',
      { class: `notice notice-${kind}`, attrs: { role: kind === 'alarm' ? 'alert' : 'status', 'data-about': about } },
      make('span', {}, text),
      close,
    );
    close.addEventListener('click', () => this.drop(notice));
    this.element.append(notice);
    // That there is a newer page stays, whatever else there is to tell.
    while (this.element.children.length > MOST_NOTICES) this.element.querySelector('.notice:not(.notice-update)')!.remove();
  }

  /** Takes away what has been overtaken: all but alarms that are not about one thing only. */
  clear(): void {
    for (const old of this.element.querySelectorAll('.notice:not(.notice-alarm:not([data-about]), .notice-update)')) this.drop(old);
  }

  /** The focus does not go with it, but back. */
  private drop(notice: Element): void {
    const hadFocus = notice.contains(document.activeElement);
    notice.remove();
    if (!hadFocus) return;
    (this.before as HTMLElement | null)?.focus();
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.tree-row[tabindex="0"]')?.focus();
  }

  /** Takes the last one away; false when there is none. */
  dismiss(): boolean {
    const last = this.element.lastElementChild;
    if (last !== null) this.drop(last);
    return last !== null;
  }
}
