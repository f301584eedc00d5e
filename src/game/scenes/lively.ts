import { momentOf } from '../../sim/index.ts';
import type { Story } from '../run/engine.ts';
import type { Dress, Moments } from '../views/dress.ts';
import { callersAt, demandAt, lightsOf, type Light } from '../views/lights.ts';
import { settledAs, type Brush, type Fade } from '../views/paint.ts';
import { paintCaller, paintGhost, paintLight } from '../views/paint-lights.ts';
import type { Picture } from '../views/picture.ts';

/** What lives on the stage between two news of a run: lights on their way, callers at the doors, towers that go dark. */

/** More of them nobody can follow, and they would cost frames. */
const MOST_LIGHTS = 60;
const DARKENING_MS = 700;
const GLOWING_MS = 650;
/** Where nothing may move, callers are shown as at this instant of the clock, s. */
const STILL_S = 100.4;

interface Change {
  tone: Dress['tone'];
  sinceMs: number;
}

export class Lively {
  /** Runs while the film plays, s. */
  private clockS = 0;
  private realMs = 0;
  private lights: readonly Light[] = [];
  private callers = false;
  private readonly changes = new Map<string, Change>();

  /** Whether something moves that nobody has told of. */
  get isMoving(): boolean {
    return this.lights.length > 0 || this.callers;
  }

  get isFading(): boolean {
    for (const { tone, sinceMs } of this.changes.values())
      if (this.realMs - sinceMs < (tone === 'down' ? DARKENING_MS : tone === 'ready' ? GLOWING_MS : 0)) return true;
    return false;
  }

  tick(deltaMs: number, isPlaying: boolean): void {
    this.realMs += deltaMs;
    if (isPlaying) this.clockS += deltaMs / 1000;
  }

  /** What is to be seen until the next news. */
  set(story: Story | null, moments: Moments | null): void {
    const lights: Light[] = [];
    this.callers = false;
    if (story !== null && moments !== null) {
      for (const { node } of story.film.rows) {
        const moment = moments.get(node)!;
        if (lights.length < MOST_LIGHTS) lights.push(...lightsOf(node, moment));
        this.callers ||= node.workload?.load !== undefined;
      }
    } else this.changes.clear();
    this.lights = lights;
  }

  /** How a thing looks now, given what it has come to. */
  fade(id: string, tone: Dress['tone'], isStill: boolean): Fade {
    const settled = settledAs(tone);
    const old = this.changes.get(id);
    if (old === undefined || isStill) {
      this.changes.set(id, { tone, sinceMs: -Infinity });
      return settled;
    }
    if (old.tone !== tone) {
      // Only what comes about while one looks on is shown: who goes back in time sees no lights go on.
      const isSeen = tone === 'down' ? old.tone === 'ready' || old.tone === 'busy' : tone === 'ready' && old.tone === 'busy';
      old.tone = tone;
      old.sinceMs = isSeen ? this.realMs : -Infinity;
    }
    const ageMs = this.realMs - old.sinceMs;
    if (tone === 'ready' && ageMs < GLOWING_MS) return { dark: 0, glow: 1 - ageMs / GLOWING_MS };
    if (tone !== 'down' || ageMs >= DARKENING_MS) return settled;
    // It flickers before it is gone.
    const t = ageMs / DARKENING_MS;
    return { dark: Math.min(1, Math.max(0, t + (1 - t) * 0.6 * Math.sin(ageMs / 28))), glow: 0 };
  }

  paint(brush: Brush, picture: Picture, story: Story | null, moments: Moments | null, us: number, isStill: boolean): void {
    for (const light of this.lights) paintLight(brush, light, picture, isStill ? null : this.clockS);
    if (story === null || moments === null || !this.callers) return;
    const ready = new Set(story.film.rows.flatMap(({ node }) => (moments.get(node)!.doing === 'ready' ? [node.workload] : [])));
    for (const row of story.film.rows) {
      const shape = picture.byId.get(row.node.id);
      if (shape === undefined || row.node.workload?.load === undefined) continue;
      const demand = demandAt(row, moments.get(row.node)!, us, ready.has(row.node.workload));
      if (demand === null) continue;
      for (const caller of callersAt(demand, isStill ? STILL_S : this.clockS)) paintCaller(brush, shape, caller);
    }
  }

  /** The run before, behind this one: by the names of what stood there then. */
  paintGhosts(brush: Brush, picture: Picture, ghost: Story | null, us: number): void {
    for (const row of ghost?.film.rows ?? []) {
      const shape = picture.byId.get(row.node.id);
      const { doing, progress } = momentOf(row, us);
      if (shape !== undefined && doing !== 'off' && doing !== 'down') paintGhost(brush, shape, progress);
    }
  }
}
