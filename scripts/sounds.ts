import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chance, faded, glide, knock, level, louder, makeWav, pluck, plus, render, sine, swell, times, tone } from './synthesis.ts';
import type { Voice, Wave } from './synthesis.ts';

/** The sounds of the game: all of them are made here, none was recorded. `npm run sounds` writes them to `assets/sounds`. */

export const FOLDER = fileURLToPath(new URL('../assets/sounds/', import.meta.url));

/** Tones of one chord, Hz: whatever sounds together fits. */
const [D3, A3, D4, A4, D5, FIS5, A5, D6] = [146.83, 220, 293.66, 440, 587.33, 739.99, 880, 1174.66];

/** A small bell: soft, with little above it. */
function bell(pitch: number, from: number, half: number): Voice {
  return times(tone(pitch, [1, 0.22, 0.07]), pluck(0.006, half, from));
}

/** A note that pushes in and goes, as a device gives it. */
function note(pitch: number, from: number, stay: number, overtones = [1, 0, 0.16]): Voice {
  return times(tone(pitch, overtones), swell(from, 0.012, stay, 0.05));
}

/** Low, and still to be heard where there is only a small loudspeaker. */
const DULL = [1, 0.6, 0.3, 0.1];

const HUM_SECONDS = 1.2;

/**
 * A transformer and a fan. Every partial goes round a whole number of times: the end runs into the beginning. The fan is a
 * crowd of partials that know nothing of each other.
 */
function makeHum(): Wave {
  const next = chance(1959);
  const mains = [60, 120, 180, 240].map((pitch, index) => ({
    rounds: Math.round(pitch * HUM_SECONDS),
    strength: [0.5, 1, 0.3, 0.35][index]!,
  }));
  const fan = Array.from({ length: 90 }, () => ({ rounds: Math.round((160 + next() * next() * 900) * HUM_SECONDS), strength: 0.16 }));
  const partials = [...mains, ...fan].map((partial) => ({ ...partial, from: next() }));
  return render(HUM_SECONDS, (seconds) =>
    partials.reduce((sum, { rounds, strength, from }) => sum + strength * sine((rounds * seconds) / HUM_SECONDS + from), 0),
  );
}

/** One part is set on another. */
const place = plus(
  louder(3, times(knock(1, 820, 260), pluck(0.001, 0.006))),
  louder(0.35, times(tone(glide(300, 240, 0.1)), pluck(0.002, 0.022))),
);

const MADE = {
  place: () => faded(level(render(0.14, place))),
  lift: () =>
    faded(
      level(
        render(
          0.12,
          plus(
            louder(2, times(knock(2, 1500, 420), pluck(0.002, 0.005))),
            louder(0.3, times(tone(glide(360, 520, 0.09)), pluck(0.008, 0.02))),
          ),
        ),
      ),
    ),
  refuse: () => faded(level(render(0.3, plus(note(D3, 0, 0.05, DULL), note(D3 * 0.84, 0.14, 0.07, DULL))))),
  tick: () => faded(level(render(0.06, times(plus(louder(2, knock(3, 2100, 500)), tone(1046)), pluck(0.001, 0.005))))),
  relay: () =>
    faded(
      level(
        render(
          0.24,
          plus(
            louder(2.4, times(knock(4, 1250, 320), pluck(0.001, 0.007))),
            louder(1.6, times(knock(5, 700, 180), pluck(0.001, 0.012, 0.045))),
            louder(0.3, times(tone(120, [1, 0.6, 0.3]), swell(0.05, 0.03, 0.05, 0.1))),
          ),
        ),
      ),
    ),
  beep: () => faded(level(render(0.16, times(tone(A5 * 1.08, [1, 0, 0.2, 0, 0.06]), swell(0, 0.006, 0.09, 0.05))))),
  ready: () => faded(level(render(0.38, plus(bell(D4, 0, 0.05), louder(0.9, bell(A4, 0.07, 0.07)))))),
  served: () => faded(level(render(0.1, times(tone(glide(D5, D5 * 1.06, 0.06)), pluck(0.006, 0.016))))),
  angry: () => faded(level(render(0.22, times(tone(glide(250, 175, 0.2), [1, 0.5, 0.35]), swell(0, 0.02, 0.09, 0.1))))),
  crash: () =>
    faded(
      level(
        render(
          0.42,
          plus(
            times(tone(glide(330, 110, 0.32), [1, 0.4, 0.25]), pluck(0.004, 0.09)),
            louder(1.6, times(knock(6, 420, 300), pluck(0.002, 0.04))),
          ),
        ),
      ),
    ),
  memory: () =>
    faded(level(render(0.55, plus(...[A3, A3 * 0.89, A3 * 0.75, A3 * 0.63].map((pitch, index) => note(pitch, index * 0.12, 0.05)))))),
  panic: () =>
    faded(
      level(
        render(
          0.85,
          times(
            // Two that are almost the same pitch, sinking: it never comes to rest.
            plus(tone(glide(233, 92, 0.8), [1, 0.3, 0.2]), tone(glide(220, 98, 0.8), [1, 0.2])),
            swell(0, 0.02, 0.35, 0.46),
          ),
        ),
      ),
    ),
  'break-in': () =>
    faded(
      level(
        render(0.5, plus(...[0, 1, 2].map((step) => times(tone(D4 * (1 + step * 0.0595), [1, 0.35]), pluck(0.004, 0.05, step * 0.11))))),
      ),
    ),
  deadline: () => faded(level(render(0.07, times(plus(louder(1.5, knock(7, 1700, 260)), louder(0.5, tone(A5))), pluck(0.001, 0.007))))),
  missed: () => faded(level(render(0.45, plus(note(A3, 0, 0.08), note(A3 / 1.26, 0.17, 0.12))))),
  /** A stack: each note stands on those before it, and all of them sound at the end. */
  success: () =>
    faded(
      level(render(1.2, plus(...[D4, A4, D5, FIS5, A5].map((pitch, index) => louder(1 - index * 0.08, bell(pitch, index * 0.11, 0.2)))))),
    ),
  star: () => faded(level(render(0.5, plus(bell(D6, 0, 0.06), louder(0.8, bell(D6 * 1.5, 0.08, 0.09)))))),
  hum: () => level(makeHum()),
} as const satisfies Record<string, () => Wave>;

export function makeSounds(): { readonly name: string; readonly wave: Wave; readonly bytes: Uint8Array }[] {
  return Object.entries(MADE).map(([name, make]) => {
    const wave = make();
    return { name, wave, bytes: makeWav(wave) };
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, bytes } of makeSounds()) writeFileSync(join(FOLDER, `${name}.wav`), bytes);
}
