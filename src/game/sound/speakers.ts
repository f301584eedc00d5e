import type { Howl, HowlerGlobal } from 'howler';
import type { Cue, Hum, SoundName } from './cues.ts';

/** Plays what is to be heard. Whatever the browser cannot do is silence, never an error. */

/** The library without what it can do in three dimensions, as its makers packed it: it puts itself beside the page's own names. */
const LIBRARY = new URL('../../../node_modules/howler/dist/howler.core.min.js', import.meta.url).href;

interface Library {
  readonly Howl: typeof Howl;
  readonly Howler: HowlerGlobal;
}

export function loadLibrary(window: Window): Promise<Library> {
  return new Promise((resolve, reject) => {
    const script = window.document.createElement('script');
    script.src = LIBRARY;
    script.addEventListener('load', () => resolve(window as unknown as Library));
    script.addEventListener('error', () => reject(new Error('no sound library')));
    window.document.head.append(script);
  });
}

const FILES = import.meta.glob<string>('../../../assets/sounds/*.wav', { eager: true, query: '?url', import: 'default' });

function addressOf(sound: SoundName): string | undefined {
  return FILES[`../../../assets/sounds/${sound}.wav`];
}

/** So little of a change of the hum is not heard. */
const HEARD = 0.01;
const FADE_MS = 160;

export class Speakers {
  private readonly howls = new Map<SoundName, Howl>();
  private readonly howler: HowlerGlobal;
  private readonly loudest: number;
  private humming: { readonly id: number; volume: number; rate: number } | null = null;

  /** How loud each of them is. */
  constructor({ Howl, Howler }: Library, volumes: Readonly<Record<SoundName, number>>) {
    this.howler = Howler;
    this.loudest = volumes.hum;
    // One way of playing is enough: these are short, and decoded once.
    Howler.html5PoolSize = 0;
    for (const [name, volume] of Object.entries(volumes) as [SoundName, number][]) {
      const src = addressOf(name);
      if (src !== undefined) this.howls.set(name, new Howl({ src, volume, loop: name === 'hum' }));
    }
  }

  /** 0 to 1; ears do not hear in straight lines. */
  set volume(volume: number) {
    this.howler.volume(volume * volume);
  }

  set isMuted(isMuted: boolean) {
    this.howler.mute(isMuted);
  }

  play({ sound, rate }: Cue): void {
    const howl = this.howls.get(sound);
    // One that comes late means nothing any more.
    if (howl?.state() !== 'loaded') return;
    const id = howl.play();
    if (rate !== 1) howl.rate(rate, id);
  }

  hum({ volume, rate }: Hum): void {
    const howl = this.howls.get('hum');
    if (howl?.state() !== 'loaded') return;
    const wanted = volume * this.loudest;
    if (wanted === 0) {
      this.endHum(howl);
      return;
    }
    if (this.humming === null) {
      const id = howl.play();
      howl.fade(0, wanted, FADE_MS, id);
      this.humming = { id, volume: wanted, rate: 1 };
    }
    const { humming } = this;
    if (Math.abs(humming.volume - wanted) > HEARD) howl.volume((humming.volume = wanted), humming.id);
    if (Math.abs(humming.rate - rate) > HEARD) howl.rate((humming.rate = rate), humming.id);
  }

  private endHum(howl: Howl): void {
    if (this.humming === null) return;
    const { id, volume } = this.humming;
    this.humming = null;
    howl.fade(volume, 0, FADE_MS, id);
    setTimeout(() => howl.stop(id), 2 * FADE_MS);
  }
}
