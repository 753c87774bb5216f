import { expect, test } from 'vitest';
import { settle } from '../../../tests/fakes/settle.ts';
import { heapPixels } from '../../../tests/support/pixelValuesOf.ts';
import type { PackedImage } from '../processor/packFrames.ts';
import { createSight } from './sight.ts';

const image = (): PackedImage => ({ pixelValues: heapPixels(new Float32Array()), grid: [1, 2, 2], tokens: 1 });

test('V14: an image is encoded once, the least recently seen is freed, and what failed is tried again', async () => {
  const freed: number[] = [];
  let encoded = 0;
  let fails = false;
  const sight = createSight(
    async () => {
      if (fails) throw new Error('no');
      return encoded++;
    },
    (features) => void freed.push(features),
  );
  const images = Array.from({ length: 16 }, image);
  for (const one of images) await sight.see(one);
  expect(await sight.see(images[0] as PackedImage)).toBe(0);
  expect(encoded).toBe(16);

  await sight.see(image());
  await settle();
  expect(freed).toEqual([1]);

  fails = true;
  const broken = image();
  await expect(sight.see(broken)).rejects.toThrow('no');
  fails = false;
  expect(await sight.see(broken)).toBe(17);
  sight.dispose();
  await settle();
  expect(freed.length).toBe(18);
});
