import '../look/snapshots.css';
import { EASE } from '../../lang/en/game-ease.ts';
import type { Level } from '../../sim/index.ts';
import type { Format, Keeper } from '../keep/keeper.ts';
import { freeName, isSameBuild, LONGEST_NAME, MOST_SNAPSHOTS, snapshotsIn, type Snapshot } from '../keep/snapshots.ts';
import { editsToBecome } from '../table/edits.ts';
import type { Player } from '../table/player.ts';
import { openDialog } from './dialogs.ts';
import { make, makeButton, setAttribute, setText } from './dom.ts';
import { Miniature } from './miniature.ts';

/** Builds kept under a name: a panel to keep the present one, and to go back to another. */

const MINIATURE = { width: 150, height: 84 };

interface Around {
  readonly player: Player;
  readonly keeper: Keeper;
  readonly level: Level;
  readonly hash: string;
  readonly say: (text: string) => void;
}

class Snapshots {
  private readonly around: Around;
  private list: readonly Snapshot[] = [];
  private readonly rows = make('ul', { class: 'snapshots' });
  private readonly told = make('p', { class: 'hint', attrs: { role: 'status' } });
  private readonly back = make('p', { class: 'actions' });
  private readonly name: HTMLInputElement;
  private readonly dialog: HTMLDialogElement;

  constructor(around: Around) {
    this.around = around;
    this.name = make('input', { attrs: { type: 'text', maxlength: LONGEST_NAME, 'aria-label': EASE.snapshotName, autocomplete: 'off' } });
    const keep = make('button', { class: 'button primary', attrs: { type: 'submit' } }, EASE.keep);
    const form = make('form', { class: 'snapshot-form' }, this.name, keep);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.keep();
    });
    this.dialog = openDialog(EASE.snapshots, form, this.told, this.back, this.rows);
    void this.read();
  }

  private get format(): Format<readonly Snapshot[]> {
    return snapshotsIn(this.around.level, this.around.hash);
  }

  private async read(): Promise<void> {
    this.list = (await this.around.keeper.readKept(this.format)) ?? [];
    this.name.value = this.proposal();
    this.show();
    setText(this.told, this.list.length === 0 ? EASE.noSnapshots : '');
    this.name.select();
  }

  private proposal(): string {
    return freeName(EASE.nameOf(this.list.length + 1), this.list);
  }

  /** Also what another tab has kept meanwhile is changed, not written over. */
  private change(next: (list: readonly Snapshot[]) => readonly Snapshot[], text: string): void {
    const { keeper, say } = this.around;
    this.list = next(this.list);
    void keeper.change(this.format, (kept) => next(kept ?? []));
    setText(this.told, text);
    say(text);
  }

  private keep(): void {
    if (this.list.length >= MOST_SNAPSHOTS) {
      setText(this.told, EASE.tooMany(MOST_SNAPSHOTS));
      return;
    }
    const { build } = this.around.player.history;
    const name = freeName(this.name.value, this.list);
    this.change((list) => [...list, { name: freeName(name, list), build }].slice(-MOST_SNAPSHOTS), EASE.kept(name));
    this.show();
    this.name.value = this.proposal();
  }

  private load(snapshot: Snapshot): void {
    const { player, level, say } = this.around;
    this.dialog.close();
    if (!isPresent(snapshot, player)) player.do(editsToBecome(player.history.build, level, snapshot.build));
    say(EASE.loaded(snapshot.name));
  }

  /**
   * The rows stay: the name is often left by a press on one of their buttons, which would be gone before it is let go of, and
   * the focus with it.
   */
  private rename(snapshot: Snapshot, wanted: string): Snapshot {
    const others = this.list.filter(({ name }) => name !== snapshot.name);
    const name = wanted.trim() === '' ? snapshot.name : freeName(wanted, others);
    if (name === snapshot.name) return snapshot;
    this.change((list) => list.map((each) => (each.name === snapshot.name ? { ...each, name } : each)), EASE.renamed(name));
    return { ...snapshot, name };
  }

  private remove(snapshot: Snapshot): void {
    this.change((list) => list.filter(({ name }) => name !== snapshot.name), EASE.snapshotGone(snapshot.name));
    this.show();
    const again = (): void => {
      this.change((list) => [...list, { ...snapshot, name: freeName(snapshot.name, list) }], EASE.kept(snapshot.name));
      this.show();
      this.rows.querySelector('input')?.focus();
    };
    const button = makeButton('undo', EASE.bringBack, again);
    this.back.replaceChildren(button);
    button.focus();
  }

  private show(): void {
    this.back.replaceChildren();
    this.rows.replaceChildren(...this.list.map((snapshot) => this.makeRow(snapshot)).reverse());
  }

  private makeRow(kept: Snapshot): HTMLElement {
    let snapshot = kept;
    const { player, level } = this.around;
    const miniature = new Miniature(MINIATURE);
    miniature.showBuild(snapshot.build, level);
    const name = make('input', {
      attrs: { type: 'text', maxlength: LONGEST_NAME, autocomplete: 'off' },
      on: {
        change: () => {
          snapshot = this.rename(snapshot, name.value);
          showName();
        },
      },
    });
    const remove = makeButton('close', EASE.remove, () => this.remove(snapshot), { isQuiet: true });
    const showName = (): void => {
      const text = `${EASE.remove}: ${snapshot.name}`;
      name.value = snapshot.name;
      setAttribute(name, 'aria-label', EASE.newName(snapshot.name));
      setAttribute(remove, 'title', text);
      setText(remove.querySelector('span')!, text);
    };
    showName();
    const count = EASE.parts(snapshot.build.nodes.length - level.given.length);
    return make(
      'li',
      {},
      miniature.element as unknown as HTMLElement,
      make(
        'div',
        { class: 'snapshot-words' },
        name,
        make('span', { class: 'hint' }, isPresent(snapshot, player) ? `${count} · ${EASE.isPresent}` : count),
      ),
      makeButton(null, EASE.load, () => this.load(snapshot)),
      remove,
    );
  }
}

function isPresent({ build }: Snapshot, player: Player): boolean {
  return isSameBuild(build, player.history.build);
}

export function openSnapshots(around: Around): void {
  if (document.querySelector('dialog') === null) new Snapshots(around);
}
