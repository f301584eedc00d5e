import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { parseLevel } from '../src/sim/index.ts';
import { levelFiles } from './levels.ts';

/** What a record of proofs is of: the engine as it runs, without comments and names, and all that levels say. */

const ENGINE = fileURLToPath(new URL('../src/sim/index.ts', import.meta.url));

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Of the rules, the solver and the generator. */
export function rulesStamp(): string {
  const { outputFiles } = buildSync({
    entryPoints: [ENGINE],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    legalComments: 'none',
  });
  return sha256(outputFiles[0]!.text);
}

/** Of every level in the campaign: its content and what it teaches; not its words, and not its certificate. */
export function levelsStamp(): string {
  const contents = levelFiles().map((file) => {
    const {
      title: _title,
      brief: _brief,
      idea: _idea,
      surprise: _surprise,
      certificate: _certificate,
      ...content
    } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return content;
  });
  return sha256(JSON.stringify(contents));
}

/** The certificates as they stand in the level files. */
export function certificatesStamp(): string {
  return sha256(
    JSON.stringify(
      levelFiles().map((file) => {
        const level = parseLevel(JSON.parse(readFileSync(file, 'utf8')));
        return level.ok ? (level.value.certificate ?? null) : null;
      }),
    ),
  );
}
