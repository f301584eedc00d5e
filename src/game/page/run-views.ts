import { RUN_VIEWS } from '../../lang/en/game-log.ts';
import { make } from './dom.ts';

/** A run is looked at in one of several ways, chosen beside its clock. */
export const VIEWS = ['tree', 'memory', 'load', 'tables', 'log'] as const;
export type RunView = (typeof VIEWS)[number];

export class ViewSwitch {
  /** Buttons where there is room for them, else a list. */
  readonly element = make('div', { class: 'run-views', attrs: { role: 'group', 'aria-label': RUN_VIEWS.label } });
  private readonly buttons: readonly HTMLButtonElement[];
  private readonly list: HTMLSelectElement;

  constructor(onChoose: (view: RunView) => void) {
    this.buttons = VIEWS.map((view) =>
      make(
        'button',
        { class: 'run-view', attrs: { type: 'button', 'data-view': view }, on: { click: () => onChoose(view) } },
        RUN_VIEWS[view],
      ),
    );
    this.list = make(
      'select',
      { class: 'run-view-list', attrs: { 'aria-label': RUN_VIEWS.label }, on: { change: () => onChoose(this.list.value as RunView) } },
      ...VIEWS.map((view) => make('option', { attrs: { value: view } }, RUN_VIEWS[view])),
    );
    this.element.append(...this.buttons, this.list);
  }

  mark(view: RunView): void {
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset['view'] === view));
    this.list.value = view;
  }
}
