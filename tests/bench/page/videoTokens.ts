// Tokens of a prompt that ten frames take: as ten images, by the stock library's rule for sizes, and as a video, by ours.

import type { Packer } from '../../../src/vision/processor/packer.ts';
import { tokenPixels } from '../../../src/vision/processor/packFrames.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { processorOf } from '../../../src/vision/qwenVl.ts';
import { heapPixels } from '../../support/pixelValuesOf.ts';
import { prepareFrames } from './answers.ts';
import { configureLibrary, openFiles } from './openModel.ts';

export interface VideoTokens {
  readonly stock: number;
  readonly ours: number;
}

/** Marks around an image: start and end. */
const MARKS = 2;

export async function countVideoTokens(id: string, frame: Size, frames: number): Promise<VideoTokens> {
  configureLibrary();
  const { stockProcessor, tokenizer, family, processing } = await openFiles(id);
  const factor = tokenPixels(processing);
  // The stock library sees one image at a time only; ten are ten of these.
  const [width, height] = stockSize(stockProcessor.image_processor, frame);
  const stock = frames * ((width * height) / factor ** 2 + MARKS);

  const packer: Packer = {
    packPair: (_, size) => ({
      pixelValues: heapPixels(new Float32Array()),
      grid: [1, size.height / processing.patchSize, size.width / processing.patchSize],
      tokens: (size.width * size.height) / factor ** 2,
    }),
  };
  const processor = processorOf({ tokenizer, chatTemplate: undefined, family, processing }, packer);
  const shown = Array.from({ length: frames }, () => ({ data: new Uint8ClampedArray(), ...frame }));
  const seconds = shown.map((_, i) => i);
  const ours = prepareFrames(processor, shown, seconds).ids.length - prepareFrames(processor, []).ids.length;
  return { stock, ours };
}

function stockSize(processor: unknown, { width, height }: Size): [number, number] {
  const { get_resize_output_image_size: sizeOf } = processor as {
    get_resize_output_image_size: (image: Size, size?: unknown) => [number, number];
  };
  return sizeOf.call(processor, { width, height });
}
