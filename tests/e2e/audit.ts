import type { Page } from 'playwright-core';

/** What somebody with large letters, or with a finger, would meet with on the screen that is shown: one line a finding. */

/** Whatever can be pressed, drawn or written into. */
const CONTROLS = 'button, a[href], select, input, textarea, summary, label.choice, label.check, .tree-row, .fold, .wait-handle, .wait-chip';

/** What the questions below have in common; it is put into the page. */
interface Looks {
  /** What lies on top: under a dialog or a room nothing is looked at. */
  readonly layers: () => Element[];
  readonly isSeen: (element: Element) => boolean;
  /** Everything that it is cut off by or scrolls in. */
  readonly boxesOf: (element: Element) => Element[];
  /** How it lies beyond what can be scrolled to; null when it does not. */
  readonly lost: (rect: DOMRect, element: Element) => string | null;
  readonly said: (text: string) => string;
}

declare global {
  interface Window {
    looks?: Looks;
  }
}

/** From a browser's own number, which is rarely whole. */
const SLACK = 2;

function install(slack: number): void {
  const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
  const boxesOf = (element: Element): Element[] => {
    const boxes: Element[] = [];
    if (styleOf(element).position === 'fixed') return boxes;
    let isFree = styleOf(element).position === 'absolute';
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      const { position } = styleOf(box);
      if (!isFree || position !== 'static') boxes.push(box);
      isFree = position === 'absolute' || (isFree && position === 'static');
      if (position === 'fixed') break;
    }
    return boxes;
  };
  const AXES = [
    { overflow: 'overflowX', from: 'left', to: 'right', scroll: 'scrollLeft' },
    { overflow: 'overflowY', from: 'top', to: 'bottom', scroll: 'scrollTop' },
  ] as const;
  const lost = (rect: DOMRect, element: Element): string | null => {
    const boxes = boxesOf(element);
    const isFixed = [element, ...boxes].some((box) => styleOf(box).position === 'fixed');
    for (const axis of AXES) {
      let [from, to]: [number, number] = [rect[axis.from], rect[axis.to]];
      for (const box of boxes) {
        const overflow = styleOf(box)[axis.overflow];
        const edge = box.getBoundingClientRect();
        const name = box.getAttribute('class') ?? box.tagName;
        if (overflow === 'visible') continue;
        const isCut = overflow === 'hidden' || overflow === 'clip';
        if (isCut && (from < edge[axis.from] - slack || to > edge[axis.to] + slack)) return `cut off by ${name}`;
        if (!isCut && from - edge[axis.from] + box[axis.scroll] < -slack) return `before the beginning of ${name}`;
        if (!isCut) [from, to] = [edge[axis.from], edge[axis.to]];
      }
      const scrolls = axis.from === 'top' && !isFixed && styleOf(document.body).overflowY === 'auto';
      const most = axis.from === 'top' ? innerHeight : innerWidth;
      if (scrolls ? from + scrollY < -slack : from < -slack || to > most + slack) return 'beyond the page';
    }
    return null;
  };
  window.looks = {
    layers: () => [
      document.querySelector('dialog') ?? document.querySelector('.room') ?? document.querySelector('#game')!,
      ...document.querySelectorAll('.notices'),
    ],
    isSeen: (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      styleOf(element).clipPath === 'none' &&
      element.closest('.spoken, [inert]') === null,
    boxesOf,
    lost,
    said: (text) => text.trim().replace(/\s+/g, ' ').slice(0, 40),
  };
}

function widthProblems(): string[] {
  const { layers, isSeen } = window.looks!;
  const places = layers().flatMap((layer) => [layer, ...layer.querySelectorAll('.right, .tray-list, .codex-list, .entry')]);
  const wide = places.filter((place) => isSeen(place) && place.scrollWidth > place.clientWidth + 1);
  const found = wide.map((place) => `wider than its place: ${place.getAttribute('class') ?? place.tagName}`);
  return document.documentElement.scrollWidth > innerWidth + 1 ? ['wider than the window', ...found] : found;
}

