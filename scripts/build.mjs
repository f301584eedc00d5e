import { buildPage } from './page.mjs';

/** Builds the game. */

try {
  await buildPage('info');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
