import type { PackedImage } from '../../src/vision/processor/packFrames.ts';

/** The pixel values of an image that was packed on the processor. */
export function pixelValuesOf({ pixelValues }: PackedImage): Float32Array {
  if (pixelValues.on !== 'heap') throw new TypeError(`packed on the ${pixelValues.on}`);
  const values = new Float32Array(pixelValues.length);
  pixelValues.write(values);
  return values;
}

/** An image that is packed already. */
export const heapPixels = (values: Float32Array): PackedImage['pixelValues'] => ({
  on: 'heap',
  length: values.length,
  write: (into) => into.set(values),
});
