import Phaser from 'phaser';
import type { Player } from '../table/player.ts';
import { shapeAt } from '../views/picture.ts';
import { slotAt, type Slot } from '../views/slots.ts';
import { deviceSize, StageScene, type Sight, type Surroundings } from './scene.ts';

export type { Sight, Surroundings } from './scene.ts';

/** What the game asks of the picture. */
export interface Stage {
  /** What a point means for what is in hand, and what is drawn there; CSS pixels of the stage. */
  readonly slotAt: (x: number, y: number) => Slot | null;
  readonly nodeAt: (x: number, y: number) => string | null;
  readonly isNamed: (id: string) => boolean;
  readonly sight: () => Sight;
  /** Whether a machine is shown in part only. */
  readonly isTorn: () => boolean;
  readonly rebuild: (isGliding?: boolean) => void;
  /** Follows the page's size. */
  readonly fit: () => void;
}

/** Starts Phaser on a canvas of the page; it plays no sound, takes no input and makes no requests. */
export function openStage(parent: HTMLElement, player: Player, around: Surroundings, onReady: () => void, onDrawn: () => void): Stage {
  let isReady = false;
  const scene = new StageScene(player, around, () => {
    isReady = true;
    scene.fit();
    onReady();
    scene.game.events.once(Phaser.Core.Events.POST_RENDER, onDrawn);
  });
  const { width, height } = deviceSize(around.size());
  new Phaser.Game({
    type: Phaser.AUTO,
    parent,
    width,
    height,
    transparent: true,
    antialias: true,
    banner: false,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    disableContextMenu: false,
    // It is told when the page changes, and need not have it laid out to find out.
    scale: { mode: Phaser.Scale.NONE, resizeInterval: Number.MAX_SAFE_INTEGER },
    scene,
  });
  return {
    slotAt: (x, y) => slotAt(scene.slots, scene.picture, scene.unit, x, y),
    nodeAt: (x, y) => shapeAt(scene.picture, x, y)?.id ?? null,
    isNamed: (id) => scene.named.has(id),
    sight: () => scene.sight(),
    isTorn: () => {
      if (isReady) scene.settle();
      return scene.picture.grounds.some((ground) => ground.isTorn);
    },
    rebuild: (isGliding) => {
      if (isReady) scene.rebuild(isGliding);
    },
    fit: () => {
      if (isReady) scene.fit();
    },
  };
}
