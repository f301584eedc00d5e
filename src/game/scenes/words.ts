import type { Label } from '../views/labels.ts';
import { fontOf } from '../views/words.ts';
import type { Atlas, Stamp } from './atlas.ts';

/** From the top of the highest letter to the line that letters stand on, and from there to the lowest, pixels. */
interface Heights {
  readonly ascent: number;
  readonly descent: number;
}

/** The words of the stage as stamps: one for each text, size and colour. */
export class Words {
  private readonly atlas: Atlas;
  private readonly context = document.createElement('canvas').getContext('2d');
  private readonly heights = new Map<string, Heights>();

  constructor(atlas: Atlas) {
    this.atlas = atlas;
  }

  /** A text in a CSS colour; null for one that takes no room. */
  stamp({ text, size, weight }: Pick<Label, 'text' | 'size' | 'weight'>, colour: string, density: number): Stamp | null {
    const font = fontOf(size * density, weight);
    const key = `${font} ${colour} ${text}`;
    const found = this.atlas.find(key);
    if (found !== null || this.context === null) return found;
    this.context.font = font;
    const width = Math.ceil(this.context.measureText(text).width);
    const { ascent, descent } = this.heightsOf(font, this.context);
    if (width === 0) return null;
    return this.atlas.add(key, width + 1, ascent + descent, (context, x, y) => {
      Object.assign(context, { font, fillStyle: colour });
      context.fillText(text, x, y + ascent);
    });
  }

  private heightsOf(font: string, context: CanvasRenderingContext2D): Heights {
    let heights = this.heights.get(font);
    if (heights === undefined) {
      const { actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText('|MÉqgy');
      heights = { ascent: Math.ceil(actualBoundingBoxAscent), descent: Math.ceil(actualBoundingBoxDescent) };
      this.heights.set(font, heights);
    }
    return heights;
  }
}
