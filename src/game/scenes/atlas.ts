import type Phaser from 'phaser';

/** A place in the atlas; its size is in device pixels. */
export type Stamp = Phaser.Textures.Frame;

interface Page {
  readonly texture: Phaser.Textures.Texture;
  readonly context: CanvasRenderingContext2D;
  /** Where the next stamp goes: from left to right in rows. */
  x: number;
  y: number;
  rowHeight: number;
  isNew: boolean;
}

const WIDTH = 1024;
const HEIGHT = 512;
/** Pages that fill up with what is no longer shown, before all is drawn anew. */
const SPARE_PAGES = 6;
/** Between two stamps, so that none shows at the edge of another. */
const GAP = 1;

/**
 * Words and part pictures of the stage, each drawn once, together on a few pages: a graphics card takes a hundred
 * rectangles from one texture at once, and from a hundred textures one after the other.
 */
export class Atlas {
  private readonly textures: Phaser.Textures.TextureManager;
  private readonly pages: Page[] = [];
  private readonly stamps = new Map<string, Stamp>();
  private mostPages = Infinity;

  constructor(textures: Phaser.Textures.TextureManager) {
    this.textures = textures;
  }

  find(key: string): Stamp | null {
    return this.stamps.get(key) ?? null;
  }

  /** Draws a new one: `draw` is given the place of its upper left corner, in whole device pixels. */
  add(key: string, width: number, height: number, draw: (context: CanvasRenderingContext2D, x: number, y: number) => void): Stamp {
    const page = this.pageFor(width, height);
    const { x, y } = page;
    page.x += width + GAP;
    page.rowHeight = Math.max(page.rowHeight, height);
    page.isNew = true;
    page.context.save();
    draw(page.context, x, y);
    page.context.restore();
    const stamp = page.texture.add(key, 0, x, y, width, height)!;
    this.stamps.set(key, stamp);
    return stamp;
  }

  /** Hands on what has been drawn since. */
  flush(): void {
    for (const page of this.pages) {
      if (page.isNew) page.texture.source[0]!.update();
      page.isNew = false;
    }
    if (this.mostPages === Infinity) this.mostPages = this.pages.length + SPARE_PAGES;
  }

  /** Percentages and rates go by while a run plays: from time to time only what is on the stage is drawn again. */
  get isFull(): boolean {
    return this.pages.length >= this.mostPages;
  }

  clear(): void {
    for (const { texture } of this.pages) this.textures.remove(texture);
    this.pages.length = 0;
    this.stamps.clear();
    this.mostPages = Infinity;
  }

  private pageFor(width: number, height: number): Page {
    const page = this.pages.at(-1);
    if (page !== undefined) {
      const { canvas } = page.context;
      if (page.x + width > canvas.width) {
        page.x = 0;
        page.y += page.rowHeight + GAP;
        page.rowHeight = 0;
      }
      if (page.x + width <= canvas.width && page.y + height <= canvas.height) return page;
    }
    return this.addPage(Math.max(WIDTH, width), Math.max(HEIGHT, height));
  }

  private addPage(width: number, height: number): Page {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const texture = this.textures.create(`atlas ${this.pages.length}`, canvas, width, height)!;
    const page = { texture, context: canvas.getContext('2d')!, x: 0, y: 0, rowHeight: 0, isNew: true };
    this.pages.push(page);
    return page;
  }
}
