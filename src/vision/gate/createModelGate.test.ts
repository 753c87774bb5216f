import { expect, test } from 'vitest';
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import type { Model } from '../models.ts';
import { createModelGate, type ModelGatePorts } from './createModelGate.ts';

const dtype = { embed_tokens: 'q4', vision_encoder: 'q4', decoder_model_merged: 'q4' } as const;
const model = (id: string, tasks: Model['tasks']): Model => ({
  id,
  name: id,
  origin: 'hub',
  revision: 'r',
  withF16: { dtype, downloadBytes: 1000 },
  withoutF16: { dtype, downloadBytes: 1000 },
  tasks,
});
const MODELS = [model('demo-model', 'demo'), model('a/b', 'all')];
const GPU: GpuFacts = {
  type: 'adapter',
  name: 'Apple M3',
  isFallbackAdapter: false,
  hasF16: true,
  subgroups: true,
  maxBufferSize: 4e9,
  maxStorageBufferBindingSize: 2e9,
};

function gateWith(part: Partial<ModelGatePorts> = {}) {
  let probes = 0;
  const gate = createModelGate({
    probe: async () => {
      probes += 1;
      return GPU;
    },
    estimate: async () => ({ quota: 5000, usage: 4500 }),
    models: MODELS,
    findModel: (id) => MODELS.find((one) => one.id === id) ?? model(id, 'all'),
    ...part,
  });
  return { gate, probes: () => probes };
}

test('M2: the GPU is asked once, and storage each time', async () => {
  const { gate, probes } = gateWith();
  expect((await gate.inspect({ modelId: 'a/b', device: 'auto' })).obstacle?.reason).toBe('no-room');
  expect(
    (await gate.inspect({ modelId: 'a/b', device: 'auto', stored: { bytes: 600, revision: 'r', complete: false } }))
      .obstacle,
  ).toBeUndefined();
  expect(probes()).toBe(1);
});

test('M2: another model is recommended, never the one that is chosen', async () => {
  const { gate } = gateWith();
  expect((await gate.inspect({ modelId: 'demo-model', device: 'auto' })).recommended?.id).toBe('a/b');
  expect('recommended' in (await gate.inspect({ modelId: 'a/b', device: 'auto' }))).toBe(false);
});

test('M2: a browser that tells nothing of its storage stands in nobody’s way', async () => {
  for (const estimate of [async () => undefined, () => Promise.reject(new TypeError('not here'))]) {
    const verdict = await gateWith({ estimate }).gate.inspect({ modelId: 'a/b', device: 'auto' });
    expect([verdict.obstacle, 'freeBytes' in verdict]).toEqual([undefined, false]);
  }
});
