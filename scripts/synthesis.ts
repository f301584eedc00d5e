/**
 * Making sounds out of numbers. Only + − × ÷ and exact functions are used, and chance comes from a seed: the same bytes come
 * out on every computer.
 */

export const RATE = 22_050;

/** One sound as it sounds: numbers around zero. */
export type Wave = Float64Array;

/** What a voice is at a moment; it is asked once for every sample, in their order. */
export type Voice = (seconds: number) => number;

/** The sine of so many turns. */
export function sine(turns: number): number {
  // Into the half around zero, then into the quarter where the series is short.
  let x = turns - Math.floor(turns + 0.5);
  if (x > 0.25) x = 0.5 - x;
  if (x < -0.25) x = -0.5 - x;
  const angle = x * 6.283185307179586;
  const square = angle * angle;
  return angle * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - (square / 72) * (1 - square / 110)))));
}

/** Rises in so many seconds, then loses half of itself again and again. */
export function pluck(rise: number, half: number, from = 0): Voice {
  const keep = 1 - 0.6931471805599453 / (half * RATE);
  let level = 1;
  return (seconds) => {
    if (seconds < from) return 0;
    if (seconds < from + rise) return (seconds - from) / rise;
    level *= keep;
    return level;
  };
}

/** Rises, stays and falls; nothing before and after. */
export function swell(from: number, rise: number, stay: number, fall: number): Voice {
  return (seconds) => {
    const at = seconds - from;
    if (at < 0) return 0;
    const x = at < rise ? at / rise : at < rise + stay ? 1 : 1 - (at - rise - stay) / fall;
    // Without a corner at either end.
    return x <= 0 ? 0 : x * x * (3 - 2 * x);
  };
}

/** A tone whose pitch may change on the way. */
export function tone(pitch: number | Voice, overtones: readonly number[] = [1]): Voice {
  let turns = 0;
  return (seconds) => {
    const sum = overtones.reduce((all, strength, index) => all + strength * sine(turns * (index + 1)), 0);
    turns += (typeof pitch === 'number' ? pitch : pitch(seconds)) / RATE;
    return sum;
  };
}

export function glide(from: number, to: number, seconds: number): Voice {
  return (at) => from + (to - from) * Math.min(1, at / seconds);
}

/** Numbers from 0 to 1 in an order that the seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Noise through a resonator: a knock on something that sounds at a pitch; `width` is how blurred that is, Hz. */
export function knock(seed: number, pitch: number, width: number): Voice {
  const next = chance(seed);
  const damp = 1 - (3.141592653589793 * width) / RATE;
  const turn = 2 * damp * sine(pitch / RATE + 0.25);
  let [before, last] = [0, 0];
  return () => {
    const now = (next() * 2 - 1) * (1 - damp) + turn * last - damp * damp * before;
    [before, last] = [last, now];
    return now;
  };
}

export const times =
  (...voices: readonly Voice[]): Voice =>
  (seconds) =>
    voices.reduce((product, voice) => product * voice(seconds), 1);

export const plus =
  (...voices: readonly Voice[]): Voice =>
  (seconds) =>
    voices.reduce((sum, voice) => sum + voice(seconds), 0);

export const louder =
  (factor: number, voice: Voice): Voice =>
  (seconds) =>
    factor * voice(seconds);

export function render(seconds: number, voice: Voice): Wave {
  return Float64Array.from({ length: Math.round(seconds * RATE) }, (_, index) => voice(index / RATE));
}

/** The loudest stretch of so many seconds, as the root of its mean square. */
export function loudness(wave: Wave, seconds = 0.05): number {
  const length = Math.min(wave.length, Math.round(seconds * RATE));
  let [sum, most] = [0, 0];
  wave.forEach((value, index) => {
    sum += value * value;
    if (index >= length) sum -= wave[index - length]! * wave[index - length]!;
    most = Math.max(most, sum);
  });
  return Math.sqrt(most / length);
}

const MOST = 0.66;
const LOUDNESS = 0.11;

/** As loud as all the others, as far as no peak sticks out. */
export function level(wave: Wave): Wave {
  const mean = wave.reduce((sum, value) => sum + value, 0) / wave.length;
  const even = wave.map((value) => value - mean);
  const peak = even.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const factor = Math.min(LOUDNESS / loudness(even), MOST / peak);
  return even.map((value) => value * factor);
}

const FADE = Math.round(0.003 * RATE);

/** Begins and ends at nothing, so that neither is heard as a click of its own. */
export function faded(wave: Wave): Wave {
  return wave.map((value, index) => value * Math.min(1, index / FADE, (wave.length - 1 - index) / FADE));
}

const HEAD = 44;

/** A file of one channel with 16 bits a sample. */
export function makeWav(wave: Wave): Uint8Array {
  const bytes = new Uint8Array(HEAD + wave.length * 2);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string): void => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, wave.length * 2, true);
  wave.forEach((value, index) => view.setInt16(HEAD + index * 2, Math.round(value * 32_767), true));
  return bytes;
}
