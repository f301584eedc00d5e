import type Phaser from 'phaser';
import type { Label, Measure } from './labels.ts';
import type { Palette } from './palette.ts';

/** The texts of the stage: one object for each key, used again as long as it is wanted. */

const FAMILY = '"Inter Variable", system-ui, sans-serif';
const fontOf = (size: number, weight: Label['weight']): string => `${weight === 'bold' ? 600 : 400} ${size}px ${FAMILY}`;

/** Widths of texts in the font of the stage, each measured once. */
export function makeMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text, size, weight) => {
    if (context === null) return text.length * size * 0.6;
    const key = `${weight}${size} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      // Percentages and rates go by while a run plays; what was on the stage long ago is measured again.
      if (widths.size > 4000) widths.clear();
      context.font = fontOf(size, weight);
      widths.set(key, (width = context.measureText(text).width));
    }
    return width;
  };
}

/** Has the fonts loaded before anything is written or measured with them. */
export async function loadFonts(): Promise<void> {
  // Without the font the page is readable all the same.
  await Promise.all([document.fonts.load(fontOf(15, 'bold')), document.fonts.load(fontOf(14, 'plain'))]).catch(() => []);
}

export class Words {
  private readonly scene: Phaser.Scene;
  private readonly texts = new Map<string, { text: Phaser.GameObjects.Text; style: string }>();

  constructor(scene: Phaser.Scene) {
    this.scene = scene;
  }

  show(labels: readonly Label[], palette: Palette, density: number): void {
    const shown = new Set<string>();
    for (const label of labels) {
      shown.add(label.key);
      this.write(label, palette[label.colour], density);
    }
    for (const [key, { text }] of this.texts) {
      if (shown.has(key)) continue;
      text.destroy();
      this.texts.delete(key);
    }
  }

  private write(label: Label, colour: string, density: number): void {
    const style = `${label.size} ${label.weight} ${colour} ${density}`;
    let entry = this.texts.get(label.key);
    if (entry === undefined || entry.style !== style) {
      entry?.text.destroy();
      const font = {
        fontFamily: FAMILY,
        fontSize: `${label.size}px`,
        fontStyle: label.weight === 'bold' ? '600' : '400',
        color: colour,
        resolution: density,
      };
      entry = { text: this.scene.add.text(0, 0, label.text, font).setDepth(1), style };
      this.texts.set(label.key, entry);
    }
    if (entry.text.text !== label.text) entry.text.setText(label.text);
    // On whole device pixels letters are crisp.
    entry.text.setPosition(Math.round(label.x * density) / density, Math.round(label.y * density) / density);
  }
}
