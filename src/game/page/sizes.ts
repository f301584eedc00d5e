import '../look/sizes.css';
import { EASE } from '../../lang/en/game-ease.ts';
import type { SettingKey } from '../../sim/index.ts';
import type { Option, Value } from '../table/options.ts';
import { make, makeButton, unbroken } from './dom.ts';

/** Sizes of which there are many: a slider over those that are allowed, with a step down and a step up beside it. */

const FEW = 3;

/** Where the catalogue's default stands among the sizes: no limit is the most, no delay the least. */
const SIZES: Partial<Record<SettingKey, number>> = {
  ramMiB: 0,
  cpus: 0,
  diskMiB: 0,
  cpuLimit: Infinity,
  ramLimitMiB: Infinity,
  delayMs: 0,
};

/** Whether there are too many to lie beside each other as buttons. */
export function isSlid({ key, values }: Option): boolean {
  return Object.hasOwn(SIZES, key) && values.length > FEW;
}

/** From the least to the most. */
export function inOrder({ key, values }: Option): (Value | null)[] {
  const size = (value: Value | null): number => (value === null ? (SIZES[key] ?? 0) : Number(value));
  return [...values].sort((a, b) => size(a) - size(b));
}

export interface Sliding {
  readonly name: string;
  readonly text: (value: Value | null) => string;
  /** While the slider moves; what is set in one gesture is one step. */
  readonly slide: (value: Value | null, gesture: object) => void;
  readonly rest: () => void;
  /** One step, by a button. */
  readonly set: (value: Value | null) => void;
}

export function makeSlider(option: Option, { name, text, slide, rest, set }: Sliding): HTMLElement {
  const values = inOrder(option);
  const now = Math.max(0, values.indexOf(option.now));
  const shown = make('output', { class: 'size-value' }, text(option.now));
  const input = make('input', {
    class: 'slider',
    attrs: { type: 'range', min: 0, max: values.length - 1, step: 1, value: now, 'aria-label': name, 'data-key': `size:${option.key}` },
  });
  const tell = (value: Value | null): void => {
    shown.textContent = text(value);
    input.setAttribute('aria-valuetext', text(value));
    input.dataset['value'] = String(value);
  };
  tell(option.now);
  let gesture = {};
  input.addEventListener('input', () => {
    const value = values[input.valueAsNumber]!;
    tell(value);
    slide(value, gesture);
  });
  const end = (): void => {
    gesture = {};
    rest();
  };
  // A slider that came back to where it was has not changed, and is let go all the same.
  for (const type of ['change', 'pointerup', 'pointercancel', 'blur'] as const) input.addEventListener(type, end);
  const step = (by: -1 | 1): HTMLButtonElement => {
    const isEnd = now + by < 0 || now + by >= values.length;
    const [label, key] = by < 0 ? [EASE.less(name), 'less'] : [EASE.more(name), 'more'];
    const act = (): void => (isEnd ? undefined : set(values[now + by]!));
    const button = makeButton(by < 0 ? 'minus' : 'plus', label, act, { isQuiet: true, key: `${key}:${option.key}` });
    // It keeps the focus where it does nothing more.
    if (isEnd) button.setAttribute('aria-disabled', 'true');
    return button;
  };
  const all = make('p', { class: 'hint size-all' }, unbroken(EASE.allowed(values.map(text))));
  return make('div', { class: 'size' }, step(-1), input, step(1), shown, all);
}
