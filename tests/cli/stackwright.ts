import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'src', 'cli', 'main.ts');
export const LOADER = new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real program and waits for its end. */
export function stackwright(words: readonly string[], folder = ROOT): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The law of everything that cannot be looked at: exit code 2, one line that says why, no results, no stack trace. */
export function expectRefusal(outcome: Outcome, message: RegExp): void {
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr).toMatch(/^[^\n]+\n$/);
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  expect(outcome.stdout).toBe('');
  expect(outcome.code).toBe(2);
}

export function parsed(outcome: Outcome): unknown {
  expect(outcome.stderr).toBe('');
  return JSON.parse(outcome.stdout);
}

/** A folder of its own for a file of tests, removed afterwards; `write` puts a file into it. */
export function workplace(): { readonly folder: string; readonly write: (name: string, content: string | Uint8Array | object) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write: (name, content) => {
      const file = join(folder, name);
      const isText = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(file, isText ? content : JSON.stringify(content));
      return file;
    },
  };
}
