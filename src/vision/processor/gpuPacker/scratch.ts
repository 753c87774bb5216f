import type { Size } from '../pixels.ts';

/** One texture holds the wide camera's frames and the high one's, up to this many pixels; beyond, it is made for each anew. */
const MAX_SHARED_PIXELS = 4096 * 4096;

/** Room on the GPU that frames share one after another. It grows to what the largest needs, and stays. */
export interface Scratch {
  /** For a frame of `size` as it came; may be larger. */
  pictureFor(size: Size): GPUTexture;
  /** For a frame between the two passes; may be larger. */
  narrowedFor(bytes: number): GPUBuffer;
  dispose(): void;
}

export function createScratch(device: GPUDevice): Scratch {
  let picture: GPUTexture | undefined;
  let narrowed: GPUBuffer | undefined;
  return {
    pictureFor(size) {
      if (picture && picture.width >= size.width && picture.height >= size.height) return picture;
      const shared = {
        width: Math.max(size.width, picture?.width ?? 0),
        height: Math.max(size.height, picture?.height ?? 0),
      };
      const { width, height } = shared.width * shared.height <= MAX_SHARED_PIXELS ? shared : size;
      // What was submitted with the old one still runs.
      picture?.destroy();
      picture = device.createTexture({
        size: [width, height],
        format: 'rgba8unorm',
        // The browser draws a decoded frame into it.
        usage: GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.TEXTURE_BINDING,
      });
      return picture;
    },
    narrowedFor(bytes) {
      if (narrowed && narrowed.size >= bytes) return narrowed;
      narrowed?.destroy();
      narrowed = device.createBuffer({ size: bytes, usage: GPUBufferUsage.STORAGE });
      return narrowed;
    },
    dispose() {
      picture?.destroy();
      narrowed?.destroy();
      picture = undefined;
      narrowed = undefined;
    },
  };
}
