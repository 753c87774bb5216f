// What the page needs of its surroundings, each the smallest slice that is used. `main.tsx` passes the browser's own;
// tests and the preview pass fakes.
import type { WorkerApi } from '../worker/api.ts';

/** The worker thread as the page sees it. */
export type WorkerClient = WorkerApi;

/** Time for people to read: sentences and ages. Nothing that must happen on time hangs on it. */
export interface PageClock {
  now(): number;
  /** Calls back about once a second; the returned function ends that. */
  everySecond(action: () => void): () => void;
}

/** localStorage and sessionStorage, where the browser allows them. */
export interface SmallStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** `URL.createObjectURL` and its counterpart. */
export interface ObjectUrls {
  create(blob: Blob): string;
  revoke(url: string): void;
}

/** Ways out of the page for text. */
export interface TextExport {
  copy(text: string): Promise<void>;
  download(fileName: string, text: string): void;
}

/** A model as Settings offers it. */
export interface ModelChoice {
  readonly id: string;
  readonly name: string;
  /** What to know before it is chosen; for example its size. */
  readonly note: string;
}

/** Whether the browser offers WebGPU to this page; it offers it to https and to this computer's own pages alone. */
export type WebGpuOffer = 'offered' | 'insecure-page' | 'missing';

type Events = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** The page's window: tells when the page goes. */
export type PageWindow = Events;

/** The page's document: tells when it is hidden, frozen, and back. */
export type PageDocument = Events & { readonly visibilityState: DocumentVisibilityState };

/** `navigator.wakeLock`. */
export interface WakeLockPort {
  /** Rejects where the browser does not allow it: a battery that is low, a policy, a page that is hidden. */
  request(type: 'screen'): Promise<HeldWakeLock>;
}

/** Tells `release` when it has ended, whoever ended it. */
export type HeldWakeLock = Events & { release(): Promise<void> };
