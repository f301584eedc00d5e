import '../look/coach.css';
import { COACH } from '../../lang/en/coach.ts';
import { make, setText } from '../page/dom.ts';
import type { Player } from '../table/player.ts';
import { lessonOf, type Lesson } from './lessons.ts';

/** A note beside what is to be done next, in the first level, until it has been won. It covers nothing that can be used, and takes no focus. */

/** What each lesson points at; on which side of it there is room. */
const POINTS: Readonly<Record<Lesson, { readonly at: string; readonly side: 'right' | 'below' | 'inside' }>> = {
  take: { at: '.tray-item:not(.is-gone)', side: 'right' },
  place: { at: '.stage', side: 'inside' },
  power: { at: '.power', side: 'below' },
  watch: { at: '.stage', side: 'inside' },
  won: { at: '.banner .primary', side: 'below' },
  missed: { at: '.banner .button', side: 'below' },
};
const GAP = 12;
const EDGE = 8;
/** How long a hand takes from the tray to the stage, ms. */
const HAND_MS = 1900;

export class Coach {
  private readonly root: HTMLElement;
  private readonly player: Player;
  private readonly say: (text: string) => void;
  private readonly text = make('span');
  private readonly hand = make('span', { class: 'coach-hand', attrs: { 'aria-hidden': 'true' } });
  private readonly note: HTMLElement;
  private readonly first: string;
  private lesson: Lesson | null = null;
  private isOver = false;

  /** `first` is the level in which it helps. */
  constructor(root: HTMLElement, player: Player, first: string, say: (text: string) => void) {
    this.root = root;
    this.player = player;
    this.first = first;
    this.say = say;
    const skip = make('button', { class: 'link', attrs: { type: 'button' }, on: { click: () => this.end() } }, COACH.skip);
    this.note = make('div', { class: 'coach', attrs: { role: 'note', 'aria-label': COACH.label } }, this.text, skip);
    this.note.hidden = true;
    this.hand.hidden = true;
    root.append(this.note, this.hand);
    player.listen((change) => {
      if (change !== 'time' && change !== 'hover') this.update();
    });
    window.addEventListener('resize', () => this.point());
    this.update();
  }

  private end(): void {
    this.isOver = true;
    this.root.classList.remove('is-coached');
    this.note.remove();
    this.hand.remove();
  }

  private update(): void {
    if (this.isOver) return;
    const isHere = this.player.level.id === this.first;
    // Whoever leaves the level has understood.
    if (!isHere && this.lesson === 'won') {
      this.end();
      return;
    }
    const lesson = isHere ? lessonOf(this.player) : null;
    if (lesson !== this.lesson && lesson !== null) this.say(COACH.lessons[lesson]);
    this.lesson = lesson;
    this.note.hidden = lesson === null;
    this.root.classList.toggle('is-coached', lesson !== null);
    setText(this.text, lesson === null ? '' : COACH.lessons[lesson]);
    // What it points at is laid out after this change.
    requestAnimationFrame(() => this.point());
  }

  private point(): void {
    this.hand.hidden = true;
    if (this.lesson === null || this.isOver) return;
    const { at, side } = POINTS[this.lesson];
    const target = this.root.querySelector(at)?.getBoundingClientRect();
    this.note.hidden = target === undefined || target.width === 0;
    if (target === undefined || this.note.hidden) return;
    const { offsetWidth: width, offsetHeight: height } = this.note;
    const isBeside = side === 'right' && target.right + GAP + width < window.innerWidth;
    const inside = { x: target.left + EDGE, y: target.top + EDGE };
    const beside = { x: target.right + GAP, y: target.top + target.height / 2 - height / 2 };
    const below = { x: target.left + target.width / 2 - width / 2, y: target.bottom + GAP };
    const { x, y } = side === 'inside' ? inside : isBeside ? beside : below;
    this.note.dataset['side'] = side === 'inside' ? 'inside' : isBeside ? 'right' : 'below';
    const left = Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE));
    const top = Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE));
    this.note.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
    // Its tip stays under what it points at, also where the edge of the page has pushed it aside.
    this.note.style.setProperty('--tip', `${Math.round(Math.max(EDGE, Math.min(target.left + target.width / 2 - left, width - EDGE)))}px`);
    if (this.lesson === 'take') this.show(target);
  }

  /** A hand that carries the part to the stage, again and again. */
  private show(from: DOMRect): void {
    const stage = this.root.querySelector('.stage')?.getBoundingClientRect();
    if (stage === undefined || document.documentElement.dataset['motion'] !== 'full') return;
    this.hand.hidden = false;
    this.hand.getAnimations().forEach((animation) => animation.cancel());
    const start = `${from.left + from.width / 2}px ${from.top + from.height / 2}px`;
    const end = `${stage.left + stage.width * 0.18}px ${stage.top + stage.height * 0.55}px`;
    this.hand.animate(
      [
        { translate: start, opacity: 0 },
        { translate: start, opacity: 1, offset: 0.15 },
        { translate: end, opacity: 1, offset: 0.8 },
        { translate: end, opacity: 0 },
      ],
      { duration: HAND_MS, iterations: Infinity, easing: 'ease-in-out' },
    );
  }
}
