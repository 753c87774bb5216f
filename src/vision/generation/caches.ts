// What a decoder remembers from step to step: keys and values of each layer, and for Qwen3.5's linear layers the states of
// their convolution and recurrence. Names and shapes are read from the session itself.
import type { Tensor } from 'onnxruntime-web';
import { type ElementType, isElementType, type MakeTensor, type Session } from './session.ts';

export type Caches = Readonly<Record<string, Tensor>>;

/** `past_key_values.0.key`, `past_conv.0`, `past_recurrent.0`. */
const PAST = /^past_/;

interface CacheInput {
  readonly name: string;
  readonly type: ElementType;
  /** A dimension that is a name varies: the batch is 1, the length so far 0. */
  readonly dims: readonly number[];
}

/** The caches that a decoder takes, as they are before anything was fed. */
export function cacheInputs(decoder: Session): CacheInput[] {
  return decoder.inputMetadata.flatMap((input) => {
    if (!PAST.test(input.name) || !input.isTensor) return [];
    const { name, type, shape } = input;
    if (!isElementType(type)) throw new TypeError(`the cache ${name} is of type ${type}`);
    return {
      name,
      type,
      dims: shape.map((size) => (typeof size === 'number' ? size : size.startsWith('batch') ? 1 : 0)),
    };
  });
}

export function emptyCaches(decoder: Session, makeTensor: MakeTensor): Caches {
  const caches: Record<string, Tensor> = {};
  for (const { name, type, dims } of cacheInputs(decoder)) {
    const count = dims.reduce((product, size) => product * size, 1);
    caches[name] = makeTensor(type, zeros(type, count), dims);
  }
  return caches;
}

/** past_key_values.0.key → present.0.key; past_conv.0 → present_conv.0 */
export const outputOf = (input: string): string =>
  input.replace('past_key_values.', 'present.').replace(PAST, 'present_');

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

function zeros(type: ElementType, count: number) {
  if (type === 'int64') return new BigInt64Array(count);
  return type === 'float16' ? new Uint16Array(count) : new Float32Array(count);
}
