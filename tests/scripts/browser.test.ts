import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/browser.mjs';

const before = { ...process.env };
let folder = '';

function program(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stackwright-browser-'));
  delete process.env['CHROME_PATH'];
  process.env['PATH'] = folder;
});

afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

describe('the browser of the tests', () => {
  test('is the one that CHROME_PATH names', () => {
    program('chromium');
    process.env['CHROME_PATH'] = program('my-browser');
    expect(findBrowser()).toBe(join(folder, 'my-browser'));
  });

  test('is not another one when CHROME_PATH is wrong', () => {
    program('chromium');
    process.env['CHROME_PATH'] = join(folder, 'gone');
    expect(() => findBrowser()).toThrow('CHROME_PATH');
  });

  test('is found on the path, Chromium first', () => {
    expect(findBrowser()).toBeNull();
    program('google-chrome');
    expect(findBrowser()).toBe(join(folder, 'google-chrome'));
    program('chromium');
    expect(findBrowser()).toBe(join(folder, 'chromium'));
  });

  test('runs without the sandbox only for root', () => {
    expect(BROWSER_FLAGS.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});
