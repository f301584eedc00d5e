import type { Settings } from './keep/settings.ts';

/** How the page looks: what the player chose, else what the system asks for. The style sheet reads it off the root. */

const LIGHT = '(prefers-color-scheme: light)';
const CONTRAST = '(prefers-contrast: more)';
const STILL = '(prefers-reduced-motion: reduce)';

export class Appearance {
  private settings: Settings;
  private readonly root: HTMLElement;
  /** Asked at every frame of the picture. */
  private readonly queries: Readonly<Record<string, MediaQueryList>>;
  private readonly listeners: (() => void)[] = [];

  constructor(settings: Settings, window: Window) {
    this.settings = settings;
    this.root = window.document.documentElement;
    this.queries = Object.fromEntries([LIGHT, CONTRAST, STILL].map((query) => [query, window.matchMedia(query)]));
    for (const query of Object.values(this.queries)) query.addEventListener('change', () => this.apply());
    this.apply();
  }

  private asks(query: string): boolean {
    return this.queries[query]!.matches;
  }

  get isLight(): boolean {
    return this.settings.theme === 'system' ? this.asks(LIGHT) : this.settings.theme === 'light';
  }

  /** Nothing is to move that need not. */
  get isStill(): boolean {
    return this.settings.motion === 'system' ? this.asks(STILL) : this.settings.motion === 'still';
  }

  set(settings: Settings): void {
    this.settings = settings;
    this.apply();
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  private apply(): void {
    const { dataset } = this.root;
    const { contrast } = this.settings;
    dataset['theme'] = this.isLight ? 'light' : 'dark';
    dataset['contrast'] = (contrast === 'system' ? this.asks(CONTRAST) : contrast === 'high') ? 'high' : 'normal';
    dataset['motion'] = this.isStill ? 'still' : 'full';
    for (const listener of this.listeners) listener();
  }
}
