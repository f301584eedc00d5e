import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { campaign } from './scripts/campaign.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Modules of the page may name the levels that are built into it.
  plugins: [campaign(file('assets/levels'), file('assets/sandbox/sandbox.level.json'))],
  test: {
    include: ['tests/**/*.test.ts'],
    // Whole programs and browsers are started by some tests; on a slow machine with two cores that takes a while.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    passWithNoTests: false,
  },
});
