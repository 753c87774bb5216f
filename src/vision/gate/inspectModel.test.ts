import { expect, test } from 'vitest';
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import type { Model, Variant } from '../models.ts';
import { type GateFacts, inspectModel, recommend } from './inspectModel.ts';

const GIGA = 1_000_000_000;
const variant = (dtype: 'fp32' | 'q4' | 'q4f16', downloadBytes: number, memoryBytes: number): Variant => ({
  dtype: { embed_tokens: dtype, vision_encoder: dtype, decoder_model_merged: dtype },
  downloadBytes,
  memoryBytes,
});
const model = (part: Partial<Model> = {}): Model => ({
  id: 'owner/two',
  name: 'Two B',
  origin: 'hub',
  revision: 'abc',
  withF16: variant('q4f16', 1.37 * GIGA, 1.9 * GIGA),
  withoutF16: variant('q4', 1.53 * GIGA, 2.4 * GIGA),
  needsBufferBytes: 0.6 * GIGA,
  tasks: 'all',
  ...part,
});
const SMALL = model({
  id: 'owner/small',
  name: 'Small',
  withF16: variant('q4f16', 0.6 * GIGA, 0.9 * GIGA),
  withoutF16: variant('q4', 0.7 * GIGA, GIGA),
  needsBufferBytes: 0.2 * GIGA,
});
const DEMO = model({
  id: 'demo-model',
  name: 'Demo',
  origin: 'page',
  withF16: variant('fp32', 5_500_000, 40_000_000),
  withoutF16: variant('fp32', 5_500_000, 40_000_000),
  needsBufferBytes: 1_000_000,
  tasks: 'demo',
});
const GPU: GpuFacts = {
  type: 'adapter',
  name: 'Apple M3',
  isFallbackAdapter: false,
  hasF16: true,
  subgroups: true,
  maxBufferSize: 4 * GIGA,
  maxStorageBufferBindingSize: 2 * GIGA,
};
const NO_GPU: GpuFacts = { type: 'none', why: 'no-adapter' };
const inspect = (part: Partial<GateFacts> = {}, what: Model = model()) =>
  inspectModel(what, { gpu: GPU, choice: 'auto', ...part });

test('M2: a GPU with half precision takes the variant made for it, one without the other', () => {
  expect(inspect()).toMatchObject({
    device: 'webgpu',
    deviceName: 'Apple M3',
    downloadBytes: 1.37 * GIGA,
    slow: false,
  });
  expect(inspect().obstacle).toBeUndefined();
  const without = inspect({ gpu: { ...GPU, hasF16: false } });
  expect(without).toMatchObject({ variant: { dtype: { decoder_model_merged: 'q4' } }, memoryBytes: 2.4 * GIGA });
});

test('M2: a buffer that the GPU cannot give is named with both sizes, whichever limit is the smaller', () => {
  for (const limits of [{ maxBufferSize: 268_435_456 }, { maxStorageBufferBindingSize: 268_435_456 }]) {
    const { obstacle } = inspect({ gpu: { ...GPU, ...limits } });
    expect(obstacle?.reason).toBe('buffer-limit');
    expect(obstacle?.message).toBe('Two B needs a GPU buffer of 600 MB; this GPU gives 268 MB at most.');
  }
  expect(inspect({ gpu: { ...GPU, maxBufferSize: 0.6 * GIGA } }).obstacle).toBeUndefined();
});

test('M2: a large model does not run on the processor, not even by name', () => {
  for (const choice of ['auto', 'wasm'] as const) {
    const { device, obstacle } = inspect({ gpu: NO_GPU, choice }, SMALL);
    expect([device, obstacle?.reason, obstacle?.message]).toEqual([
      'wasm',
      'needs-gpu',
      expect.stringMatching(/^Small needs a GPU: the processor cannot read/),
    ]);
  }
});

test('M2: an emulated GPU is named as such, and taken only by name', () => {
  const gpu: GpuFacts = { ...GPU, name: 'google swiftshader', isFallbackAdapter: true };
  expect(inspect({ gpu }, DEMO)).toMatchObject({
    device: 'wasm',
    deviceName: 'processor: the only GPU is emulated in software',
  });
  expect(inspect({ gpu, choice: 'webgpu' }, DEMO)).toMatchObject({ device: 'webgpu', slow: true });
});

