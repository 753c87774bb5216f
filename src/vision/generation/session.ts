// The slice of ONNX Runtime's sessions and tensors that the generation uses; transformers.js makes the sessions.
import type { InferenceSession, Tensor } from 'onnxruntime-web';

export type Tensors = Readonly<Record<string, Tensor>>;

export type Session = Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata' | 'outputMetadata'> & {
  /** @param fetches tensors over buffers that take the outputs; absent: the runtime makes all outputs */
  run(feeds: Tensors, fetches?: Tensors): Promise<Tensors>;
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

export const bytesOf = (type: ElementType): number => ({ float16: 2, float32: 4, int64: 8 })[type];

/** Of an input or output that the session has, or of its first. */
export function tensorInfo(metadata: Session['inputMetadata'], name: string) {
  const info = metadata.find((value) => value.name === name) ?? metadata[0];
  if (!info?.isTensor || !isElementType(info.type))
    throw new TypeError(`the model has no tensor ${name} that is known`);
  return { name: info.name, type: info.type, shape: info.shape };
}
