// What the page needs of its surroundings, each the smallest slice that is used. `main.tsx` passes the browser's own;
// tests and the preview pass fakes.
import type { Device, DeviceChoice } from '../vision/api.ts';
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
  /** Size and licence, as far as known: `1.4 GB, Apache-2.0`. */
  readonly facts: string;
  /** What else to know before it is chosen: a sentence or two. */
  readonly note: string;
}

/** What this computer can do with a model: src/vision/gate. */
export interface ModelGate {
  inspect(question: GateQuestion): Promise<GateView>;
}

export interface GateQuestion {
  readonly modelId: string;
  readonly device: DeviceChoice;
  /** What is here of the model already. */
  readonly stored?: StoredModel;
  /** What the model took here before, on each device. */
  readonly secondsPerFrame?: { readonly [D in Device]?: number };
}

/** What the page says of a verdict; a figure that is not known is missing. */
export interface GateView {
  readonly modelId: string;
  readonly device: Device;
  readonly deviceName: string;
  /** No real GPU does the work. */
  readonly slow: boolean;
  /** Why the model cannot run here, and what to do: a sentence each. `reason` is a stable tag. */
  readonly obstacle?: { readonly reason: string; readonly message: string; readonly remedy: string };
  readonly downloadBytes?: number;
  readonly storedBytes: number;
  readonly memoryBytes?: number;
  readonly freeBytes?: number;
  /** A sentence. */
  readonly expectation: string;
  /** A better model for this computer than the one that is chosen. */
  readonly recommended?: { readonly id: string; readonly name: string };
}

/** The models that are stored in this browser: src/storage/modelStore. */
export interface ModelShelf {
  list(): Promise<readonly StoredModel[]>;
  /** @returns why it could not be removed: a sentence */
  remove(modelId: string): Promise<string | undefined>;
  /** Asks the browser not to clear what is stored when the disk runs full; only a page can ask, and best after a click. */
  keep(): void;
}

export interface StoredModel {
  readonly modelId: string;
  readonly revision: string;
  readonly bytes: number;
  /** It starts without a network. */
  readonly complete: boolean;
}

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
