import '../look/ease.css';
import { loaded } from '../page/busy.ts';
import { Waits } from '../page/waits.ts';
import { Copying } from '../table/copying.ts';
import { NO_LENS, type Lens } from '../views/picture.ts';
import type { Around, Desk } from './around.ts';
import { Gather } from './gather.ts';
import { isTyped } from './keys.ts';
import { Sight } from './sight.ts';

/** What makes building easy and nobody needs who only looks: it comes with the first sign that somebody plays. */

export class Ease {
  private readonly around: Around;
  private readonly copying: Copying;
  private readonly sight: Sight;
  private readonly gather: Gather;

  constructor(around: Around) {
    this.around = around;
    const { player, commands, page } = around;
    const say = (text: string): void => page.live.say(text, 'edit');
    this.copying = new Copying(player, commands, say, (text, tone) => page.answer(text, tone));
    const desk: Desk = { ...around, isGathering: () => this.gather.isOn, isPanning: (event) => this.sight.isPanning(event) };
    this.sight = new Sight(desk, say);
    this.gather = new Gather(desk, {
      move: () => commands.take(player.handOf(player.selected!)),
      duplicate: this.duplicate,
      remove: () => commands.remove(...player.selection),
    });
    page.offerDuplicate(this.duplicate);
    const waits = new Waits(player, page.tree, (text) => page.answer(text, 'refusal'), say);
    page.tree.dressRows = () => waits.show();
    waits.show();
    window.addEventListener('keydown', (event) => this.onKey(event), { capture: true });
    around.stage()?.rebuild(true);
  }

  get lens(): Lens {
    // The stage may be drawn while this is being made.
    return (this.sight as Sight | undefined)?.lens ?? NO_LENS;
  }

  readonly duplicate = (): void => {
    const isInTree = document.activeElement?.closest('.tree') !== null;
    if (this.copying.duplicate() && isInTree) this.around.page.tree.focusRow(this.around.player.selected);
  };

  readonly openSnapshots = (): void => {
    const { player, keeper, page, isOpen } = this.around;
    // Somebody may have gone elsewhere while they came.
    if (!isOpen()) return;
    const say = (text: string): void => page.live.say(text);
    void loaded(import('../page/snapshots.ts'), page.notices).then((snapshots) => {
      const { level, hash } = this.around.present();
      if (isOpen()) snapshots?.openSnapshots({ player, keeper, level, hash, say });
    });
  };

  private paste(): void {
    if (this.copying.paste()) this.around.page.tree.focusFirstPlace();
  }

  private onKey(event: KeyboardEvent): void {
    const { target } = event;
    if (event.defaultPrevented || event.altKey || !this.around.isOpen() || !(target instanceof Element)) return;
    if (target.closest('dialog') !== null || isTyped(target)) return;
    const act = event.ctrlKey || event.metaKey ? this.controlled(event) : this.plain(event, target);
    if (act === undefined || act === false) return;
    event.preventDefault();
    event.stopPropagation();
    if (act !== true) act();
  }

  private controlled({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
    const { copying } = this;
    const letter = key.toLowerCase();
    // Words that are marked are what is copied.
    if (shiftKey || (letter === 'c' && window.getSelection()?.toString() !== '')) return undefined;
    const keys: Readonly<Record<string, () => void>> = {
      d: this.duplicate,
      c: () => copying.copy(),
      v: () => this.paste(),
      a: () => copying.selectAll(),
    };
    return keys[letter];
  }

  private plain({ key }: KeyboardEvent, target: Element): (() => void) | boolean | undefined {
    if (key === 'Escape') return this.around.player.hand === null && this.gather.end();
    if (target === this.around.page.stage && this.sight.go(key)) return true;
    const keys: Readonly<Record<string, () => void>> = {
      d: this.duplicate,
      '+': this.sight.closerBy,
      '=': this.sight.closerBy,
      '-': this.sight.widerBy,
      '0': this.sight.showAll,
    };
    return keys[key.toLowerCase()];
  }
}
