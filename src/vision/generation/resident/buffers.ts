/** What the runtime, copies and shaders need of a buffer. */
const usage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

/** WebGPU copies and clears in steps of 4 bytes. */
const roundUp = (bytes: number): number => Math.ceil(bytes / 4) * 4;

export const createStorage = (device: GPUDevice, bytes: number): GPUBuffer =>
  device.createBuffer({ size: roundUp(bytes), usage: usage() });

export interface Scratch {
  /** The same buffer each time, or a larger one in its place; what was in it is lost then. */
  atLeast(bytes: number): GPUBuffer;
  dispose(): void;
}

export function createScratch(device: GPUDevice): Scratch {
  let buffer: GPUBuffer | undefined;
  return {
    atLeast(bytes) {
      if (buffer && buffer.size >= bytes) return buffer;
      // Work that was submitted keeps it until it is done.
      buffer?.destroy();
      buffer = createStorage(device, bytes);
      return buffer;
    },
    dispose() {
      buffer?.destroy();
      buffer = undefined;
    },
  };
}
