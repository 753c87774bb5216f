// A model as far as generation goes, and a prompt as it is fed to it.
import type { Tensor } from 'onnxruntime-web';
import type { PackedImage } from '../processor/packFrames.ts';
import type { ElementType, MakeTensor, Sessions } from './session.ts';

export interface Prompt {
  readonly ids: readonly number[];
  /** [3, tokens]: time, row, column. */
  readonly positions: readonly (readonly number[])[];
  /** Of the first token of the answer, on all three axes. */
  readonly nextPosition: number;
  /** In the order of their pads. */
  readonly images: readonly PackedImage[];
}

export interface Model {
  readonly sessions: Sessions;
  readonly makeTensor: MakeTensor;
  /** Where the sessions run on WebGPU. */
  readonly gpu?: ModelGpu | undefined;
  /** Whether the decoder keeps its caches by ONNX Runtime's GroupQueryAttention, which can write them in place. */
  readonly groupsAttention: boolean;
  /** What the vision encoder calls its grid: `image_grid_thw` or `grid_thw`. */
  readonly gridName: string;
  /** Width of the logits. */
  readonly vocabularySize: number;
  readonly isPad: (id: number) => boolean;
  readonly isStop: (id: number) => boolean;
}

export interface ModelGpu {
  /** The one that ONNX Runtime runs the sessions on. */
  readonly device: GPUDevice;
  /** A tensor over a buffer, which stays its maker's to destroy. */
  tensorOf(buffer: GPUBuffer, type: ElementType, dims: readonly number[]): Tensor;
}
