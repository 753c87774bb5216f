import type {
  ClearableStore,
  GateQuestion,
  GateView,
  HeldWakeLock,
  ModelGate,
  ModelShelf,
  ObjectUrls,
  PageClock,
  PageDocument,
  StoredModel,
  TextExport,
  WakeLockPort,
} from '../../src/page/ports.ts';

/** A clock that stands still until it is moved; the seconds then pass one by one. */
export function createFakePageClock(
  startMs = 1_000_000,
): PageClock & { readonly listeners: number; pass(seconds: number): void } {
  const actions = new Set<() => void>();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    everySecond(action) {
      actions.add(action);
      return () => actions.delete(action);
    },
    get listeners() {
      return actions.size;
    },
    pass(seconds) {
      for (let i = 0; i < seconds; i++) {
        nowMs += 1000;
        for (const action of actions) action();
      }
    },
  };
}

/** Object URLs that can be counted. */
export function createFakeObjectUrls(): ObjectUrls & { readonly alive: ReadonlySet<string> } {
  const alive = new Set<string>();
  let created = 0;
  return {
    alive,
    create() {
      created += 1;
      const url = `blob:fake/${created}`;
      alive.add(url);
      return url;
    },
    revoke: (url) => void alive.delete(url),
  };
}

export function createFakeSmallStore(
  kept: Readonly<Record<string, string>> = {},
): ClearableStore & { readonly kept: ReadonlyMap<string, string> } {
  const map = new Map(Object.entries(kept));
  return {
    kept: map,
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    clear: () => map.clear(),
  };
}

export function createFakeTextExport(): TextExport & {
  readonly copied: readonly string[];
  readonly downloads: ReadonlyMap<string, string>;
} {
  const copied: string[] = [];
  const downloads = new Map<string, string>();
  return {
    copied,
    downloads,
    copy: async (text) => void copied.push(text),
    download: (fileName, text) => void downloads.set(fileName, text),
  };
}

/** A document that is in view until a test hides it. */
export function createFakePageDocument(): PageDocument & { tell(type: string): void; show(): void; hide(): void } {
  const events = new EventTarget();
  let visibilityState: DocumentVisibilityState = 'visible';
  const tell = (type: string): void => void events.dispatchEvent(new Event(type));
  const turn = (state: DocumentVisibilityState): void => {
    visibilityState = state;
    tell('visibilitychange');
  };
  return {
    get visibilityState() {
      return visibilityState;
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    tell,
    show: () => turn('visible'),
    hide: () => turn('hidden'),
  };
}

export interface FakeWakeLock extends WakeLockPort {
  /** How many locks the page holds at the moment. */
  readonly held: number;
  readonly requests: number;
  /** As the browser does when the page is hidden. */
  takeAway(): void;
  /** From now on every request is refused. */
  refuse(): void;
}

export function createFakeWakeLock(): FakeWakeLock {
  const locks = new Set<EventTarget>();
  let requests = 0;
  let refused = false;
  const end = (lock: EventTarget): void => {
    if (locks.delete(lock)) lock.dispatchEvent(new Event('release'));
  };
  return {
    get held() {
      return locks.size;
    },
    get requests() {
      return requests;
    },
    takeAway: () => locks.forEach(end),
    refuse() {
      refused = true;
    },
    async request(): Promise<HeldWakeLock> {
      requests += 1;
      if (refused) throw new DOMException('not now', 'NotAllowedError');
      const lock = new EventTarget();
      locks.add(lock);
      return Object.assign(lock, { release: async () => end(lock) });
    },
  };
}

/** A computer with a good GPU, whatever the question. */
export const sampleGateView: GateView = {
  modelId: 'demo-model',
  device: 'webgpu',
  deviceName: 'Apple M3',
  slow: false,
  dtypes: ['q4f16', 'q4'],
  autoDtype: 'q4f16',
  downloadBytes: 5_500_000,
  storedBytes: 0,
  memoryBytes: 60_000_000,
  freeBytes: 42_000_000_000,
  expectation: { type: 'unknown' },
};

export function createFakeModelGate(
  view: Partial<GateView> = {},
): ModelGate & { readonly questions: readonly GateQuestion[] } {
  const questions: GateQuestion[] = [];
  return {
    questions,
    async inspect(question) {
      questions.push(question);
      return { ...sampleGateView, modelId: question.modelId, storedBytes: question.stored?.bytes ?? 0, ...view };
    },
  };
}

/** @param inUse models that cannot be removed */
export function createFakeModelShelf(
  stored: readonly StoredModel[] = [],
  inUse: readonly string[] = [],
): ModelShelf & { readonly keeps: number } {
  let kept = stored;
  let keeps = 0;
  return {
    get keeps() {
      return keeps;
    },
    keep: () => void keeps++,
    list: async () => kept,
    async remove(modelId) {
      if (inUse.includes(modelId)) return 'The model is in use. Pause first.';
      kept = kept.filter((one) => one.modelId !== modelId);
      return undefined;
    },
  };
}
