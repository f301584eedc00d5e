import { RUN_VIEWS } from '../../lang/game-log-en.ts';
import { make } from './dom.ts';

/** A run is looked at in one of two ways, chosen beside its clock. */
export type RunView = 'tree' | 'log';
const VIEWS = ['tree', 'log'] as const satisfies readonly RunView[];

export class ViewSwitch {
  readonly element = make('div', { class: 'run-views', attrs: { role: 'group', 'aria-label': RUN_VIEWS.label } });
  private readonly buttons: readonly HTMLButtonElement[];

  constructor(onChoose: (view: RunView) => void) {
    this.buttons = VIEWS.map((view) =>
      make(
        'button',
        { class: 'run-view', attrs: { type: 'button', 'data-view': view }, on: { click: () => onChoose(view) } },
        RUN_VIEWS[view],
      ),
    );
    this.element.append(...this.buttons);
  }

  mark(view: RunView): void {
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset['view'] === view));
  }
}
