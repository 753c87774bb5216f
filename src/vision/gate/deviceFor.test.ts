import { describe, expect, test } from 'vitest';
import { type ProbedGpu, probeGpu } from '../../platform/gpuProbe.ts';
import type { DeviceChoice } from '../api.ts';
import { deviceFor } from './deviceFor.ts';

const chooseDevice = async (choice: DeviceChoice, gpu: ProbedGpu | undefined) =>
  deviceFor(choice, await probeGpu(gpu, true));

interface FakeAdapter {
  readonly features?: readonly string[];
  readonly info?: Partial<GPUAdapterInfo>;
}

/** A browser with one adapter, or with none. */
function gpuWith(
  adapter: FakeAdapter | null,
): ProbedGpu & { readonly asked: (GPURequestAdapterOptions | undefined)[] } {
  const asked: (GPURequestAdapterOptions | undefined)[] = [];
  const { features = [], info = {} } = adapter ?? {};
  const whole = {
    features: new Set(features),
    limits: { maxBufferSize: 1, maxStorageBufferBindingSize: 1 },
    info: { vendor: '', architecture: '', description: '', isFallbackAdapter: false, ...info },
  };
  return {
    asked,
    requestAdapter: async (options) => {
      asked.push(options);
      // The slice of an adapter that is read; the rest of it belongs to a real GPU.
      return adapter && (whole as unknown as GPUAdapter);
    },
  };
}

const REAL = { info: { vendor: 'nvidia', architecture: 'ampere' } };
const SOFTWARE = { info: { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true } };

describe('auto', () => {
  test('V6: a real GPU does the work, and is not slow', async () => {
    const gpu = gpuWith(REAL);
    expect(await chooseDevice('auto', gpu)).toEqual({
      device: 'webgpu',
      name: 'nvidia ampere',
      hasF16: false,
      slow: false,
    });
    expect(gpu.asked).toEqual([{ powerPreference: 'high-performance' }]);
  });

  test('V6: half precision is taken where the GPU has it', async () => {
    expect(await chooseDevice('auto', gpuWith({ ...REAL, features: ['shader-f16'] }))).toMatchObject({ hasF16: true });
  });

  test.each([
    ['without WebGPU', undefined, 'processor: this browser has no WebGPU', 'no-webgpu'],
    ['without a GPU', gpuWith(null), 'processor: the browser found no GPU', 'no-adapter'],
    ['with an emulated GPU', gpuWith(SOFTWARE), 'processor: the only GPU is emulated in software', 'software-gpu'],
  ])('V6: %s the same model runs on wasm, and that is slow', async (_, gpu, name, why) => {
    expect(await chooseDevice('auto', gpu)).toEqual({ device: 'wasm', name, hasF16: false, slow: true, why });
  });
});

describe('by name', () => {
  test('V6: WebGPU by name takes an emulated GPU too, and says that it is slow', async () => {
    expect(await chooseDevice('webgpu', gpuWith(SOFTWARE))).toMatchObject({ device: 'webgpu', slow: true });
  });

  test('V6: WebGPU by name is not replaced by wasm', async () => {
    expect(await chooseDevice('webgpu', undefined)).toBeUndefined();
    expect(await chooseDevice('webgpu', gpuWith(null))).toBeUndefined();
  });

  test('V6: the processor by name is taken whatever GPU there is', async () => {
    expect(await chooseDevice('wasm', gpuWith(REAL))).toMatchObject({
      device: 'wasm',
      name: 'processor, as chosen',
      slow: true,
    });
  });
});

test.each([
  [{ description: 'GeForce RTX 3080', vendor: 'nvidia' }, 'GeForce RTX 3080'],
  [{ vendor: 'apple' }, 'apple'],
  [{}, 'GPU'],
])('V6: an adapter that says %j is called %s', async (info, name) => {
  expect(await chooseDevice('auto', gpuWith({ info }))).toMatchObject({ name });
});
