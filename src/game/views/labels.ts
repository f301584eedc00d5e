import { GAME } from '../../lang/en/game.ts';
import type { Dress } from './dress.ts';
import type { Picture, Rect, Shape } from './picture.ts';

/** Where the words of the stage go: inside what they name, or on a flag where that is too narrow. */

export interface Label {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: 'bold' | 'plain';
  /** `soft` is for words on a coloured ground. */
  readonly colour: 'ink' | 'soft' | 'dim' | 'fail';
}

/** A flag's pole, and the icon inside a box. */
export interface Pole {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Labelling {
  readonly labels: readonly Label[];
  readonly poles: readonly Pole[];
  /** Things with room for their icon, and where it goes. */
  readonly icons: readonly { readonly shape: Shape; readonly x: number; readonly y: number; readonly size: number }[];
  /** Things whose whole name is written; the others tell theirs when they are pointed at. */
  readonly named: ReadonlySet<string>;
}

export type Measure = (text: string, size: number, weight: Label['weight']) => number;

const NAME = 15;
const DETAIL = 14;
/** Its drawing is as high as its row allows. */
const LEAST_ICON = 18;
const MOST_ICON = 38;

/** Where a flag's words go, and what they stand on. */
interface Flag {
  readonly rect: Rect;
  readonly poles: readonly Pole[];
  /** Room that its pole takes. */
  readonly line: Rect | null;
}

/**
 * The flags of the last labelling: to look for their places takes longer than all else, and while a run plays they stay
 * where they are.
 */
export class FlagMemory {
  private depends: readonly unknown[] = [];
  private flags: ReadonlyMap<string, Flag | null> = new Map();

  /** What `find` found last, unless something has changed that it depends on. */
  recall(depends: readonly unknown[], find: () => ReadonlyMap<string, Flag | null>): ReadonlyMap<string, Flag | null> {
    const isSame = depends.length === this.depends.length && depends.every((value, index) => value === this.depends[index]);
    if (!isSame) {
      this.flags = find();
      this.depends = depends;
    }
    return this.flags;
  }
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y;
}

class Labeller {
  readonly labels: Label[] = [];
  readonly poles: Pole[] = [];
  readonly icons: { shape: Shape; x: number; y: number; size: number }[] = [];
  readonly named = new Set<string>();
  /** Taken by flags already. */
  private readonly taken: Rect[];
  private readonly picture: Picture;
  private readonly unit: number;
  private readonly width: number;
  private readonly measure: Measure;

  constructor(picture: Picture, unit: number, width: number, measure: Measure, covered: readonly Rect[]) {
    this.taken = [...covered];
    this.picture = picture;
    this.unit = unit;
    this.width = width;
    this.measure = measure;
  }

  add(label: Label): void {
    this.labels.push(label);
  }

  /** The longest beginning of a text that fits, with an ellipsis; null when hardly anything does. */
  private cut(text: string, size: number, weight: Label['weight'], room: number): string | null {
    if (this.measure(text, size, weight) <= room) return text;
    for (let length = text.length - 1; length >= 4; length -= 1) {
      const shorter = `${text.slice(0, length).trimEnd()}…`;
      if (this.measure(shorter, size, weight) <= room) return shorter;
    }
    return null;
  }

  /** What it says of itself; nothing rather than a torso. */
  private fitting({ detail }: Dress, room: number): string | null {
    return detail !== '' && this.measure(detail, DETAIL * this.unit, 'plain') <= room ? detail : null;
  }

