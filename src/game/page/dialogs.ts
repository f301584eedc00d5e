import { GAME } from '../../lang/game-en.ts';
import { metricValue, METRICS, PHASE_NAMES } from '../../lang/index.ts';
import { METRIC_OF, PHASES, type Level, type MetricKey } from '../../sim/index.ts';
import { make, makeButton, makePictogram, unbroken } from './dom.ts';

function openDialog(title: string, ...content: readonly Node[]): HTMLDialogElement {
  const close = makeButton('close', GAME.close, () => dialog.close(), { isQuiet: true });
  const dialog = make('dialog', { attrs: { 'aria-label': title } }, make('header', {}, make('h1', {}, title), close), ...content);
  dialog.addEventListener('close', () => dialog.remove());
  // A click on the shade around it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function openKeys(): void {
  const rows = GAME.keys.map(([key, text]) => make('div', {}, make('dt', {}, key), make('dd', {}, text)));
  const bar = (look: string, text: string): HTMLElement =>
    make(
      'div',
      {},
      make('dt', { class: 'legend-bar look-kernel' }, make('span', { class: `bar ${look}`, vars: { from: 0, to: 1 } })),
      make('dd', {}, text),
    );
  const legend = [
    ...PHASES.map((phase) => bar(`bar-phase phase-${phase}`, PHASE_NAMES[phase])),
    bar('bar-waits', GAME.legend.waits),
    bar('bar-runs', GAME.legend.runs),
    make('div', {}, make('dt', { class: 'legend-bar' }, make('span', { class: 'legend-dot' })), make('dd', {}, GAME.legend.falls)),
  ];
  openDialog(
    GAME.keysTitle,
    make('dl', { class: 'keys' }, ...rows),
    make('h2', {}, GAME.legend.title),
    make('dl', { class: 'legend' }, ...legend),
  );
}

export interface ListedLevel {
  readonly level: Level;
  /** The player's best in each metric; null when it has not been passed. */
  readonly best: Partial<Record<MetricKey, number>> | null;
}

export interface Around {
  readonly keys: () => void;
  readonly theme: () => void;
}

export function openLevels(levels: readonly ListedLevel[], present: string, onChoose: (index: number) => void, around: Around): void {
  const items = levels.map(({ level, best }, index) => {
    const metrics = best === null ? [] : level.score.map((key) => METRIC_OF[key]).filter((key) => best[key] !== undefined);
    const text = best === null ? GAME.levelNew : metrics.map((key) => `${METRICS[key].name} ${metricValue(key, best[key]!)}`).join(' · ');
    const button = make(
      'button',
      {
        class: `level-item${best === null ? '' : ' is-done'}`,
        attrs: { type: 'button', 'aria-current': level.id === present ? 'true' : undefined },
      },
      make('span', { class: 'level-number' }, String(index + 1)),
      make(
        'span',
        { class: 'level-words' },
        make('strong', {}, level.title),
        make('span', { class: 'hint' }, best === null ? text : unbroken(`${GAME.levelDone} · ${text}`)),
      ),
      best === null ? null : make('span', { class: 'level-tick' }, makePictogram('check')),
    );
    button.addEventListener('click', () => {
      dialog.close();
      onChoose(index);
    });
    return make('li', {}, button);
  });
  // On a narrow screen the bar at the top has no room for these.
  const keys = makeButton('keys', GAME.keysTitle, () => {
    dialog.close();
    around.keys();
  });
  const theme = makeButton('theme', GAME.theme, around.theme);
  const dialog = openDialog(
    GAME.levelList,
    make('div', { class: 'actions dialog-tools' }, theme, keys),
    make('ol', { class: 'level-list' }, ...items),
  );
  dialog.querySelector<HTMLElement>('[aria-current]')?.focus();
}
