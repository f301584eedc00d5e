import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/game',
  // Relative addresses, so that the built page also works from a folder of a site.
  base: './',
  build: { outDir: '../../dist/game', emptyOutDir: true, target: 'es2022' },
  server: { host: '127.0.0.1', port: 5173 },
});
