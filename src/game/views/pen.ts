/** What the stage is painted with. Phaser's own `Graphics` is one; `Triangles` is another, and costs a tenth of it. */
export interface Pen {
  clear(): Pen;
  fillStyle(colour: number, alpha: number): Pen;
  lineStyle(width: number, colour: number, alpha: number): Pen;
  fillRect(x: number, y: number, w: number, h: number): Pen;
  fillRoundedRect(x: number, y: number, w: number, h: number, radius: number): Pen;
  strokeRoundedRect(x: number, y: number, w: number, h: number, radius: number): Pen;
  fillCircle(x: number, y: number, radius: number): Pen;
  strokeCircle(x: number, y: number, radius: number): Pen;
  fillTriangle(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number): Pen;
  lineBetween(x0: number, y0: number, x1: number, y1: number): Pen;
}
