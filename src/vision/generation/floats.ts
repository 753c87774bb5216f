// Sessions with fp16 inputs and outputs give and take half floats: a Float16Array where the browser has it, else the bit
// patterns in a Uint16Array.
import { Float16Array } from '@petamoriken/float16';
import type { Tensor } from 'onnxruntime-web';

/** The data of a float tensor, converted where it is fp16. */
export function readFloats({ type, data }: Tensor): Float32Array {
  if (type === 'float32') return data as Float32Array;
  if (type !== 'float16') throw new TypeError(`a tensor of floats was expected, not of ${type}`);
  const { buffer, byteOffset, length } = data as Uint16Array<ArrayBuffer>;
  const table = halfFloats();
  return Float32Array.from(new Uint16Array(buffer, byteOffset, length), (bits) => table[bits] as number);
}

/** `values` as a tensor of `type` takes them. */
export function writeFloats(type: 'float32' | 'float16', values: Float32Array): Float32Array | Uint16Array {
  return type === 'float32' ? values : new Uint16Array(new Float16Array(values).buffer);
}

let table: Float32Array | undefined;

/** Every half float by its bits: a table is many times faster than arithmetic, over a vocabulary for each token. */
function halfFloats(): Float32Array {
  table ??= Float32Array.from(new Float16Array(Uint16Array.from({ length: 65_536 }, (_, bits) => bits).buffer));
  return table;
}
