/** Keys that work wherever the focus is, as far as the focused thing does not need them itself. */

export interface KeyCommands {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly power: () => void;
  readonly again: () => void;
  readonly escape: () => void;
  readonly remove: () => void;
  readonly move: () => void;
  readonly play: () => void;
  readonly next: () => void;
  readonly build: () => void;
  readonly levels: () => void;
  readonly view: () => void;
  readonly earlier: () => void;
  readonly later: () => void;
  readonly incident: () => void;
  readonly zoom: () => void;
  readonly why: () => void;
  readonly keys: () => void;
  readonly snapshots: () => void;
  readonly mute: () => void;
}

const PLAIN = {
  p: 'power',
  r: 'again',
  m: 'move',
  n: 'next',
  b: 'build',
  l: 'levels',
  t: 'view',
  ',': 'earlier',
  '.': 'later',
  i: 'incident',
  k: 'snapshots',
  z: 'zoom',
  w: 'why',
  s: 'mute',
  '?': 'keys',
  delete: 'remove',
  backspace: 'remove',
  escape: 'escape',
  ' ': 'play',
} as const satisfies Record<string, keyof KeyCommands>;

const WITH_CONTROL = { y: 'redo', enter: 'power' } as const satisfies Record<string, keyof KeyCommands>;

function commandFor(event: KeyboardEvent): keyof KeyCommands | null {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return Object.hasOwn(WITH_CONTROL, key) ? WITH_CONTROL[key as keyof typeof WITH_CONTROL] : null;
  }
  return !event.altKey && Object.hasOwn(PLAIN, key) ? PLAIN[key as keyof typeof PLAIN] : null;
}

/** Whether letters and arrows are for what has the focus. */
export function isTyped(target: Element): boolean {
  return target.closest('select, textarea, input:not([type=radio], [type=checkbox], [type=range])') !== null;
}

/** Whether what has the focus uses this key itself. */
function isNeeded(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog') !== null) return true;
  if (isTyped(target)) return !(event.ctrlKey || event.metaKey || event.key === 'Escape');
  return event.key === ' ' && target.closest('button, summary, a, input') !== null;
}

/** `isOpen` says whether the desk is what is looked at. */
export function listenToKeys(target: Window, isOpen: () => boolean, commands: KeyCommands): void {
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !isOpen() || isNeeded(event)) return;
    const command = commandFor(event);
    if (command === null) return;
    event.preventDefault();
    commands[command]();
  });
}
