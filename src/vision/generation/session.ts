// The slice of ONNX Runtime's sessions and tensors that the generation uses; transformers.js makes the sessions.
import type { InferenceSession, Tensor } from 'onnxruntime-web';

export type Session = Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata'> & {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
};

export interface Sessions {
  readonly embed_tokens: Session;
  readonly vision_encoder: Session;
  readonly decoder_model_merged: Session;
}

/** Element types that the sessions of a Qwen-VL take and give. */
export type ElementType = 'float32' | 'float16' | 'int64';

/** Makes a tensor of the runtime that the sessions are of. `float16` is given as bit patterns or a Float16Array. */
export type MakeTensor = (type: ElementType, data: Tensor.DataType, dims: readonly number[]) => Tensor;

export const isElementType = (type: string): type is ElementType =>
  type === 'float32' || type === 'float16' || type === 'int64';
