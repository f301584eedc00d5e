import '../look/bars.css';
import '../look/dialogs.css';
import { GAME } from '../../lang/en/game.ts';
import { KEYS } from '../../lang/en/game-keys.ts';
import { PHASE_NAMES } from '../../lang/index.ts';
import { PHASES } from '../../sim/index.ts';
import { make, makeButton } from './dom.ts';

export function openDialog(title: string, ...content: readonly Node[]): HTMLDialogElement {
  const close = makeButton('close', GAME.close, () => dialog.close(), { isQuiet: true });
  const dialog = make('dialog', { attrs: { 'aria-label': title } }, make('header', {}, make('h1', {}, title), close), ...content);
  // The title says which level or room is looked at: a dialog is about the one that it was opened in. What comes with a new
  // address should find it closed, which is why it is the first to hear of it.
  const leave = (): void => {
    dialog.close();
    // Its own event comes a turn later, when the room is already looked at.
    dialog.remove();
  };
  const titles = new MutationObserver(leave);
  titles.observe(document.head.querySelector('title')!, { childList: true });
  window.addEventListener('hashchange', leave, { capture: true });
  dialog.addEventListener('close', () => {
    titles.disconnect();
    window.removeEventListener('hashchange', leave, { capture: true });
    dialog.remove();
  });
  // A click on the shade around it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** `asked` is the title of the page when they were asked for: somebody may have gone elsewhere, or opened another, meanwhile. */
export function openKeys(asked: string): void {
  if (document.title !== asked || document.querySelector('dialog[open]') !== null) return;
  const rows = KEYS.map(([key, text]) => make('div', {}, make('dt', {}, key), make('dd', {}, text)));
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
