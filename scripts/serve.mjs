import { createServer } from 'node:http';
import sirv from 'sirv';

/**
 * Serves a folder on this computer, at a port that is free.
 * @param {string} folder
 * @param {{ host?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ address: string, stop: () => void }>}
 */
export async function serveFolder(folder, { host = '127.0.0.1', headers = {} } = {}) {
  const files = sirv(folder, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => files(request, response, () => void response.writeHead(404).end()));
  await new Promise((resolve) => server.listen(0, host, () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://${host}:${port}/`, stop: () => void server.close() };
}
