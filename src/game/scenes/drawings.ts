import { pictureUrl } from '../views/pictures.ts';
import type { Atlas, Stamp } from './atlas.ts';

/** The drawings of parts as stamps: one for each drawing, colour and size, made for this screen. */
export class Drawings {
  private readonly atlas: Atlas;
  private readonly onLoaded: () => void;
  /** Asked for, and null until the browser has drawn them in its own time. */
  private readonly loaded = new Map<string, HTMLImageElement | null>();

  /** In which size each was drawn last. */
  private readonly last = new Map<string, string>();

  constructor(atlas: Atlas, onLoaded: () => void) {
    this.atlas = atlas;
    this.onLoaded = onLoaded;
  }

  /**
   * Which drawing, in which CSS colour, device pixels wide and high; null while there is none. What is `passing`, because
   * it glides, is shown in the size that there was before.
   */
  stamp(id: string, colour: string, pixels: number, isPassing: boolean): Stamp | null {
    const picture = `${id} ${colour}`;
    const key = `${picture} ${pixels}`;
    const found = this.atlas.find(key);
    if (found !== null) return found;
    const last = this.atlas.find(this.last.get(picture) ?? key);
    if (isPassing && last !== null) return last;
    const element = this.loaded.get(key);
    if (element === undefined) this.ask(key, pictureUrl(id, colour, pixels));
    if (element === undefined || element === null) return last;
    this.last.set(picture, key);
    return this.atlas.add(key, pixels, pixels, (context, x, y) => context.drawImage(element, x, y, pixels, pixels));
  }

  private ask(key: string, url: string | null): void {
    this.loaded.set(key, null);
    if (url === null) return;
    const element = new Image();
    element.src = url;
    // Without its drawing a part still has its name and its colour.
    void element.decode().then(
      () => {
        this.loaded.set(key, element);
        this.onLoaded();
      },
      () => undefined,
    );
  }
}
