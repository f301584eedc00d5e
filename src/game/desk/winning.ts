import { GALLERY as TEXTS } from '../../lang/gallery-en.ts';
import { solutionOf } from '../keep/files.ts';
import { GALLERY_FORMAT, galleryOf, makeExhibit, withExhibits } from '../keep/gallery.ts';
import { make, refill } from '../page/dom.ts';
import { makeRoute } from '../route.ts';
import type { Keeper } from '../keep/keeper.ts';
import type { Scores } from '../keep/scores.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Page } from '../page/page.ts';
import type { Player } from '../table/player.ts';
import '../look/winning.css';

/** The desk, as far as this looks at it. */
export interface Desk {
  readonly player: Player;
  readonly page: Page;
  readonly keeper: Keeper;
  readonly scores: Scores;
  readonly present: PublishedLevel;
}

/** What becomes of a build that passed: it is kept in the gallery, and the page says what can be done with it there. */
export function accompany(game: Desk): void {
  const { player, page, keeper } = game;
  const ways = make('div', { class: 'actions ways', attrs: { hidden: true } });
  page.files.append(ways);
  let kept: unknown = null;

  const link = (text: string, href: string): HTMLElement => make('a', { class: 'button', attrs: { href } }, text);

  const keep = (): void => {
    const { show, level, history, visitor } = player;
    if (show === null || show === kept || !show.report.passed || visitor !== null) return;
    kept = show;
    const exhibit = makeExhibit(solutionOf(level, game.present.hash, history, show.report), Date.now());
    void keeper.change(GALLERY_FORMAT, (gallery) => withExhibits(gallery ?? galleryOf(game.scores.progress), [exhibit]));
    refill(ways, exhibit.id, () => [
      link(TEXTS.share, makeRoute({ room: 'gallery', about: exhibit.id })),
      link(TEXTS.compareBest, makeRoute({ room: 'compare', about: `${exhibit.id}/best` })),
    ]);
  };

  const update = (): void => {
    keep();
    ways.hidden = player.result?.passed !== true || player.visitor !== null;
  };
  player.listen((change) => {
    if (change !== 'time') update();
  });
  update();
}
