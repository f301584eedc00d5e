import { GALLERY as TEXTS } from '../../lang/en/gallery.ts';
import { solutionOf } from '../keep/files.ts';
import { SHARED } from '../../lang/en/shared.ts';
import { bookOf } from '../keep/book.ts';
import { makeExhibit } from '../keep/gallery.ts';
import { SCENARIO_FORMAT } from '../keep/trial.ts';
import { make, makeButton, refill } from '../page/dom.ts';
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

/**
 * What becomes of a build that passed: it is kept in the gallery, and the page says what can be done with it there. In the
 * sandbox everything would pass: there a build is kept when the player says so.
 */
export function accompany(game: Desk): void {
  const { player, page, keeper } = game;
  const ways = make('div', { class: 'actions ways', attrs: { hidden: true } });
  page.files.append(ways);
  const book = bookOf(keeper, () => game.scores.progress);
  let kept: unknown = null;

  const link = (text: string, href: string): HTMLElement => make('a', { class: 'button', attrs: { href } }, text);

  const keep = (): void => {
    const { show, level, history, visitor, isFree } = player;
    if (show === null || show === kept || !show.report.passed || visitor !== null || isFree) return;
    kept = show;
    const exhibit = makeExhibit(solutionOf(level, game.present.hash, history, show.report), Date.now());
    book.change({ change: 'add', exhibit });
    refill(ways, exhibit.id, () => [
      link(TEXTS.share, makeRoute({ room: 'gallery', about: exhibit.id })),
      link(TEXTS.compareBest, makeRoute({ room: 'compare', about: `${exhibit.id}/best` })),
    ]);
  };

  const keepTrial = (): void => {
    const { level, history, scenario } = player;
    const exhibit = makeExhibit(solutionOf(level, game.present.hash, history, null), Date.now(), '', scenario);
    book.change({ change: 'add', exhibit });
    window.location.hash = makeRoute({ room: 'gallery', about: exhibit.id });
  };

  const update = (): void => {
    keep();
    const { isFree, history, result, visitor } = player;
    if (isFree) refill(ways, 'sandbox', () => [makeButton('link', SHARED.keep, keepTrial, { hint: SHARED.keepHint })]);
    ways.hidden = visitor !== null || (isFree ? history.build.nodes.length === 0 : result?.passed !== true);
  };
  player.listen((change) => {
    if (change !== 'time') update();
  });
  update();
  void keepScenario(game);
}

/** What goes wrong in the sandbox is as it was left. */
async function keepScenario({ player, keeper }: Desk): Promise<void> {
  const first = player.scenario;
  const found = await keeper.readKept(SCENARIO_FORMAT);
  // Something was chosen meanwhile.
  if (found !== null && player.scenario === first && player.visitor === null) player.choose(found);
  let kept = found ?? first;
  const keep = (): void => {
    const { scenario, visitor } = player;
    if (visitor !== null || scenario === kept) return;
    kept = scenario;
    void keeper.change(SCENARIO_FORMAT, () => scenario);
  };
  player.listen(keep);
  keep();
}
