import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { levelPath } from '../support/published.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIRST = levelPath('first-light').replace('.level.json', '');

test.each(['build.mjs', 'start.mjs'])('%s stops at a level that is not sound, and says which', { timeout: 30_000 }, (script) => {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-build-'));
  try {
    for (const name of ['src', 'scripts', 'assets/levels', 'package.json', 'vite.config.ts', 'index.html']) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    rmSync(join(folder, `${FIRST}.solution.json`));
    const { STACKWRIGHT_PAGE: _elsewhere, ...env } = process.env;
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script)], {
      encoding: 'utf8',
      env: { ...env, NO_OPEN: '1' },
    });
    expect(stderr.split('\n')).toEqual([
      `${FIRST}.level.json: whole file: expected a solution beside it, ${FIRST}.solution.json, got none; docs/adding.md tells how to make one, "npm run dev" shows the level without it`,
      'The game is not built: a level is not sound.',
      '',
    ]);
    expect([status, existsSync(join(folder, 'dist'))]).toEqual([1, false]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
