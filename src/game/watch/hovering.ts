import type { Tree } from '../page/tree.ts';
import type { Player } from '../table/player.ts';

/**
 * What is pointed at lights up wherever it is seen. Rows, bars, areas and tables say with `data-node` whose they are; the
 * stage does the same for what is drawn on it.
 */

const OWNED = '[data-node], .tree-row[data-id]';

function ownerOf(target: EventTarget | null): string | null {
  const found = target instanceof Element ? target.closest<HTMLElement | SVGElement>(OWNED) : null;
  return found === null ? null : (found.dataset['node'] ?? found.dataset['id'] ?? null);
}

export class Hovering {
  private readonly root: HTMLElement;
  private readonly player: Player;
  private readonly tree: Tree;

  constructor(root: HTMLElement, player: Player, tree: Tree) {
    this.tree = tree;
    this.root = root;
    this.player = player;
    root.addEventListener('pointerover', (event) => {
      // On the stage it is known only where the pointer is, not what it is over.
      if (event.target instanceof Element && event.target.closest('.stage') === null) player.hover(ownerOf(event.target));
    });
    root.addEventListener('pointerleave', () => player.hover(null));
    root.addEventListener('focusin', (event) => {
      const owner = ownerOf(event.target);
      if (owner !== null) player.hover(owner);
    });
    player.listen((change) => {
      if (change === 'hover') this.mark();
    });
  }

  /** Also what has been made since. */
  mark(): void {
    const { hovered } = this.player;
    const id = hovered === null ? null : CSS.escape(hovered);
    const own = id === null ? [] : this.root.querySelectorAll(`[data-node="${id}"], .tree-row[data-id="${id}"]`);
    const wanted = new Set<Element>(own);
    // What is folded away is lit where it is folded away.
    const row = hovered === null ? null : this.tree.rowOf(hovered);
    if (row !== null) wanted.add(row);
    for (const old of this.root.querySelectorAll('.is-hovered')) if (!wanted.has(old)) old.classList.remove('is-hovered');
    for (const element of wanted) element.classList.add('is-hovered');
  }
}
