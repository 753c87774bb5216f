// What the vision thread offers to the worker thread. It knows nothing of relays: frames and a task in, an answer out.
// Expected failures are values, as an Error loses its class on the way between threads.
import type { Ask, Finding, TaskName } from './ask.ts';

export type Device = 'webgpu' | 'wasm';

/** What a person may ask for; `auto` takes WebGPU on a real GPU, else wasm. */
export type DeviceChoice = 'auto' | Device;
/** Data type of the weights as transformers.js names it; it decides which files are fetched. */
export type Dtype = 'fp32' | 'fp16' | 'q4' | 'q4f16';
/** `auto` takes what suits the device best. */
export type DtypeChoice = 'auto' | Dtype;

export type VisionFailureReason =
  | 'model-missing'
  | 'model-broken'
  | 'no-device'
  | 'frame-unreadable'
  | 'answer-unreadable'
  | 'interrupted'
  | 'gpu-lost'
  /** The known-answer test came out wrong: this GPU, or its driver, computes wrong numbers. */
  | 'self-test'
  /** The model was not made for what is asked. */
  | 'task-unknown'
  /** The disk, or the browser's share of it, has no room for the model. */
  | 'no-space'
  /** A file arrived, and is not what the hub says it is. */
  | 'file-corrupt'
  | 'engine';

export interface VisionFailure {
  readonly type: 'failed';
  readonly reason: VisionFailureReason;
  /** A sentence for a person: what happened and what to do next. */
  readonly message: string;
}

export interface FileProgress {
  readonly file: string;
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
}

/** Where a load stands. */
export interface LoadProgress {
  readonly stage: 'download' | 'prepare' | 'selfTest';
  readonly files: readonly FileProgress[];
  /** Of the newest few seconds; absent while unknown. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
  /** The person holds the download. */
  readonly paused: boolean;
}

export interface LoadRequest {
  readonly modelId: string;
  readonly device: DeviceChoice;
  /** One of those that the model comes in; what suits the device where it is absent. */
  readonly dtype?: Dtype;
  /** The most pixels of a frame that the model is shown; our own limit where it is absent. */
  readonly framePixels?: number;
  /** Absolute URL of the folder that the page was served from, with a trailing slash. */
  readonly pageBase: string;
  /** A mirror of the HF Hub, such as `https://hub.example`; the Hub itself where it is absent. */
  readonly modelHost?: string;
}

/** The model, loaded, on a device. */
export interface EngineInfo {
  readonly type: 'ready';
  readonly modelId: string;
  readonly modelName: string;
  readonly revision: string;
  readonly dtype: string;
  readonly device: Device;
  /** The adapter as the browser names it, or why there is none. */
  readonly deviceName: string;
  /** True where no GPU does the work: wasm, or WebGPU emulated in software. */
  readonly slow: boolean;
  readonly loadMs: number;
  /** What the model can be asked. */
  readonly tasks: readonly TaskName[];
  readonly selfTest: SelfTestReport;
}

/** What came of the known-answer test after loading, once everything is warm. A wrong answer is a `VisionFailure` instead. */
export interface SelfTestReport {
  /** Pack, prefill and answer of one frame. */
  readonly secondsPerFrame: number;
  /** Text and frame. */
  readonly promptTokens: number;
  /** From the start of the run on the device, so without packing. */
  readonly firstTokenMs: number;
  /** After the first one; absent where the answer is too short to tell. */
  readonly tokensPerSecond?: number;
  /** Of the GPU's memory as it was measured, in 10^9 bytes a second; absent without a real GPU. */
  readonly bandwidthGBps?: number;
  /** What that bandwidth allows this model at most; absent where it is not known what the model reads for a token. */
  readonly ceilingTokensPerSecond?: number;
  /** What the model answered. */
  readonly answer: string;
}

export interface LookRequest {
  readonly ask: Ask;
  /** Whose frames they are, by any name: a camera's answers are alike. Empty: nobody's. */
  readonly camera: string;
  /** One or more, in the order of time. Several of one size are seen as a video, others as images one after another. */
  readonly frames: readonly Blob[];
  /** One a frame: the same name, the same picture. What is looked at twice is decoded and seen once. */
  readonly frameNames: readonly string[];
  /** Seconds from the first frame, one a frame. */
  readonly frameTimesSeconds: readonly number[];
}

export interface Answer {
  readonly type: 'answer';
  /** As the model wrote it. */
  readonly text: string;
  readonly finding: Finding;
  /** The answer was cut short: it repeated itself, took too many tokens, or too long. */
  readonly cut?: 'loop' | 'tokens' | 'time';
  readonly promptTokens: number;
  readonly tokens: number;
  /** Decoding and packing of the frames. */
  readonly packMs: number;
  /** From the start of the run on the device to the first token. */
  readonly firstTokenMs: number;
  /** From the start of packing to the whole answer. */
  readonly totalMs: number;
  /** `[width, height]` of each frame as it was sent, in pixels. */
  readonly frameSizes: readonly (readonly [number, number])[];
}

export interface VisionApi {
  load(request: LoadRequest, onProgress: (progress: LoadProgress) => void): Promise<EngineInfo | VisionFailure>;
  /** Holds the download, or goes on with it; what has arrived stays. */
  pauseDownload(paused: boolean): void;
  /** Ends the running `load`, which then reports `interrupted`; what has arrived stays for the next time. */
  cancelLoad(): void;
  /** `onText` hears the answer so far, and once the empty text when the frames are packed. */
  look(request: LookRequest, onText: (text: string) => void): Promise<Answer | VisionFailure>;
  /**
   * Decodes, packs and sees the frames of a look that comes next, between the steps of the one in hand. What fails here is
   * told by the look itself.
   */
  lookAhead(request: LookRequest): Promise<void>;
  /** Ends the running `look` after the token in hand; it then reports `interrupted`. */
  interrupt(): void;
}
