/**
 * Keeps the whole page in the browser, so that it opens without a network. What was fetched for one version is answered
 * from its own store until the player asks for the next one; nothing is mixed, and no error is ever kept.
 */

declare const self: ServiceWorkerGlobalScope;
/** Put in when the page is built: every file but the page itself, with what its bytes come to. */
declare const FILES: readonly (readonly [path: string, integrity: string])[];
declare const VERSION: string;

const PREFIX = `stackwright ${self.registration.scope} `;
const STORE = PREFIX + VERSION;
/** The page itself, under the address that all visitors come to. */
const PAGE = self.registration.scope;

const addresses = new Set(FILES.map(([path]) => new URL(path, PAGE).href));

/** A browser opens no page from an answer that was sent on from elsewhere. */
function plain(response: Response): Response {
  if (!response.redirected) return response;
  return new Response(response.body, { status: response.status, headers: response.headers });
}

async function fetched(address: string, integrity?: string): Promise<Response> {
  const response = await fetch(address, integrity === undefined ? { cache: 'no-cache' } : { cache: 'no-cache', integrity });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return plain(response);
}

/** The names of files say what is in them: what an older version has need not be fetched again. */
async function keep(store: Cache, path: string, integrity: string): Promise<void> {
  const address = new URL(path, PAGE).href;
  const known = path.startsWith('assets/') ? await caches.match(address, { ignoreVary: true }) : undefined;
  await store.put(address, known ?? (await fetched(address, integrity)));
}

const AT_ONCE = 6;

async function install(): Promise<void> {
  const store = await caches.open(STORE);
  const waiting = [...FILES];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await keep(store, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // The page comes last: only with all that it needs.
    await store.put(PAGE, await fetched(PAGE));
  } catch (error) {
    await caches.delete(STORE);
    throw error;
  }
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== STORE).map((name) => caches.delete(name)));
  // The page of the first visit too finds its later parts here.
  await self.clients.claim();
}

function isPage({ pathname }: URL): boolean {
  const base = new URL(PAGE).pathname;
  return pathname === base || pathname === `${base}index.html`;
}

async function answer(address: string, request: Request): Promise<Response> {
  const store = await caches.open(STORE);
  return (await store.match(address, { ignoreVary: true })) ?? fetch(request);
}

/** Somewhere under the page where nothing of it lies: the network knows, and without one the page is all there is. */
async function elsewhere(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return answer(PAGE, request);
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  // Only when the player has asked for it.
  if (event.data === 'take-over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(PAGE)) return;
  if (request.mode === 'navigate') {
    event.respondWith(isPage(url) ? answer(PAGE, request) : addresses.has(url.href) ? answer(url.href, request) : elsewhere(request));
  } else if (addresses.has(url.href)) event.respondWith(answer(url.href, request));
});

export {};
