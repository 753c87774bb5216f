import { expect, test } from 'vitest';
import { createGpuPacker } from './gpuPacker.ts';

const PACKING = { patchSize: 16, mergeSize: 2, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

/** Of a device, only its limits: whatever else is touched throws. */
function deviceWith(limits: Partial<GPUSupportedLimits> = {}): GPUDevice {
  return {
    limits: {
      maxTextureDimension2D: 8192,
      maxStorageBufferBindingSize: 2 ** 27,
      maxComputeWorkgroupsPerDimension: 65_535,
      ...limits,
    },
  } as GPUDevice;
}

/** Bytes are not looked at before the frame is packed. */
const frameOf = (width: number, height: number) => ({ data: new Uint8ClampedArray(), width, height });

function pack(device: GPUDevice, [width, height]: [number, number], to: [number, number], type: 'float32' | 'float16') {
  const frame = frameOf(width, height);
  return createGpuPacker(device, PACKING, type).packPair([frame, frame], { width: to[0], height: to[1] });
}

test('V15: what a frame becomes is known before the GPU is asked for anything', () => {
  expect(pack(deviceWith(), [1280, 720], [1280, 704], 'float16')).toMatchObject({ grid: [1, 44, 80], tokens: 880 });
});

test('V15: a frame of 4K fits the least that WebGPU promises', () => {
  expect(pack(deviceWith(), [3840, 2160], [2304, 1280], 'float32').tokens).toBe(2880);
});

test.each([
  ['a frame wider than a texture', { maxTextureDimension2D: 2048 }, [2560, 100], [640, 32]],
  ['a frame higher than a texture', { maxTextureDimension2D: 2048 }, [100, 2560], [32, 640]],
  ['values larger than a binding', {}, [3840, 2160], [3840, 2176]],
  ['a frame larger than a binding between the passes', {}, [4096, 8192], [4128, 32]],
  ['more workgroups than a dispatch takes', { maxComputeWorkgroupsPerDimension: 64 }, [100, 1000], [32, 320]],
] as const)('V15: %s is refused at once, to be packed on the processor', (_, limits, [width, height], [to, high]) => {
  expect(() => pack(deviceWith(limits), [width, height], [to, high], 'float32')).toThrow(RangeError);
});

test('V15: half floats take half the room', () => {
  expect(() => pack(deviceWith(), [2560, 1440], [2560, 2304], 'float32')).toThrow(RangeError);
  expect(pack(deviceWith(), [2560, 1440], [2560, 2304], 'float16').tokens).toBe(5760);
});

test('V15: patches with an odd side are refused', () => {
  expect(() => createGpuPacker(deviceWith(), { ...PACKING, patchSize: 7 }, 'float32')).toThrow(RangeError);
});
