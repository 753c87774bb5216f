import { Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { readFloats, writeFloats } from './floats.ts';

test('V2: half floats are read and written, down to the smallest and up to infinity', () => {
  const values = Float32Array.of(0, 1, -2, 0.5, 65504, 6e-8, Number.POSITIVE_INFINITY);
  const written = writeFloats('float16', values) as Uint16Array;
  expect([...written]).toEqual([0, 0x3c00, 0xc000, 0x3800, 0x7bff, 1, 0x7c00]);
  const read = readFloats(new Tensor('float16', written, [values.length]));
  for (const [i, value] of values.entries()) expect(read[i]).toBeCloseTo(value, 7);
  expect(writeFloats('float32', values)).toBe(values);
});

test('V2: anything else is refused by name', () => {
  expect(() => readFloats(new Tensor('int32', Int32Array.of(1), [1]))).toThrow(/int32/);
});
