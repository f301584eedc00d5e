import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FOLDER, makeSounds } from '../../scripts/sounds.ts';
import { loudness, RATE, sine } from '../../scripts/synthesis.ts';
import { SOUNDS } from '../../src/game/sound/cues.ts';

const MADE = makeSounds();
const MOST_BYTES = 350_000;
const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);

test('the sounds that lie in the folder are those that are made, to the byte, and all that the game knows', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(MADE.map(({ name }) => `${name}.wav`).sort());
  expect(MADE.map(({ name }) => name).sort()).toEqual([...SOUNDS].sort());
  for (const { name, bytes } of MADE) expect(readFileSync(join(FOLDER, `${name}.wav`)).equals(bytes), name).toBe(true);
  expect(MADE.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(MOST_BYTES);
});

test('the sine is a sine', () => {
  for (let turns = -3; turns <= 3; turns += 0.0137) expect(sine(turns)).toBeCloseTo(Math.sin(2 * Math.PI * turns), 6);
});

describe.each(MADE)('$name', ({ name, wave }) => {
  test('has room above its peak, and no direct current', () => {
    expect(decibels(wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0))).toBeLessThan(-3);
    expect(Math.abs(wave.reduce((sum, value) => sum + value, 0) / wave.length)).toBeLessThan(0.001);
  });

  test('is about as loud as the others, and short', () => {
    const loud = decibels(loudness(wave));
    expect(loud).toBeGreaterThan(-22);
    expect(loud).toBeLessThan(-18);
    expect(wave.length / RATE).toBeLessThanOrEqual(1.3);
    expect(wave.length / RATE).toBeGreaterThan(0.04);
  });

  test('has no click at its ends', () => {
    const steps = wave.slice(1).map((value, index) => Math.abs(value - wave[index]!));
    const [first, last] = [wave[0]!, wave.at(-1)!];
    // What goes round in circles goes on; what does not begins and ends with nothing.
    if (name === 'hum') expect(Math.abs(first - last)).toBeLessThanOrEqual(Math.max(...steps));
    else expect([Math.abs(first), Math.abs(last)]).toEqual([0, 0]);
  });
});
