import { expect, test } from 'vitest';
import { type ProbedGpu, probeGpu } from './gpuProbe.ts';

type Adapter = NonNullable<Awaited<ReturnType<ProbedGpu['requestAdapter']>>>;

const adapter = (info: Partial<Adapter['info']>, features: readonly string[] = []): Adapter => ({
  info: { vendor: '', architecture: '', description: '', isFallbackAdapter: false, ...info },
  features: new Set(features),
  limits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9 },
});
const gpuWith = (found: Adapter | null): ProbedGpu => ({ requestAdapter: async () => found });

test('M2: a GPU is told as plain data: name, half precision, subgroups and limits', async () => {
  const gpu = gpuWith(adapter({ description: 'GeForce RTX 3080' }, ['shader-f16', 'subgroups']));
  const facts = await probeGpu(gpu, true);
  expect(facts).toEqual({
    type: 'adapter',
    name: 'GeForce RTX 3080',
    isFallbackAdapter: false,
    hasF16: true,
    subgroups: true,
    maxBufferSize: 4e9,
    maxStorageBufferBindingSize: 2e9,
  });
  expect(structuredClone(facts)).toEqual(facts);
});

test.each([
  [{ vendor: 'nvidia', architecture: 'ampere' }, 'nvidia ampere'],
  [{ vendor: 'apple' }, 'apple'],
  [{}, 'GPU'],
])('M2: an adapter that says %j is called %s', async (info, name) => {
  expect(await probeGpu(gpuWith(adapter(info)), true)).toMatchObject({ name });
});

test('M2: why there is no GPU is told apart', async () => {
  const dead: ProbedGpu = { requestAdapter: () => Promise.reject(new Error('GPU process died')) };
  expect(await probeGpu(undefined, true)).toEqual({ type: 'none', why: 'no-webgpu' });
  expect(await probeGpu(undefined, false)).toEqual({ type: 'none', why: 'insecure-page' });
  expect(await probeGpu(gpuWith(null), true)).toEqual({ type: 'none', why: 'no-adapter' });
  expect(await probeGpu(dead, true)).toEqual({ type: 'none', why: 'no-adapter' });
});
