// What a decoder remembers from step to step: keys and values of each layer, and for Qwen3.5's linear layers the states of
// their convolution and recurrence. Names and shapes are read from the session itself.
import type { Tensor } from 'onnxruntime-web';
import { isElementType, type MakeTensor, type Session } from './session.ts';

export type Caches = Readonly<Record<string, Tensor>>;

/** `past_key_values.0.key`, `past_conv.0`, `past_recurrent.0`. */
const PAST = /^past_/;

/** Caches of length 0. A dimension that is a name varies: the batch is 1, the length so far 0. */
export function emptyCaches(decoder: Session, makeTensor: MakeTensor): Caches {
  const caches: Record<string, Tensor> = {};
  for (const input of decoder.inputMetadata) {
    if (!PAST.test(input.name) || !input.isTensor) continue;
    const dims = input.shape.map((size) => (typeof size === 'number' ? size : size.startsWith('batch') ? 1 : 0));
    const count = dims.reduce((product, size) => product * size, 1);
    if (!isElementType(input.type)) throw new TypeError(`the cache ${input.name} is of type ${input.type}`);
    caches[input.name] = makeTensor(input.type, zeros(input.type, count), dims);
  }
  return caches;
}

/** The caches among a decoder's outputs, by the names under which they are fed to the next step. */
export function cachesOf(outputs: Readonly<Record<string, Tensor>>): Caches {
  const caches: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    // present.0.key → past_key_values.0.key; present_conv.0 → past_conv.0
    if (name.startsWith('present.')) caches[name.replace('present.', 'past_key_values.')] = tensor;
    else if (name.startsWith('present_')) caches[name.replace('present_', 'past_')] = tensor;
  }
  return caches;
}

/** Caches on the GPU are not collected as garbage. */
export function disposeCaches(caches: Caches): void {
  for (const tensor of Object.values(caches)) if (tensor.location === 'gpu-buffer') tensor.dispose();
}

function zeros(type: 'float32' | 'float16' | 'int64', count: number) {
  if (type === 'int64') return new BigInt64Array(count);
  return type === 'float16' ? new Uint16Array(count) : new Float32Array(count);
}