  /** In the thing itself; a name that is cut off only where nothing else is left. */
  inside(shape: Shape, dress: Dress, mayCut = false): boolean {
    const { unit } = this;
    const pad = 11 * unit;
    const iconSize = Math.min(MOST_ICON * unit, Math.max(LEAST_ICON * unit, shape.h * 0.66));
    const iconRoom = iconSize + 8 * unit;
    const room = shape.w - pad - 6 * unit;
    const nameWidth = this.measure(dress.name, NAME * unit, 'bold');
    const hasIcon = room >= nameWidth + iconRoom;
    const textRoom = hasIcon ? room - iconRoom : room;
    const name = nameWidth <= textRoom ? dress.name : mayCut ? this.cut(dress.name, NAME * unit, 'bold', textRoom) : null;
    if (name === null) return false;
    if (name === dress.name) this.named.add(shape.id);
    const x = shape.x + pad + (hasIcon ? iconRoom : 0);
    const detail = shape.h >= 43 * unit ? this.fitting(dress, textRoom) : null;
    const middle = shape.y + shape.h / 2;
    const y = detail === null ? middle - 9 * unit : middle - 18.5 * unit;
    const colour = dress.tone === 'down' ? 'fail' : dress.tone === 'waiting' ? 'dim' : 'ink';
    this.add({ key: `${shape.id}:name`, text: name, x, y, size: NAME * unit, weight: 'bold', colour });
    if (detail !== null)
      this.add({
        key: `${shape.id}:detail`,
        text: detail,
        x,
        y: y + 19 * unit,
        size: DETAIL * unit,
        weight: 'plain',
        colour: dress.isWrong ? 'fail' : dress.tone === 'waiting' ? 'dim' : 'soft',
      });
    else this.beside(shape, dress, x + this.measure(name, NAME * unit, 'bold'), y, textRoom - this.measure(name, NAME * unit, 'bold'));
    if (hasIcon) this.icons.push({ shape, x: shape.x + pad, y: middle - iconSize / 2, size: iconSize });
    return true;
  }

  /** In a low row the detail stands behind the name. */
  private beside(shape: Shape, dress: Dress, x: number, y: number, room: number): void {
    const gap = 10 * this.unit;
    const text = this.fitting(dress, room - gap);
    if (text !== null)
      this.add({
        key: `${shape.id}:detail`,
        text,
        x: x + gap,
        y: y + this.unit,
        size: DETAIL * this.unit,
        weight: 'plain',
        colour: 'soft',
      });
  }

  private isFree(rect: Rect): boolean {
    const hits = (other: Rect): boolean => overlaps(rect, other);
    return !this.taken.some(hits) && !this.picture.shapes.some(hits);
  }

  /**
   * A flag: for what stands highest above it, for what carries others beside it, where the row is free; else the other
   * way round.
   */
  findFlag(shape: Shape, dress: Dress): Flag | null {
    if (shape.box.above === 0) return this.above(shape, dress) ?? this.aside(shape, dress);
    return this.aside(shape, dress) ?? this.above(shape, dress);
  }

  /** Keeps a flag's room free from those that come after it. */
  reserve({ rect, line }: Flag): void {
    this.taken.push(rect);
    if (line !== null) this.taken.push(line);
  }

  plant(shape: Shape, dress: Dress, flag: Flag): void {
    this.poles.push(...flag.poles);
    this.reserve(flag);
    this.put(shape, dress, flag.rect);
  }

  /** Small and close to its edges, for what carries others: a flag's pole would have to pass between their words. */
  snug(shape: Shape, dress: Dress): boolean {
    const { w, h } = this.flagSize(dress);
    if (shape.box.above === 0 || w > shape.w || h > shape.h) return false;
    this.plant(shape, dress, { rect: { x: shape.x + 3 * this.unit, y: shape.y + (shape.h - h) / 2, w, h }, poles: [], line: null });
    return true;
  }

  private flagSize(dress: Dress): { w: number; h: number } {
    return { w: this.measure(dress.name, DETAIL * this.unit, 'bold') + 8 * this.unit, h: 20 * this.unit };
  }

  private aside(shape: Shape, dress: Dress): Flag | null {
    const { w, h } = this.flagSize(dress);
    const rect = { x: shape.x + shape.w + 4 * this.unit, y: shape.y + (shape.h - h) / 2, w, h };
    return rect.x + rect.w > this.width || !this.isFree(rect) ? null : { rect, poles: [], line: null };
  }

