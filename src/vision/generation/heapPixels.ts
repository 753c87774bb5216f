// Where pixel values are written that come from the heap.
import type { PackedImage, PixelsOnHeap } from '../processor/packFrames.ts';
import type { Model } from './model.ts';
import { tensorInfo } from './session.ts';

/**
 * @returns the vision encoder's input of an image, valid until the next one is asked for: one array serves all images, as memory
 * is slow the first time that it is written
 */
export function createHeapPixels({ sessions, makeTensor }: Model) {
  const type =
    tensorInfo(sessions.vision_encoder.inputMetadata, 'pixel_values').type === 'float16' ? 'float16' : 'float32';
  const room = (length: number) => (type === 'float16' ? new Uint16Array(length) : new Float32Array(length));
  let values = room(0);
  return ({ length, write }: PixelsOnHeap, [time, rows, columns]: PackedImage['grid']) => {
    if (values.length < length) values = room(length);
    const used = values.subarray(0, length);
    write(used);
    const patches = time * rows * columns;
    return makeTensor(type, used, [patches, length / patches]);
  };
}
