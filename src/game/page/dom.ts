import { ICONS } from '../views/icons.ts';
import type { Look } from '../views/layout.ts';

/** Making elements. Texts only ever become text nodes: nothing that a stranger wrote can turn into markup. */

export type Child = Node | string | null;
type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

export interface Props {
  readonly class?: string;
  /** Attributes; true is an empty one, false and undefined leave it out. */
  readonly attrs?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** CSS variables: set one by one, because pages may be forbidden to have style attributes. */
  readonly vars?: Readonly<Record<string, number>>;
  readonly on?: Listeners;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class !== undefined) element.className = props.class;
  for (const [name, value] of Object.entries(props.attrs ?? {})) setAttribute(element, name, value);
  for (const [name, value] of Object.entries(props.vars ?? {})) element.style.setProperty(`--${name}`, String(value));
  for (const [name, listener] of Object.entries(props.on ?? {})) element.addEventListener(name, listener as EventListener);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

export function setAttribute(element: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

export function makeSvg(tag: string, attrs: Readonly<Record<string, string | number>>, ...children: readonly Element[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The mark of a kind; it says nothing that words beside it do not say. */
export function makeIcon(look: Look): SVGElement {
  const strokes = ICONS[look] as readonly { points: readonly (readonly [number, number])[]; closed?: boolean }[];
  const path = strokes
    .map(({ points, closed }) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}${closed === true ? 'Z' : ''}`)
    .join('');
  return makeSvg('svg', { viewBox: '0 0 16 16', class: `icon look-${look}`, 'aria-hidden': 'true' }, makeSvg('path', { d: path }));
}

/** Simple pictures for buttons, on a grid of 24. */
const PICTOGRAMS = {
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  reset: 'M4 12a8 8 0 1 0 3-6.2M4 4v5h5',
  power: 'M12 3v9M6.5 6.5a8 8 0 1 0 11 0',
  play: 'M7 4l13 8-13 8z',
  pause: 'M8 4v16M16 4v16',
  start: 'M19 5L9 12l10 7zM5 5v14',
  earlier: 'M14 5l-8 7 8 7zM19 5v14M19 12h-5',
  later: 'M10 5l8 7-8 7zM5 5v14M5 12h5',
  incident: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  skip: 'M5 5l10 7-10 7zM19 5v14',
  sound: 'M4 10v4h4l5 4V6L8 10zM16 9.5a4 4 0 0 1 0 5',
  mute: 'M4 10v4h4l5 4V6L8 10zM17 9l4 6M21 9l-4 6',
  list: 'M4 6h16M4 12h16M4 18h16',
  keys: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M13 4.5v5M19 4.5v5M5 14.5v5M11 14.5v5M13 7h6M5 17h6',
  build: 'M15 6l-6 6 6 6',
  zoom: 'M4 9V4h5M20 15v5h-5M4 4l6 6M20 20l-6-6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  several: 'M4 4h7v7H4zM13 13h7v7h-7zM15 4h5v5M9 20H4v-5',
  snapshots: 'M4 8h4l2-3h4l2 3h4v11H4zM12 10a3.5 3.5 0 1 0 .01 0',
  waits: 'M4 6h9v12h6M16 15l3 3-3 3',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 13l4.5 4.5L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  on: 'M9 6l6 6-6 6',
  next: 'M5 12h14M13 6l6 6-6 6',
  star: 'M12 3l2.8 5.7 6.2.9-4.5 4.4 1.1 6.2-5.6-2.9-5.6 2.9 1.1-6.2L3 9.6l6.2-.9z',
  file: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1',
  compare: 'M4 5h6v14H4zM14 9h6v10h-6z',
  open: 'M12 16V5M7 9l5-5 5 5M4 20h16',
} as const;
export type Pictogram = keyof typeof PICTOGRAMS;

export function makePictogram(name: Pictogram): SVGElement {
  return makeSvg('svg', { viewBox: '0 0 24 24', class: 'pictogram', 'aria-hidden': 'true' }, makeSvg('path', { d: PICTOGRAMS[name] }));
}

/** A button with a picture and a text; with `isQuiet` the text is only spoken. */
export function makeButton(
  picture: Pictogram | null,
  text: string,
  onClick: () => void,
  options: { class?: string; isQuiet?: boolean; hint?: string; key?: string } = {},
): HTMLButtonElement {
  const label = make('span', { class: options.isQuiet === true ? 'spoken' : 'caption' }, text);
  const attrs = { type: 'button', title: options.hint ?? (options.isQuiet === true ? text : undefined), 'data-key': options.key };
  const children = picture === null ? [label] : [makePictogram(picture), label];
  return make('button', { class: `button ${options.class ?? ''}`, attrs, on: { click: onClick } }, ...children);
}

/** How large letters are, beside the 16 pixels that most browsers begin with. */
export function letterUnit(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** Where a pointer is in an element, CSS pixels from its upper left corner. */
export function pointIn(element: Element, { clientX, clientY }: MouseEvent): { x: number; y: number } {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** Numbers stay with their units when a line breaks, and words in one piece. */
export function unbroken(text: string): string {
  return text.replace(/(power|x86)-(?=on|64)/g, '$1-\u2060').replace(/(\d) (?=(?:s|MiB|min|%|credits?)\b|%)/g, '$1\u00a0');
}

const shown = new WeakMap<Element, string>();

/**
 * Fills an element anew when what it shows has changed, which `signature` tells. Whoever had the focus inside keeps it,
 * found again by `data-key`.
 */
export function refill(element: Element, signature: string, children: () => readonly Child[]): boolean {
  if (shown.get(element) === signature) return false;
  shown.set(element, signature);
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.getAttribute('data-key') ?? null;
  element.replaceChildren(...children().filter((child) => child !== null));
  if (key !== null) element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  return true;
}
