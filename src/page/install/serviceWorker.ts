// The page's end of its service worker, which keeps the page's own files for a visit without a network. Loaded after the page
// shows. A new version is installed beside the one that runs and waits there until `activate`.
import type { PageClock, PageDocument, ServiceWorkers, ServiceWorkerVersion } from '../ports.ts';

/** How often a tab that stays open asks whether there is a new version. */
const CHECK_EVERY_MS = 3_600_000;
/** A version that is asked to take over does so at once; a slow line may have to bring it first. */
const PATIENCE_SECONDS = 15;
/** What Workbox listens to. */
const TAKE_OVER = { type: 'SKIP_WAITING' };

export interface ServiceWorkerPorts {
  readonly serviceWorkers: ServiceWorkers;
  readonly clock: PageClock;
  readonly document: PageDocument;
}

export interface ServiceWorkerWatch {
  /** Puts the newest version in charge: the one that waits, or else one that the server has. Ends in bounded time. */
  activate(): Promise<void>;
  stop(): void;
}

/** @param onUpdate a new version waits, or another tab has let it take over */
export async function watchServiceWorker(
  { serviceWorkers, clock, document }: ServiceWorkerPorts,
  onUpdate: () => void,
): Promise<ServiceWorkerWatch> {
  // Neither sw.js nor what it imports comes from a cache, whatever the server says of them.
  const registration = await serviceWorkers.register('sw.js', { updateViaCache: 'none' });
  let controlled = serviceWorkers.controller !== null;
  let checkedMs = clock.now();

  /** The first one of all replaces nothing. */
  const tellWaiting = (): void => {
    if (registration.waiting && registration.active) onUpdate();
  };
  const follow = (): void => registration.installing?.addEventListener('statechange', tellWaiting);
  const onController = (): void => {
    if (controlled) onUpdate();
    controlled = true;
  };
  const checkIfDue = (): void => {
    if (clock.now() - checkedMs < CHECK_EVERY_MS) return;
    checkedMs = clock.now();
    // A server that does not answer is asked again in an hour.
    registration.update().catch(() => {});
  };

  follow();
  tellWaiting();
  registration.addEventListener('updatefound', follow);
  serviceWorkers.addEventListener('controllerchange', onController);
  // A computer that slept has timers that are late.
  document.addEventListener('visibilitychange', checkIfDue);
  const stopClock = clock.everySecond(checkIfDue);

  async function takeOver(): Promise<void> {
    if (!registration.waiting) await registration.update();
    if (registration.installing) await installed(registration.installing);
    if (!registration.waiting) return;
    const inCharge = new Promise<void>((done) => {
      serviceWorkers.addEventListener('controllerchange', () => done(), { once: true });
    });
    registration.waiting.postMessage(TAKE_OVER);
    await inCharge;
  }

  return {
    activate: () => Promise.race([takeOver(), pass(PATIENCE_SECONDS, clock)]),
    stop() {
      registration.removeEventListener('updatefound', follow);
      serviceWorkers.removeEventListener('controllerchange', onController);
      document.removeEventListener('visibilitychange', checkIfDue);
      stopClock();
    },
  };
}

function installed(worker: ServiceWorkerVersion): Promise<void> {
  return new Promise((done) => {
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'installing') done();
    });
  });
}

function pass(seconds: number, clock: PageClock): Promise<void> {
  return new Promise((done) => {
    const endMs = clock.now() + seconds * 1000;
    const stop = clock.everySecond(() => {
      if (clock.now() < endMs) return;
      stop();
      done();
    });
  });
}
