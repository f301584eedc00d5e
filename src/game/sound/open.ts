import { MOST_VOLUME, type Settings } from '../keep/settings.ts';
import type { Player } from '../table/player.ts';
import { cue, Sieve, SILENCE, VOLUMES, type Cue } from './cues.ts';
import { Ears } from './ears.ts';
import { loadLibrary, Speakers } from './speakers.ts';

/** What the sound is about, and who tells it how loud it may be. */
export interface Around {
  readonly window: Window & typeof globalThis;
  readonly player: Player;
  readonly settings: () => Settings;
  /** Called after every change of the settings. */
  readonly onSettings: (listener: () => void) => void;
  /** Called when something was refused. */
  readonly onRefusal: (listener: () => void) => void;
}

/** After one of these a browser lets the page make a sound. */
const GESTURES = ['pointerup', 'touchend', 'click', 'keydown'] as const;
/** For an idle moment. */
const LONGEST_WAIT_MS = 3000;
/** How often the hum is set anew. */
const HUM_MS = 90;

/** Browsers let a page sound only after something was done to it; asking earlier makes them complain. */
function permitted(window: Around['window']): Promise<void> {
  // Where it cannot be asked nothing complains.
  const activation = (window.navigator as { readonly userActivation?: UserActivation }).userActivation;
  if (activation === undefined || activation.hasBeenActive) return Promise.resolve();
  return new Promise((resolve) => {
    const ask = (): void => {
      if (!activation.hasBeenActive) return;
      for (const gesture of GESTURES) window.removeEventListener(gesture, ask, { capture: true });
      resolve();
    };
    for (const gesture of GESTURES) window.addEventListener(gesture, ask, { capture: true });
  });
}

/** To open the loudspeakers takes a tenth of a second: not in the middle of a gesture. */
function quiet(window: Around['window']): Promise<void> {
  if (!('requestIdleCallback' in window)) return Promise.resolve();
  return new Promise((resolve) => void window.requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS }));
}

function canSound(window: Around['window']): boolean {
  return 'AudioContext' in window && typeof window.AudioContext === 'function';
}

/** Nothing of a sound's own is fetched for somebody who wants none. */
function wanted({ settings, onSettings }: Around): Promise<void> {
  const isWanted = (): boolean => !settings().isMuted && settings().volume > 0;
  if (isWanted()) return Promise.resolve();
  return new Promise((resolve) => {
    onSettings(() => {
      if (isWanted()) resolve();
    });
  });
}

function connect(around: Around, speakers: Speakers): void {
  const { window, player, settings, onSettings, onRefusal } = around;
  const { document } = window;
  const ears = new Ears(player);
  const sieve = new Sieve();
  const isSilent = (): boolean => document.hidden || settings().isMuted;
  const set = (): void => {
    speakers.volume = settings().volume / MOST_VOLUME;
    speakers.isMuted = isSilent();
    if (isSilent()) speakers.hum(SILENCE);
  };
  const play = (cues: readonly Cue[]): void => {
    if (isSilent()) return;
    for (const found of sieve.admit(cues, window.performance.now())) speakers.play(found);
  };
  let hummedMs = 0;
  player.listen((change) => {
    const now = window.performance.now();
    play(ears.hear(change, now));
    if (isSilent() || (change === 'time' && now - hummedMs < HUM_MS)) return;
    hummedMs = now;
    speakers.hum(ears.hum);
  });
  onRefusal(() => play([cue('refuse')]));
  onSettings(set);
  document.addEventListener('visibilitychange', set);
  set();
}

/** The game goes on as it is where there is no sound. */
export async function openSound(around: Around): Promise<void> {
  if (!canSound(around.window)) return;
  await wanted(around);
  await permitted(around.window);
  await quiet(around.window);
  connect(around, new Speakers(await loadLibrary(around.window), VOLUMES));
}
