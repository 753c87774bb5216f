// One image through the vision encoder, from pixel values on the GPU to features on the GPU.
import type { PackedImage } from '../../processor/packFrames.ts';
import { createHeapPixels } from '../heapPixels.ts';
import type { Model, ModelGpu } from '../model.ts';
import type { RunQueue } from '../runQueue.ts';
import { bytesOf, tensorInfo } from '../session.ts';
import { createScratch, createStorage } from './buffers.ts';

export interface ImageEncoder {
  /** @returns the features, [tokens, width], for the caller to destroy */
  encode(image: PackedImage): Promise<GPUBuffer>;
  dispose(): void;
}

/** One image a run: whether an exported graph keeps images apart is not known of each, and this is always right. */
export function createImageEncoder(model: Model, gpu: ModelGpu, run: RunQueue): ImageEncoder {
  const { makeTensor, gridName } = model;
  const { vision_encoder } = model.sessions;
  const input = tensorInfo(vision_encoder.inputMetadata, 'pixel_values');
  const output = tensorInfo(vision_encoder.outputMetadata, 'image_features');
  const width = output.shape.at(-1) as number;
  const valuesOfPatch = input.shape.at(-1) as number;
  const scratch = createScratch(gpu.device);
  const heapPixels = createHeapPixels(model);
  const type = input.type === 'float16' ? 'float16' : 'float32';

  function pixelValues({ pixelValues, grid }: PackedImage) {
    if (pixelValues.on === 'heap') return heapPixels(pixelValues, grid);
    const patches = grid[0] * grid[1] * grid[2];
    const buffer = scratch.atLeast(patches * valuesOfPatch * bytesOf(type));
    pixelValues.write(buffer);
    return gpu.tensorOf(buffer, type, [patches, valuesOfPatch]);
  }

  return {
    encode: (image) =>
      run(async () => {
        const features = createStorage(gpu.device, image.tokens * width * bytesOf(output.type));
        try {
          await vision_encoder.run(
            {
              pixel_values: pixelValues(image),
              [gridName]: makeTensor('int64', BigInt64Array.from(image.grid, BigInt), [1, 3]),
            },
            { [output.name]: gpu.tensorOf(features, output.type, [image.tokens, width]) },
          );
          return features;
        } catch (error) {
          features.destroy();
          throw error;
        }
      }),
    dispose: scratch.dispose,
  };
}
