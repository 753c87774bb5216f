// What the page needs of its surroundings, each the smallest slice that is used. `main.tsx` passes the browser's own;
// tests and the preview pass fakes.
import type { Battery } from '../platform/battery.ts';
import type { IdleWatch } from '../platform/idle.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Device, DeviceChoice, Dtype } from '../vision/api.ts';
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

/** A store that can be emptied of what the page has read or written there. */
export interface ClearableStore extends SmallStore {
  clear(): void;
}

/** The address bar. */
export interface PageAddress {
  /** Takes parameters out of it, without a reload. */
  drop(names: readonly string[]): void;
  /** Begins the page anew. */
  reload(): void;
}

/** What the worker thread keeps in this browser for later visits. */
export interface KeptData {
  /** Results that wait for their relay. */
  countResults(): Promise<number>;
  forgetResults(): Promise<void>;
  /** Counts of what was done. */
  forgetTotals(): Promise<void>;
}

/** `URL.createObjectURL` and its counterpart. */
export interface ObjectUrls {
  create(blob: Blob): string;
  revoke(url: string): void;
}

/** Draws bars into an element that has its size already; they follow its size and the page's colours. */
export type DrawChart = (place: HTMLElement, look: ChartLook) => DrawnChart;

export interface ChartLook {
  /** The scale's top; by default a round number above the highest value. */
  readonly top?: number;
  readonly sayValue: (value: number) => string;
  /** Whether times stand below the bars. */
  readonly withTimes: boolean;
  readonly sayTime: (ms: number) => string;
  /** The bar that is pointed at; undefined when none is. */
  readonly onPoint: (index: number | undefined) => void;
}

export interface DrawnChart {
  /** Each bar begins `lengthMs` after the one before; a missing value is no bar. */
  show(startsMs: readonly number[], lengthMs: number, values: readonly (number | undefined)[]): void;
  close(): void;
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
  /** It knows the synthetic scenes alone, and few tasks. */
  readonly demo?: boolean;
  /** Pixels a side of a token of vision, where they are not those of most models. */
  readonly tokenSide?: number;
}

/** What this computer can do with a model: src/vision/gate. */
export interface ModelGate {
  inspect(question: GateQuestion): Promise<GateView>;
}

export interface GateQuestion {
  readonly modelId: string;
  readonly device: DeviceChoice;
  /** Absent: what suits the device. */
  readonly dtype?: Dtype;
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
  /** Why the processor does the work, where it does. */
  readonly processorReason?: 'chosen' | 'software-gpu' | 'no-webgpu' | 'insecure-page' | 'no-adapter';
  /** What the model comes in, and which of it `auto` takes here. */
  readonly dtypes: readonly Dtype[];
  readonly autoDtype: Dtype;
  /** Why the model cannot run here, with what is too much and what there is, where that is why. */
  readonly obstacle?: {
    readonly reason: 'no-gpu' | 'no-dtype' | 'no-f16' | 'buffer-limit' | 'needs-gpu' | 'no-room';
    readonly needsBytes?: number;
    readonly givesBytes?: number;
  };
  readonly downloadBytes?: number;
  readonly storedBytes: number;
  readonly memoryBytes?: number;
  readonly freeBytes?: number;
  /** What a frame will take. `minutes`: by experience, of a large model without a GPU. */
  readonly expectation:
    | { readonly type: 'measured'; readonly secondsPerFrame: number }
    | { readonly type: 'minutes' | 'unknown' };
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

/** What the browser tells of the computer, and to the person; each absent where it has no such thing. */
export interface Computer {
  readonly battery?: Battery | undefined;
  readonly idle?: IdleWatch | undefined;
  readonly notifier?: Notifier | undefined;
}

/** `navigator.wakeLock`. */
export interface WakeLockPort {
  /** Rejects where the browser does not allow it: a battery that is low, a policy, a page that is hidden. */
  request(type: 'screen'): Promise<HeldWakeLock>;
}

/** Tells `release` when it has ended, whoever ended it. */
export type HeldWakeLock = Events & { release(): Promise<void> };

/** `navigator.serviceWorker`. */
export interface ServiceWorkers extends Events {
  readonly controller: object | null;
  register(url: string, options: { readonly updateViaCache: 'none' }): Promise<ServiceWorkerVersions>;
}

/** Its versions: the one that is being fetched, the one that waits, and the one in charge. */
export interface ServiceWorkerVersions extends Events {
  readonly installing: ServiceWorkerVersion | null;
  readonly waiting: ServiceWorkerVersion | null;
  readonly active: object | null;
  /** Rejects where the server does not answer. */
  update(): Promise<unknown>;
}

export interface ServiceWorkerVersion extends Events {
  readonly state: ServiceWorkerState;
  postMessage(message: unknown): void;
}

/** Frames to try the model on, in the order of time, with the seconds of each from the first. */
export interface TryFrames {
  readonly frames: readonly Blob[];
  readonly seconds: readonly number[];
}

/** A built-in scene of the synthetic cameras. */
export interface TrySample extends TryFrames {
  /** What is truly in it, in the demo model's own words. */
  readonly truth: string;
}

export type CameraProblem = 'refused' | 'missing' | 'busy' | 'insecure';

/** A webcam that looks. */
export interface OpenCamera {
  /** Undefined until there is a picture. */
  take(video: HTMLVideoElement): Promise<Blob | undefined>;
  show(video: HTMLVideoElement): void;
  close(): void;
}

/** Where the pictures of Try it come from. What cannot be decoded is undefined. */
export interface TryMedia {
  readonly objectUrls: ObjectUrls;
  /** @param serial each its own scene */
  sample(serial: number, frameCount: number): Promise<TrySample>;
  /** The picture as it may be looked at: itself, or smaller where it is enormous. */
  picture(file: Blob): Promise<Blob | undefined>;
  /** So many frames, evenly spread over the clip. */
  clip(file: Blob, frameCount: number): Promise<TryFrames | undefined>;
  /** @param onEnd it was unplugged, or taken away */
  openCamera(onEnd: () => void): Promise<OpenCamera | { readonly problem: CameraProblem }>;
}
