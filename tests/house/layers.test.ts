import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One forbidden import in a source tree that is otherwise empty, and the rule that must see it. */
const FORBIDDEN: readonly (readonly [rule: string, from: string, code: string])[] = [
  ['no-cycles', 'src/cli/a.ts', "import { b } from './b.ts';\nexport const a = b;\n"],
  ['sim-is-closed', 'src/sim/a.ts', "import { x } from '../lang/index.ts';\nexport const a = x;\n"],
  ['sim-is-closed', 'src/sim/b.ts', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n"],
  ['lang-knows-types-of-sim-only', 'src/lang/a.ts', "import { x } from '../sim/index.ts';\nexport const a = x;\n"],
  ['game-stands-alone', 'src/game/a.ts', "import { x } from '../cli/index.ts';\nexport const a = x;\n"],
  ['cli-stands-alone', 'src/cli/c.ts', "import { x } from '../game/index.ts';\nexport const a = x;\n"],
  ['page-libraries-in-game-only', 'src/cli/d.ts', "import { Howl } from 'howler';\nexport const a = Howl;\n"],
  ['node-outside-the-page-only', 'src/game/b.ts', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n"],
  ['nothing-needs-tests', 'src/cli/e.ts', "import { x } from '../../tests/index.ts';\nexport const a = x;\n"],
  ['resolvable', 'src/cli/f.ts', "import { x } from './nowhere.ts';\nexport const a = x;\n"],
];

test('every rule of the layout sees what it forbids', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-layers-'));
  try {
    const write = (file: string, code: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    };
    for (const index of ['src/sim', 'src/lang', 'src/cli', 'src/game', 'tests']) write(`${index}/index.ts`, 'export const x = 1;\n');
    write('src/cli/b.ts', "import { a } from './a.ts';\nexport const b = a;\n");
    for (const [, from, code] of FORBIDDEN) write(from, code);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    symlinkSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const cruiser = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const config = join(ROOT, '.dependency-cruiser.cjs');
    const { stdout } = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    const seen = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
    for (const [rule, from] of FORBIDDEN) expect(seen).toContain(`${rule} ${from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
