import type Phaser from 'phaser';
import type { Pen } from '../views/pen.ts';
import { Triangles, WORDS } from '../views/triangles.ts';

/** What of Phaser's batch of flat triangles is used; its declarations leave out what it has of its own. */
type Batch = Phaser.Renderer.WebGL.RenderNodes.BatchHandlerTriFlat & { vertexCount: number };
type Context = Phaser.Renderer.WebGL.DrawingContext;

/**
 * Puts triangles into Phaser's own buffers. Its `batch` does the same index by index, and makes a corner of each: for what
 * changes at every frame that is most of the work.
 */
function submit(batch: Batch, context: Context, { words, indexes, cornerCount, indexCount, batches }: Triangles): void {
  batches.forEach(({ corner, index }, number) => {
    const next = batches[number + 1] ?? { corner: cornerCount, index: indexCount };
    const [corners, instances] = [next.corner - corner, (next.index - index) / batch.indicesPerInstance];
    if (instances === 0) return;
    if (batch.instanceCount + instances > batch.instancesPerBatch) batch.run(context);
    if (batch.instanceCount === 0) {
      batch.manager.setCurrentBatchNode(batch, context);
      batch.updateRenderOptions(false, context.alphaStrategy as string);
      batch.updateShaderConfig();
    }
    const base = batch.vertexCount;
    batch.vertexBufferLayout.buffer.viewU32!.set(words.subarray(WORDS * corner, WORDS * next.corner), WORDS * base);
    const target = batch.indexBuffer.viewU16!;
    const offset = batch.instanceCount * batch.indicesPerInstance - index;
    for (let i = index; i < next.index; i += 1) target[offset + i] = indexes[i]! + base;
    batch.vertexCount += corners;
    batch.instanceCount += instances;
  });
}

/**
 * A sheet of the stage that is painted on. Phaser's `Graphics` goes through all its commands again at every frame and cuts
 * every outline into triangles; with WebGL its place in the picture is taken by triangles that are ready.
 */
export class Sheet {
  /** Wiped, and set to the density of the screen. */
  readonly clear: (density: number) => Pen;

  constructor(scene: Phaser.Scene, depth: number) {
    const graphics = scene.add.graphics().setDepth(depth);
    const { renderer } = scene.game;
    if (!('renderNodes' in renderer)) {
      this.clear = () => graphics.clear();
      return;
    }
    const triangles = new Triangles();
    const batch = renderer.renderNodes.getNode('BatchHandlerTriFlat') as Batch;
    graphics.addRenderStep((_renderer: unknown, object: Phaser.GameObjects.GameObject, context: Context) => {
      context.camera?.addToRenderList(object);
      submit(batch, context, triangles);
    }, 0);
    this.clear = (density) => {
      triangles.density = density;
      return triangles.clear();
    };
  }
}
