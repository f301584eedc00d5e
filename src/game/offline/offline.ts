import { OFFLINE } from '../../lang/en/offline.ts';
import { make, makeButton } from '../page/dom.ts';

/** The page kept in the browser: begun here, and a new version announced; it never comes under the player's hands. */

export type OfflineState = keyof typeof OFFLINE.states;

const WORKER = './sw.js';
/** How often a page that stays open asks for a new version, ms. */
const ASK_MS = 3_600_000;

function workersOf({ navigator }: Window): ServiceWorkerContainer | null {
  return (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker ?? null;
}

/** Why there can be no worker; null when there can. */
function objection(window: Window): OfflineState | null {
  if (import.meta.env.MODE === 'development') return 'development';
  if (!window.isSecureContext) return 'needs-https';
  return workersOf(window) === null ? 'unsupported' : null;
}

/** How far it has come. */
export async function offlineState(window: Window): Promise<OfflineState> {
  const against = objection(window);
  if (against !== null) return against;
  try {
    const registration = await workersOf(window)!.getRegistration();
    // It begins with the first sign of play.
    if (registration === undefined) return 'not-yet';
    if (registration.active !== null) return 'ready';
    return registration.installing !== null || registration.waiting !== null ? 'fetching' : 'failed';
  } catch {
    return 'unsupported';
  }
}

function makeNotice(onTake: () => void): HTMLElement {
  const take = makeButton(null, OFFLINE.take, () => {
    take.disabled = true;
    take.textContent = OFFLINE.loading;
    onTake();
  });
  return make('div', { class: 'notice notice-update', attrs: { role: 'status' } }, make('span', {}, OFFLINE.isNew), take);
}

export async function openOffline(window: Window, notices: Element, settled: () => Promise<void>): Promise<void> {
  if (objection(window) !== null) return;
  const workers = workersOf(window)!;
  let isControlled = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    // The first one takes nothing away; a later one was asked for, here or in another tab.
    if (isControlled) void settled().then(() => window.location.reload());
    isControlled = true;
  });
  let told: ServiceWorker | null = null;
  const tell = ({ active, waiting }: ServiceWorkerRegistration): void => {
    if (active === null || waiting === null || told === waiting) return;
    told = waiting;
    notices.querySelector('.notice-update')?.remove();
    notices.append(makeNotice(() => waiting.postMessage('take-over')));
  };
  try {
    const registration = await workers.register(WORKER, { updateViaCache: 'none' });
    tell(registration);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => tell(registration));
    });
    const ask = (): void => {
      // Without a network there is nothing to ask.
      if (!window.document.hidden) registration.update().catch(() => undefined);
    };
    window.setInterval(ask, ASK_MS);
    window.document.addEventListener('visibilitychange', ask);
  } catch {
    // Forbidden, or no network: the page goes on as it is, and the settings say so.
  }
}
