import { expect, test } from 'vitest';
import { heapPixels } from '../../../tests/support/pixelValuesOf.ts';
import { type Frame, remembering, withFallback } from './packer.ts';
import type { PackedImage } from './packFrames.ts';

const frame = (): Frame => ({ data: new Uint8ClampedArray(4), width: 1, height: 1 });
const image = (): PackedImage => ({ pixelValues: heapPixels(new Float32Array()), grid: [1, 2, 2], tokens: 1 });
const SIZE = { width: 32, height: 32 };

test('V14: the same frames at the same size are the same image; others are not', () => {
  const packer = remembering({ packPair: image });
  const [a, b] = [frame(), frame()];
  const first = packer.packPair([a, a], SIZE);
  expect(packer.packPair([a, a], { ...SIZE })).toBe(first);
  expect(packer.packPair([a, b], SIZE)).not.toBe(first);
  expect(packer.packPair([b, b], SIZE)).not.toBe(first);
  expect(packer.packPair([a, a], { width: 64, height: 32 })).not.toBe(first);
});

test('V15: what the GPU is too small for is packed on the processor; any other error is told', () => {
  const onProcessor = image();
  const failing = (error: Error) =>
    withFallback(
      {
        packPair() {
          throw error;
        },
      },
      { packPair: () => onProcessor },
    );
  const a = frame();
  expect(failing(new RangeError('too large')).packPair([a, a], SIZE)).toBe(onProcessor);
  expect(() => failing(new TypeError('broken')).packPair([a, a], SIZE)).toThrow('broken');
});
