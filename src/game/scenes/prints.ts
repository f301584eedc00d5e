import type Phaser from 'phaser';
import type { Stamp } from './atlas.ts';

/** Something of the atlas on the stage. */
export interface Print {
  readonly key: string;
  readonly stamp: Stamp;
  /** Upper left corner, pixels of the stage. */
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
  /** Of the stamp's own size. */
  readonly scale: number;
}

/** What is shown of the atlas: one object for each key, used again as long as it is wanted, and then for another. */
export class Prints {
  private readonly scene: Phaser.Scene;
  private readonly shown = new Map<string, Phaser.GameObjects.Image>();
  private readonly spare: Phaser.GameObjects.Image[] = [];

  constructor(scene: Phaser.Scene) {
    this.scene = scene;
  }

  show(prints: readonly Print[], density: number): void {
    const wanted = new Set(prints.map(({ key }) => key));
    for (const [key, image] of this.shown) {
      if (wanted.has(key)) continue;
      this.shown.delete(key);
      this.spare.push(image.setVisible(false));
    }
    for (const print of prints) this.place(print, density);
  }

  private place({ key, stamp, x, y, alpha, scale }: Print, density: number): void {
    let image = this.shown.get(key);
    if (image === undefined) {
      image = this.spare.pop()?.setVisible(true) ?? this.scene.add.image(0, 0, stamp.texture).setOrigin(0, 0).setDepth(1);
      this.shown.set(key, image);
    }
    if (image.frame !== stamp) image.setTexture(stamp.texture.key, stamp.name);
    // On whole device pixels letters and lines are crisp.
    image.setPosition(Math.round(x * density) / density, Math.round(y * density) / density);
    image.setScale(scale / density).setAlpha(alpha);
  }
}
