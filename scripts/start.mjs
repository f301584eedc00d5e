import { createServer } from 'node:http';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import open from 'open';
import sirv from 'sirv';
import { buildPage } from './page.mjs';
import { HEADERS } from './policy.mjs';

/** Builds the game when its sources are newer than the built page, serves it on this computer, and opens it. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'dist', 'game');
const SOURCES = ['index.html', 'src/game', 'src/sim', 'src/lang', 'assets', 'scripts', 'vite.config.ts', 'package-lock.json'];
const FIRST_PORT = 5173;
const PORTS_TRIED = 50;

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

/**
 * The latest change in a file or anywhere in a folder, ms.
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // A folder changes when something in it is removed.
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

function isBuilt() {
  const page = join(PAGE, 'index.html');
  return existsSync(page) && SOURCES.every((source) => changedAt(join(ROOT, source)) < changedAt(page));
}

function hasScreen() {
  if (process.env['CI'] || process.env['NO_OPEN']) return false;
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port it listens on
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

/**
 * @param {import('node:http').Server} server
 * @param {number | undefined} wanted
 * @param {string} host
 */
async function listenSomewhere(server, wanted, host) {
  if (wanted !== undefined) return listen(server, wanted, host);
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port += 1) {
    try {
      return await listen(server, port, host);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
  return listen(server, 0, host);
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * @param {unknown} error
 * @param {{ port?: number, host: string }} options
 */
function explain(error, { port, host }) {
  const where = port === undefined ? host : `${host}, port ${port}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `${where} is taken by another program; leave --port out to take the next free one.`;
    case 'EACCES':
      return `${where} may not be used by you; choose a port from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this computer.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** @param {{ port?: number, host: string }} options */
async function start(options) {
  if (!isBuilt()) {
    console.log('Building the game …');
    await buildPage('warn');
  }
  const files = sirv(PAGE, {
    // Looked up at each request: a build made meanwhile is served at once, and nothing old is kept by the browser.
    dev: true,
    etag: true,
    setHeaders: (response) => {
      response.setHeader('Cache-Control', 'no-cache');
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
    });
  });
  const port = await listenSomewhere(server, options.port, options.host);
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const address = `http://${host}:${port}/`;
  console.log(`Stackwright is at ${address}  (Ctrl-C ends it)`);
  // Browsers keep what belongs to an address under that address.
  if (options.port === undefined && port !== FIRST_PORT)
    console.log(
      `Port ${FIRST_PORT} is taken. Progress belongs to an address: that of http://${host}:${FIRST_PORT}/ is back when what runs there has ended.\n` +
        'With --port NUMBER the address is always the same.',
    );
  if (hasScreen()) {
    try {
      const opener = await open(address);
      // The address is printed; a computer that cannot open it is no reason to stop.
      opener.on('error', () => {});
    } catch {
      console.log('Open that address in a browser.');
    }
  }
}

const options = new Command('npm start --')
  .description('Builds and serves the game on this computer.')
  .option('--port <number>', `port to serve it on; without it ${FIRST_PORT} or the next free one`, portOf)
  .option('--host <address>', 'address to serve it on; 0.0.0.0 lets other computers in', '127.0.0.1')
  .allowExcessArguments(false)
  .parse()
  .opts();

try {
  await start(/** @type {{ port?: number, host: string }} */ (options));
} catch (error) {
  console.error(explain(error, /** @type {{ port?: number, host: string }} */ (options)));
  process.exitCode = 1;
}
