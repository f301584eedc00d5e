import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, readJson, type FormatError, type Result } from '../../src/sim/index.ts';
import { parseExperiment, type Experiment } from './experiment.ts';

/** An experiment is a page or two; this is a book. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The experiments of a folder, by name of file. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

function refused(expected: string, got: string): { readonly ok: false; readonly error: FormatError } {
  return err({ place: '', expected, got });
}

export function readExperiment(file: string): Result<Experiment, FormatError> {
  let content: string;
  try {
    const found = statSync(file);
    if (!found.isFile()) return refused('a file', found.isDirectory() ? 'a folder' : 'something else');
    if (found.size > MOST_BYTES) return refused(`at most ${MOST_BYTES} bytes`, `${found.size}`);
    content = readFileSync(file, 'utf8');
  } catch {
    return refused('a file that can be read', 'none of that name');
  }
  const value = readJson(content);
  return value.ok ? parseExperiment(value.value) : value;
}
