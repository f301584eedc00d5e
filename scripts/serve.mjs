import { createServer } from 'node:http';
import sirv from 'sirv';

/**
 * Serves a folder on this computer, at a port that is free.
 * @param {string} folder
 * @param {{ host?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ address: string, stop: () => void, turn: (folder: string) => void }>} `turn` serves another folder from now on
 */
export async function serveFolder(folder, { host = '127.0.0.1', headers = {} } = {}) {
  /** @param {string} from */
  const filesOf = (from) =>
    sirv(from, {
      dev: true,
      setHeaders: (response) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      },
    });
  let files = filesOf(folder);
  const server = createServer((request, response) => files(request, response, () => void response.writeHead(404).end()));
  await new Promise((resolve) => server.listen(0, host, () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stop = () => {
    server.close();
    // A browser keeps them open.
    server.closeAllConnections();
  };
  return { address: `http://${host}:${port}/`, stop, turn: (next) => void (files = filesOf(next)) };
}