  private above(shape: Shape, dress: Dress): Flag | null {
    const { unit } = this;
    const { w, h } = this.flagSize(dress);
    const edge = Math.min(shape.w / 2, 4 * unit);
    const poles = [shape.x + edge, shape.x + unit, shape.x + shape.w / 2, shape.x + shape.w - edge];
    const [toTheRight, toTheLeft] = [6 * unit, w - 6 * unit];
    // The words go to the right of the pole; only where that fails at every height, to its left, or with a pole behind other words.
    for (const [before, isStrict] of [
      [toTheRight, true],
      [toTheLeft, true],
      [toTheRight, false],
    ] as const) {
      for (let y = shape.y - h - 4 * unit; y >= 0; y -= h / 2) {
        for (const x of poles) {
          const left = Math.min(Math.max(2 * unit, x - before), this.width - w - 2 * unit);
          const flag = this.flagAt(shape, { x: left, y, w, h }, x, isStrict);
          if (flag !== null) return flag;
        }
      }
    }
    return null;
  }

  private flagAt(shape: Shape, rect: Rect, x: number, isStrict: boolean): Flag | null {
    const { unit } = this;
    const bottom = rect.y + rect.h;
    const line = { x: x - unit, y: bottom, w: 2 * unit, h: shape.y - bottom - unit };
    // Poles may pass in front of what stands there; where words cannot be avoided it is broken off there.
    if (!this.isFree(rect) || (isStrict && this.taken.some((other) => overlaps(line, other)))) return null;
    const poles: Pole[] = [];
    let top = bottom - 2 * unit;
    for (const other of this.taken.filter((other) => overlaps(line, other)).sort((a, b) => a.y - b.y)) {
      if (other.y > top) poles.push({ x, top, bottom: other.y });
      top = Math.max(top, other.y + other.h);
    }
    poles.push({ x, top, bottom: Math.max(top, shape.y) });
    return { rect, poles, line };
  }

  private put(shape: Shape, dress: Dress, rect: Rect): void {
    const colour = dress.tone === 'down' || dress.isWrong ? 'fail' : dress.tone === 'waiting' ? 'dim' : 'ink';
    this.named.add(shape.id);
    const at = { x: rect.x + 4 * this.unit, y: rect.y + 2 * this.unit };
    this.add({ key: `${shape.id}:name`, text: dress.name, ...at, size: DETAIL * this.unit, weight: 'bold', colour });
  }

