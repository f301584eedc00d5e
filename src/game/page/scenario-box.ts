import { SCENARIO_TEXTS } from '../../lang/en/game-run.ts';
import type { Player } from '../table/player.ts';
import { SCENARIOS } from '../table/sandbox.ts';
import { make } from './dom.ts';

/** In the sandbox: what is to go wrong in the next run. */
export class ScenarioBox {
  readonly element = make('section', { class: 'bet' });
  private readonly select: HTMLSelectElement;

  constructor(player: Player) {
    const select = make(
      'select',
      {
        on: {
          change: () => {
            player.choose(SCENARIOS.find((scenario) => scenario === select.value) ?? 'quiet');
          },
        },
      },
      ...SCENARIOS.map((scenario) => make('option', { attrs: { value: scenario } }, SCENARIO_TEXTS.names[scenario])),
    );
    this.select = select;
    this.element.append(make('label', { class: 'bet-choice' }, make('span', {}, SCENARIO_TEXTS.title), select));
    player.listen(() => this.update(player));
    this.update(player);
  }

  private update({ isFree, show, scenario }: Player): void {
    this.element.hidden = !isFree || show !== null;
    // A build that is opened brings its own along.
    this.select.value = scenario;
  }
}
