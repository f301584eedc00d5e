import type Phaser from 'phaser';
import { pictureUrl } from '../views/pictures.ts';

/** A drawing of a part on the stage; pixels of the stage. */
export interface Placed {
  readonly key: string;
  /** Which drawing. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** CSS colour. */
  readonly colour: string;
  readonly alpha: number;
}

/** The drawings of the stage: one object for each key, and a texture for each drawing, colour and size, made for this screen. */
export class Drawings {
  private readonly scene: Phaser.Scene;
  private readonly onLoaded: () => void;
  private readonly images = new Map<string, Phaser.GameObjects.Image>();
  /** Asked for; the browser draws them in its own time. */
  private readonly asked = new Set<string>();

  constructor(scene: Phaser.Scene, onLoaded: () => void) {
    this.scene = scene;
    this.onLoaded = onLoaded;
  }

  show(placed: readonly Placed[], density: number): void {
    const shown = new Set<string>();
    for (const drawing of placed) if (this.place(drawing, density)) shown.add(drawing.key);
    for (const [key, image] of this.images) {
      if (shown.has(key)) continue;
      image.destroy();
      this.images.delete(key);
    }
  }

  private place({ key, id, x, y, size, colour, alpha }: Placed, density: number): boolean {
    const pixels = Math.round(size * density);
    const texture = `${id} ${colour} ${pixels}`;
    if (!this.scene.textures.exists(texture)) {
      this.ask(texture, pictureUrl(id, colour, pixels));
      return false;
    }
    let image = this.images.get(key);
    if (image === undefined) {
      image = this.scene.add.image(0, 0, texture).setOrigin(0, 0).setDepth(1);
      this.images.set(key, image);
    } else if (image.texture.key !== texture) image.setTexture(texture);
    // On whole device pixels lines are crisp.
    image.setPosition(Math.round(x * density) / density, Math.round(y * density) / density);
    image.setDisplaySize(pixels / density, pixels / density).setAlpha(alpha);
    return true;
  }

  private ask(texture: string, url: string | null): void {
    if (url === null || this.asked.has(texture)) return;
    this.asked.add(texture);
    const element = new Image();
    element.src = url;
    // Without its drawing a part still has its name and its colour.
    void element.decode().then(
      () => {
        if (!this.scene.textures.exists(texture)) this.scene.textures.addImage(texture, element);
        this.onLoaded();
      },
      () => undefined,
    );
  }
}
