// What the vision thread offers to the worker thread. It knows nothing of relays: frames and a task in, an answer out.
// Expected failures are values, as an Error loses its class on the way between threads.
import type { Box } from '../protocol/result.ts';

export type TaskName = 'describe' | 'detect' | 'video';
export type Device = 'webgpu' | 'wasm';

/** What a person may ask for; `auto` takes WebGPU on a real GPU, else wasm. */
export type DeviceChoice = 'auto' | Device;

export type VisionFailureReason =
  | 'model-missing'
  | 'model-broken'
  | 'no-device'
  | 'frame-unreadable'
  | 'answer-unreadable'
  | 'interrupted'
  | 'gpu-lost'
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

export interface LoadRequest {
  readonly modelId: string;
  readonly device: DeviceChoice;
  /** Absolute URL of the folder that the page was served from, with a trailing slash. */
  readonly pageBase: string;
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
}

export interface LookRequest {
  readonly task: TaskName;
  /** One frame for `describe` and `detect`; two or more for `video`, in the order of time. */
  readonly frames: readonly Blob[];
  /** Seconds from the first frame, one a frame; for `video`. */
  readonly frameTimesSeconds: readonly number[];
  readonly maxTokens: number;
}

/** A box as the model gave it, checked. */
export interface SeenBox {
  readonly label: string;
  /** In 0..1000 of the frame. */
  readonly bbox: Box;
}

export interface Answer {
  readonly type: 'answer';
  readonly text: string;
  /** For `detect`; empty for other tasks. */
  readonly boxes: readonly SeenBox[];
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
  load(request: LoadRequest, onProgress: (files: readonly FileProgress[]) => void): Promise<EngineInfo | VisionFailure>;
  /** `onText` hears the answer so far, and once the empty text when the frames are packed. */
  look(request: LookRequest, onText: (text: string) => void): Promise<Answer | VisionFailure>;
  /** Ends the running `look` after the token in hand; it then reports `interrupted`. */
  interrupt(): void;
}