test('M2: a GPU by name that is not there is an obstacle, not a quiet change to the processor', () => {
  expect(inspect({ gpu: NO_GPU, choice: 'webgpu' }, DEMO).obstacle?.reason).toBe('no-gpu');
});

test('M2: what is stored already need not find room again', () => {
  const storage = { quotaBytes: 2 * GIGA, usageBytes: 1.5 * GIGA };
  const { obstacle, freeBytes } = inspect({ storage });
  expect(freeBytes).toBe(0.5 * GIGA);
  expect(obstacle?.reason).toBe('no-room');
  expect(obstacle?.message).toMatch(/500 MB left for this page, and 1.4 GB are still to come/);
  expect(obstacle?.remedy).toMatch(/Free 870 MB/);
  const stored = { bytes: GIGA, revision: 'abc', complete: false };
  expect(inspect({ storage, stored }).obstacle).toBeUndefined();
  expect(inspect({ stored: { ...stored, bytes: 9 * GIGA } }).storedBytes).toBe(1.37 * GIGA);
  expect(inspect({ storage, stored: { ...stored, revision: 'old' } }).obstacle?.reason).toBe('no-room');
});

test('M2: a model that is here whole is as large as it is, and has nothing to come', () => {
  const stored = { bytes: 1.4 * GIGA, revision: 'abc', complete: true };
  const verdict = inspect({ stored, storage: { quotaBytes: GIGA, usageBytes: GIGA } });
  expect(verdict).toMatchObject({ downloadBytes: 1.4 * GIGA, storedBytes: 1.4 * GIGA });
  expect(verdict.obstacle).toBeUndefined();
});

test('M2: nothing speaks against a model of which nothing is known', () => {
  const { downloadBytes: _, memoryBytes: __, ...unknown } = model().withF16;
  const { needsBufferBytes: ___, ...typed } = model({ withF16: unknown, withoutF16: unknown });
  const verdict = inspect({ storage: { quotaBytes: 1, usageBytes: 1 } }, typed);
  expect(verdict.obstacle).toBeUndefined();
  expect('downloadBytes' in verdict).toBe(false);
});

test('M2: a speed is promised only where it was measured here before', () => {
  expect(inspect().expectation).toEqual({ type: 'unknown' });
  expect(inspect({ secondsPerFrame: { webgpu: 2.43, wasm: 200 } }).expectation).toEqual({
    type: 'measured',
    secondsPerFrame: 2.43,
  });
  expect(inspect({ secondsPerFrame: { wasm: 200 } }).expectation).toEqual({ type: 'unknown' });
  expect(inspect({ choice: 'wasm' }).expectation).toEqual({ type: 'minutes' });
});

test('M2: recommended is the first of the catalogue that fits the GPU, and the demo model where none does', () => {
  const all = [DEMO, model(), SMALL];
  expect(recommend(all, GPU)?.id).toBe('owner/two');
  expect(recommend(all, { ...GPU, maxBufferSize: 0.3 * GIGA })?.id).toBe('owner/small');
  expect(recommend(all, { ...GPU, maxBufferSize: 0.1 * GIGA })).toBe(DEMO);
  expect(recommend(all, NO_GPU)).toBe(DEMO);
  expect(recommend(all, { ...GPU, isFallbackAdapter: true })).toBe(DEMO);
});

test('G64: a model tells what it comes in, and what auto takes here; another one of these is taken by name', () => {
  expect(inspect()).toMatchObject({ dtypes: ['q4f16', 'q4'], autoDtype: 'q4f16' });
  expect(inspect({ choice: 'wasm' }).autoDtype).toBe('q4');
  expect(inspect({}, DEMO).dtypes).toEqual(['fp32']);
  expect(inspect({ dtype: 'q4' })).toMatchObject({ downloadBytes: 1.53 * GIGA, autoDtype: 'q4f16' });
});

test('G64: weights that the model does not have, or that the GPU cannot compute with, are an obstacle', () => {
  expect(inspect({ dtype: 'fp16' }).obstacle).toMatchObject({
    reason: 'no-dtype',
    message: 'Two B does not come in fp16.',
  });
  expect(inspect({ dtype: 'q4f16', gpu: { ...GPU, hasF16: false } }).obstacle?.reason).toBe('no-f16');
  expect(inspect({ dtype: 'q4f16' }).obstacle).toBeUndefined();
});
