import '../look/miniature.css';
import { CATALOG, resolve, type Build, type Level, type Stack } from '../../sim/index.ts';
import type { Story } from '../run/engine.ts';
import { heldAt, momentsOf, ownAt, type Moments } from '../views/dress.ts';
import { layoutOf } from '../views/layout.ts';
import { expectedKiB } from '../views/memory.ts';
import { pictureOf, type Picture, type Rect, type Shape } from '../views/picture.ts';
import { makeSvg } from './dom.ts';

/** The picture of the stage in small, for lists and for looking at two at once; the same geometry, drawn by the page itself. */

export interface MiniatureSize {
  readonly width: number;
  readonly height: number;
}

/** The stage's own height at which its text has its common size. */
const STAGE_HEIGHT = 420;
const LEAST_ROWS = 4;
const CORNER = 1.5;

interface Drawn {
  readonly frame: SVGElement;
  readonly own: SVGElement;
  readonly fill: SVGElement;
  readonly empty: SVGElement;
}

function place(element: SVGElement, rect: Rect | null): void {
  element.setAttribute('visibility', rect === null || rect.w <= 0 ? 'hidden' : 'visible');
  if (rect === null) return;
  for (const [name, value] of [
    ['x', rect.x],
    ['y', rect.y],
    ['width', Math.max(0, rect.w)],
    ['height', Math.max(0, rect.h)],
  ] as const)
    element.setAttribute(name, value.toFixed(2));
}

export class Miniature {
  readonly element: SVGElement;
  private readonly size: MiniatureSize;
  private readonly drawn = new Map<string, Drawn>();

  constructor(size: MiniatureSize) {
    this.size = size;
    const attrs = { viewBox: `0 0 ${size.width} ${size.height}`, class: 'miniature', 'aria-hidden': 'true' };
    this.element = makeSvg('svg', attrs);
  }

  /** As it is built; `rows` keeps room for more than there is. */
  showStack(stack: Stack, rows = LEAST_ROWS): void {
    this.draw(pictureOf(layoutOf(stack, expectedKiB), this.view(stack, rows)), null);
  }

  showBuild(build: Build, level: Level): void {
    this.showStack(resolve(build, level, CATALOG));
  }

  /** A moment of a run. */
  showMoment(story: Story, us: number): void {
    const moments = momentsOf(story, us);
    const { stack } = story;
    this.draw(pictureOf(layoutOf(stack, ownAt(moments), heldAt(moments)), this.view(stack, LEAST_ROWS)), moments);
  }

  private view(stack: Stack, rows: number): Parameters<typeof pictureOf>[1] {
    const unit = this.size.height / STAGE_HEIGHT;
    const leastKiB = stack.nodes.filter(({ kind }) => kind === 'machine').map(() => 0);
    return { ...this.size, unit, isWhole: false, rows, headroom: 0, leastKiB };
  }

  private draw(picture: Picture, moments: Moments | null): void {
    const gone = new Set(this.drawn.keys());
    for (const shape of picture.shapes) {
      gone.delete(shape.id);
      this.drawShape(shape, moments);
    }
    for (const id of gone) {
      this.drawn.get(id)!.frame.parentElement?.remove();
      this.drawn.delete(id);
    }
  }

  private drawShape(shape: Shape, moments: Moments | null): void {
    const drawn = this.drawn.get(shape.id) ?? this.add(shape);
    const moment = moments?.get(shape.box.node);
    const fill = moment === undefined ? 0 : moment.doing === 'down' || moment.doing === 'off' ? 0 : moment.progress;
    place(drawn.frame, shape);
    place(drawn.own, { ...shape, w: shape.ownW });
    place(drawn.fill, { ...shape, w: shape.w * fill });
    place(drawn.empty, shape.box.look === 'vm' ? shape.empty : null);
    const isDark = moment !== undefined && (moment.doing === 'off' || moment.doing === 'down');
    drawn.frame.parentElement!.setAttribute('class', `mini look-${shape.box.look}${isDark ? ' is-dark' : ''}`);
  }

  private add(shape: Shape): Drawn {
    const rect = (name: string): SVGElement => makeSvg('rect', { class: `mini-${name}`, rx: CORNER });
    const drawn = { empty: rect('empty'), frame: rect('frame'), own: rect('own'), fill: rect('fill') };
    this.element.append(makeSvg('g', {}, drawn.empty, drawn.frame, drawn.own, drawn.fill));
    this.drawn.set(shape.id, drawn);
    return drawn;
  }
}
