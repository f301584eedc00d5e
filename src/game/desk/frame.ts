import type { Appearance } from '../appearance.ts';
import { letterUnit } from '../page/dom.ts';
import type { Page } from '../page/page.ts';
import type { Stage, Surroundings } from '../scenes/stage.ts';
import type { Player } from '../table/player.ts';
import { peakMiB } from '../views/memory.ts';
import { NO_LENS, type Lens } from '../views/picture.ts';
import { readPalette, type Palette } from '../views/palette.ts';

/** Memory that a kernel and what it brings take, for the first scale of an empty machine, MiB. */
const FIRST_MIB = 768;
const LEAST_STAGE = 40;

/** Holds the picture of the stage, and tells it of the page around it. It comes after the page: the game goes on without it. */
export class Frame {
  stage: Stage | null = null;
  /** Where the player looks. */
  lens: () => Lens = () => NO_LENS;
  private readonly page: Page;
  private readonly player: Player;
  private readonly appearance: Appearance;
  private palette: Palette = readPalette(getComputedStyle(document.documentElement));
  private isWhole = false;

  constructor(page: Page, player: Player, appearance: Appearance) {
    this.page = page;
    this.player = player;
    this.appearance = appearance;
  }

  /** Until it has been drawn. Throws when that cannot be done here. */
  async open(): Promise<void> {
    // The drawings come with the stage.
    void this.page.loadDrawings().catch(() => undefined);
    const { openStage } = await import('../scenes/stage.ts');
    await new Promise<void>((onDrawn) => {
      this.stage = openStage(this.page.canvas, this.player, this.surroundings(), () => this.showZoom(), onDrawn);
      new ResizeObserver(() => this.stage?.fit()).observe(this.page.stage);
      this.appearance.listen(() => this.repaint());
    });
  }

  showZoom(): void {
    this.page.showZoom(this.isWhole, this.stage?.isTorn() === true);
  }

  toggleZoom(): void {
    this.isWhole = !this.isWhole;
    this.stage?.rebuild(true);
    this.page.showZoom(this.isWhole, true);
  }

  private repaint(): void {
    this.palette = readPalette(getComputedStyle(document.documentElement));
    this.stage?.rebuild();
  }

  private size(): { width: number; height: number; unit: number; density: number } {
    const box = this.page.stage.getBoundingClientRect();
    return {
      width: Math.max(LEAST_STAGE, box.width),
      height: Math.max(LEAST_STAGE, box.height),
      unit: letterUnit(),
      density: window.devicePixelRatio || 1,
    };
  }

  private surroundings(): Surroundings {
    return {
      palette: () => this.palette,
      size: () => this.size(),
      isWhole: () => this.isWhole,
      isStill: () => this.appearance.isStill,
      lens: () => this.lens(),
      covered: () => this.page.covered(),
      giveWay: (drawn) => this.page.below.giveWay(drawn),
      now: () => performance.now(),
      leastKiB: () => 1024 * this.player.level.workloads.reduce((sum, { count, ramMiB }) => sum + count * peakMiB(ramMiB), FIRST_MIB),
    };
  }
}