  /** Words in an empty stretch, when they fit. */
  middle(key: string, rect: Rect, lines: readonly string[]): void {
    const size = DETAIL * this.unit;
    const height = 19 * this.unit;
    // Where the words are too wide, what is counted may still fit.
    const fitting = lines.filter((text) => this.measure(text, size, 'plain') <= rect.w - 10 * this.unit);
    const shown = rect.h >= height * fitting.length ? fitting : fitting.slice(0, 1);
    if (rect.h < height || shown.length === 0) return;
    const w = Math.max(...shown.map((text) => this.measure(text, size, 'plain')));
    const block = (y: number): Rect => ({ x: rect.x + (rect.w - w) / 2, y, w, h: height * shown.length });
    const middle = rect.y + rect.h / 2 - (height * shown.length) / 2;
    // Flags may stand there already.
    const free = [middle, rect.y + 4 * this.unit, rect.y + rect.h - height * shown.length - 4 * this.unit]
      .map(block)
      .find((candidate) => this.isFree(candidate));
    if (free === undefined) return;
    shown.forEach((text, index) => {
      const x = rect.x + (rect.w - this.measure(text, size, 'plain')) / 2;
      this.add({ key: `${key}:${index}`, text, x, y: free.y + index * height, size, weight: 'plain', colour: 'dim' });
    });
  }
}

function ruler(labeller: Labeller, picture: Picture, unit: number, measure: Measure): void {
  const size = DETAIL * unit;
  for (const ground of picture.grounds) {
    const y = ground.rect.y + ground.rect.h + 9 * unit;
    let right = ground.rect.x + ground.rect.w + size;
    // From the last one, which has the unit, to the first; where two would touch, the left one is left out.
    for (let index = ground.ticks.length - 1; index >= 0; index -= 1) {
      const { x, kib } = ground.ticks[index]!;
      const text = index === ground.ticks.length - 1 ? GAME.memory(kib) : GAME.mark(kib);
      const w = measure(text, size, 'plain');
      const left = index === 0 ? x : Math.min(x - w / 2, ground.rect.x + ground.rect.w - w);
      if (left + w + size / 2 > right) continue;
      right = left;
      labeller.add({ key: `${ground.id}:tick${index}`, text, x: left, y, size, weight: 'plain', colour: 'dim' });
    }
  }
}

function machineLabels(labeller: Labeller, shape: Shape, dress: Dress, unit: number, measure: Measure): void {
  labeller.inside(shape, dress, true);
  const { size, held, inUse } = shape.box.offers!;
  const text = GAME.heldOf(GAME.memory(inUse), GAME.memory(size));
  const w = measure(text, DETAIL * unit, 'plain');
  if (shape.w < w + 230 * unit) return;
  labeller.add({
    key: `${shape.id}:held`,
    text,
    x: shape.x + shape.w - w - 16 * unit,
    y: shape.y + shape.h / 2 - 9 * unit,
    size: DETAIL * unit,
    weight: 'plain',
    colour: held > size ? 'fail' : 'dim',
  });
}

/** Where all words go; nothing is written where the page covers the stage. */
export function labelsOf(
  picture: Picture,
  dresses: ReadonlyMap<string, Dress>,
  unit: number,
  width: number,
  measure: Measure,
  covered: readonly Rect[] = [],
  memory = new FlagMemory(),
): Labelling {
  const labeller = new Labeller(picture, unit, width, measure, covered);
  const flagged: Shape[] = [];
  for (const shape of picture.shapes) {
    const dress = dresses.get(shape.id)!;
    if (shape.box.look === 'machine') machineLabels(labeller, shape, dress, unit, measure);
    else if (!labeller.inside(shape, dress)) flagged.push(shape);
  }
  const narrow = flagged.filter((shape) => !labeller.snug(shape, dresses.get(shape.id)!));
  // What is highest gets its flag first, and of its row the rightmost: no pole crosses a name then.
  narrow.sort((a, b) => a.y - b.y || b.x - a.x);
  const depends = [unit, width, covered, ...picture.shapes.flatMap(({ id, x, y, w, h, box }) => [id, x, y, w, h, box.above])];
  depends.push(...narrow.map(({ id }) => dresses.get(id)!.name));
  const flags = memory.recall(depends, () => {
    const found = new Map<string, Flag | null>();
    for (const shape of narrow) {
      const dress = dresses.get(shape.id)!;
      const flag = labeller.findFlag(shape, dress);
      found.set(shape.id, flag);
      if (flag !== null) labeller.reserve(flag);
    }
    return found;
  });
  for (const shape of narrow) {
    const flag = flags.get(shape.id)!;
    if (flag === null) labeller.inside(shape, dresses.get(shape.id)!, true);
    else labeller.plant(shape, dresses.get(shape.id)!, flag);
  }
  for (const shape of picture.shapes) {
    if (shape.empty === null) continue;
    const { size, inUse, isHeld } = shape.box.offers!;
    const text = isHeld ? GAME.heldNotUsed : shape.box.look === 'vm' ? GAME.notYetHeld : GAME.free;
    // What is taken is rounded up: with what is left it has to make the whole.
    const left = Math.floor((size - inUse) / 1024) * 1024;
    labeller.middle(`${shape.id}:empty`, shape.empty, [text, GAME.memory(left)]);
  }
  ruler(labeller, picture, unit, measure);
  return labeller;
}