function textsOf(slack: number): string[] {
  const { layers, isSeen, boxesOf, lost, said } = window.looks!;
  const FLOATING = '.room-top, .stage-tools, .several-bar, .remark, .ghost, .coach, .notices, dialog header, .compare-clock';
  const found: string[] = [];
  const texts: { readonly text: string; readonly rect: DOMRect; readonly element: Element; readonly floating: Element | null }[] = [];
  /** What is seen of it in the boxes that it scrolls in. */
  const seenOf = (rect: DOMRect, element: Element): DOMRect => {
    let { left, right, top, bottom } = rect;
    for (const box of boxesOf(element).filter((each) => getComputedStyle(each).overflow !== 'visible')) {
      const edge = box.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const add = (node: Node): void => {
    const element = node.parentElement!;
    const text = said(node.textContent ?? '');
    if (text === '' || element.closest('option, title') !== null || !isSeen(element)) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const why = lost(range.getBoundingClientRect(), element);
    if (why !== null) found.push(`${why}: "${text}"`);
    const seen = [...range.getClientRects()].map((rect) => seenOf(rect, element)).filter(({ width, height }) => width * height > 0);
    texts.push(...seen.map((rect) => ({ text, rect, element, floating: element.closest(FLOATING) })));
  };
  for (const layer of layers()) {
    const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) add(walker.currentNode);
  }
  texts.forEach(({ text, rect, element, floating }, index) => {
    for (const other of texts.slice(index + 1)) {
      if (other.floating !== floating || other.element === element) continue;
      const width = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
      const height = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
      // Lines that touch share some of the room between them.
      if (width > slack && height > Math.min(rect.height, other.rect.height) / 3) found.push(`"${text}" over "${other.text}"`);
    }
  });
  return found;
}

function controlProblems(controls: string): string[] {
  const { layers, isSeen, lost, said } = window.looks!;
  const found: string[] = [];
  for (const control of layers().flatMap((layer) => [...layer.querySelectorAll<HTMLElement>(controls)])) {
    // The slider under the time axis is reached through its handle.
    if (!isSeen(control) || control.matches('.scrub')) continue;
    const name = said(control.getAttribute('aria-label') ?? control.textContent) || control.className;
    const why = lost(control.getBoundingClientRect(), control);
    if (why !== null) found.push(`${why}: control "${name}"`);
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = control.getBoundingClientRect();
    const other = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest(controls) ?? null;
    // A note goes away when it has been read.
    const isOther = other !== null && !control.contains(other) && !other.contains(control) && other.closest('.coach') === null;
    if (isOther) found.push(`"${name}" lies under "${said(other.textContent) || other.className}"`);
  }
  return found;
}

/** Text that cannot be come to, text over text, controls that cannot be come to, a page that is wider than its window. */
export async function textProblems(page: Page): Promise<string[]> {
  await page.evaluate(install, SLACK);
  const found = [...(await page.evaluate(widthProblems)), ...(await page.evaluate(textsOf, SLACK))];
  return [...new Set([...found, ...(await page.evaluate(controlProblems, CONTROLS))])];
}

function smallOf(controls: string): string[] {
  const LEAST = 44;
  const { layers, isSeen, said } = window.looks!;
  const found: string[] = [];
  /** How far a finger meets it from its middle, in one direction. */
  const reach = (control: HTMLElement, x: number, y: number, dx: number, dy: number): number => {
    const label = control.closest('label');
    for (let step = 1; step <= LEAST; step += 1) {
      const met = document.elementFromPoint(x + dx * step, y + dy * step);
      // A note goes away when it has been read.
      if (met !== null && met.closest('.coach') !== null) continue;
      if (met === null || !(control.contains(met) || met === label || label?.contains(met) === true)) return step - 0.5;
    }
    return LEAST;
  };
  for (const control of layers().flatMap((layer) => [...layer.querySelectorAll<HTMLElement>(controls)])) {
    // A link within a text is as high as its line, as everywhere; the slider under the time axis is met on all of the axis.
    const isProse = control.matches('p a, dd a, .credits a') && getComputedStyle(control).display === 'inline';
    if (!isSeen(control) || isProse || control.matches('.scrub, .file-input, :disabled')) continue;
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = control.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const width = reach(control, x, y, -1, 0) + reach(control, x, y, 1, 0);
    const height = reach(control, x, y, 0, -1) + reach(control, x, y, 0, 1);
    const name = said(control.getAttribute('aria-label') ?? control.textContent) || control.className;
    if (width < LEAST - 1 || height < LEAST - 1) found.push(`"${name}" (${control.className}) ${width} × ${height}`);
  }
  return found;
}

/** Controls that are smaller to a finger than 44 pixels each way. */
export async function tooSmall(page: Page): Promise<string[]> {
  await page.evaluate(install, SLACK);
  return page.evaluate(smallOf, CONTROLS);
}
