import { expect, test } from 'vitest';
import { nearest } from '../../src/lang/index.ts';

const KNOWN = ['isa', 'os', 'ramMiB', 'diskMiB', 'withinMs', 'layers'];

test.each([
  ['isaa', 'isa'],
  ['sia', 'isa'],
  ['o', 'os'],
  ['rammib', 'ramMiB'],
  ['ram', null],
  ['withInMS', 'withinMs'],
  ['layer', 'layers'],
  ['memory', null],
  ['', null],
  ['x'.repeat(1_000_000), null],
])('who writes %j means %j', (word, meant) => {
  expect(nearest(word, KNOWN)).toBe(meant);
});
