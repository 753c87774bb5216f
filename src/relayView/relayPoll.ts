// Asks the relay that served this page how it is, every two seconds, and for the newest frame of each camera.
import { type ReadonlySignal, signal } from '@preact/signals';
import { createImageUrls } from '../page/imageUrls.ts';
import type { ObjectUrls, PageClock } from '../page/ports.ts';
import { parseRelayStatus, type RelayStatus } from './relayStatus.ts';

/** The newest frame of a camera; `jobId` where the relay says to which job it belongs. */
export interface Picture {
  readonly image: Blob;
  readonly jobId?: string;
}

export type RelayState =
  | { readonly type: 'asking' }
  /** Something answered, and it is no relay. */
  | { readonly type: 'no-relay' }
  | {
      readonly type: 'known';
      readonly status: RelayStatus;
      /** By service id; a camera whose frames may not be seen from here has none. */
      readonly pictures: ReadonlyMap<string, Picture>;
      readonly atMs: number;
      /** The relay no longer answers; what is shown is from `atMs`. */
      readonly silent: boolean;
    };

export interface RelayPoll {
  readonly state: ReadonlySignal<RelayState>;
  readonly nowMs: ReadonlySignal<number>;
  imageUrl(image: Blob): string;
  /** Asks at once and then again and again; the returned function ends that. */
  start(): () => void;
}

export interface RelayPollPorts {
  readonly fetch: (
    url: string,
    init: { readonly signal: AbortSignal; readonly cache: 'no-store' },
  ) => Promise<Response>;
  readonly clock: PageClock;
  readonly objectUrls: ObjectUrls;
}

const SECONDS_BETWEEN = 2;
const PATIENCE_MS = 10_000;

export function createRelayPoll({ fetch, clock, objectUrls }: RelayPollPorts): RelayPoll {
  const state = signal<RelayState>({ type: 'asking' });
  const nowMs = signal(clock.now());
  const urls = createImageUrls(objectUrls);
  let stopped = new AbortController();

  const get = (url: string): Promise<Response> =>
    fetch(url, { signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(PATIENCE_MS)]), cache: 'no-store' });

  async function ask(): Promise<void> {
    const last = state.peek();
    const next = await askRelay(get, clock.now());
    if (stopped.signal.aborted) return;
    if (next) state.value = next;
    else state.value = last.type === 'known' ? { ...last, silent: true } : { type: 'no-relay' };
    const shown = state.peek();
    urls.retain(shown.type === 'known' ? [...shown.pictures.values()].map(({ image }) => image) : []);
  }

  return {
    state,
    nowMs,
    imageUrl: (image) => urls.of(image),
    start() {
      stopped = new AbortController();
      let seconds = 0;
      let asking = true;
      const askAgain = (): void => {
        asking = true;
        void ask().finally(() => {
          asking = false;
          seconds = 0;
        });
      };
      askAgain();
      const stopClock = clock.everySecond(() => {
        nowMs.value = clock.now();
        seconds += 1;
        if (!asking && seconds >= SECONDS_BETWEEN) askAgain();
      });
      return () => {
        stopClock();
        stopped.abort();
        urls.retain([]);
      };
    },
  };
}

type Get = (url: string) => Promise<Response>;

/** Undefined where nothing answers; `no-relay` where something else does. */
async function askRelay(get: Get, atMs: number): Promise<RelayState | undefined> {
  try {
    const response = await get('status');
    const body: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
    const status = parseRelayStatus(body);
    if (!status) return { type: 'no-relay' };
    const pictures = await Promise.all(status.cameras.map(({ service_id }) => askPicture(get, service_id, atMs)));
    return { type: 'known', status, pictures: new Map(pictures.flat()), atMs, silent: false };
  } catch {
    return undefined;
  }
}

/** None where the camera has no frame yet (404), or may not be seen from another computer (403). */
async function askPicture(get: Get, serviceId: string, atMs: number): Promise<[string, Picture][]> {
  try {
    const response = await get(`cameras/${encodeURIComponent(serviceId)}/latest.jpg?${atMs}`);
    if (!response.ok) return [];
    const jobId = response.headers.get('X-Job-Id');
    return [[serviceId, { image: await response.blob(), ...(jobId && { jobId }) }]];
  } catch {
    return [];
  }
}
