import type { ServiceWorkers, ServiceWorkerVersion, ServiceWorkerVersions } from '../../src/page/ports.ts';

interface FakeVersion extends ServiceWorkerVersion {
  turn(state: ServiceWorkerState): void;
}

/** A browser's service workers, which go on when a test says so; Workbox's message makes the one that waits take over. */
export interface FakeServiceWorkers extends ServiceWorkers {
  readonly registered: readonly string[];
  /** How often the server was asked for a new version. */
  readonly checks: number;
  /** What the server has when it is asked next. */
  publish(): void;
  /** The server does not answer. */
  goDown(): void;
  /** A version begins to come. */
  find(): void;
  /** It is here; the first of all takes over at once. */
  finish(): void;
  /** The one that waits takes over, whoever asked for it. */
  takeOver(): void;
}

export function createFakeServiceWorkers(controller: object | null = null): FakeServiceWorkers {
  const registered: string[] = [];
  let checks = 0;
  let published = false;
  let up = true;
  let installing: FakeVersion | null = null;
  let waiting: FakeVersion | null = null;
  let active: object | null = controller;
  let charge = controller;
  const found = new EventTarget();
  const registration: ServiceWorkerVersions = {
    get installing() {
      return installing;
    },
    get waiting() {
      return waiting;
    },
    get active() {
      return active;
    },
    addEventListener: found.addEventListener.bind(found),
    removeEventListener: found.removeEventListener.bind(found),
    async update() {
      checks += 1;
      if (!up) throw new TypeError('Failed to update');
      if (published) fakes.find();
      published = false;
    },
  };
  const createVersion = (): FakeVersion => {
    let state: ServiceWorkerState = 'installing';
    const events = new EventTarget();
    return {
      get state() {
        return state;
      },
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
      postMessage: (message) => {
        if (JSON.stringify(message) === '{"type":"SKIP_WAITING"}') fakes.takeOver();
      },
      turn(next) {
        state = next;
        events.dispatchEvent(new Event('statechange'));
      },
    };
  };
  const events = new EventTarget();
  const fakes: FakeServiceWorkers = {
    registered,
    get checks() {
      return checks;
    },
    get controller() {
      return charge;
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    async register(url) {
      registered.push(url);
      return registration;
    },
    publish() {
      published = true;
    },
    goDown() {
      up = false;
    },
    find() {
      installing = createVersion();
      found.dispatchEvent(new Event('updatefound'));
    },
    finish() {
      waiting = installing;
      installing = null;
      waiting?.turn('installed');
      if (active === null) fakes.takeOver();
    },
    takeOver() {
      active = waiting;
      charge = waiting;
      waiting = null;
      events.dispatchEvent(new Event('controllerchange'));
    },
  };
  return fakes;
}
