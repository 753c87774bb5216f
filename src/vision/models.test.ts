import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_MODEL_ID, findModel, MODELS, type Model } from './models.ts';

const hubModels = MODELS.filter(({ origin }) => origin === 'hub');
const variantsOf = ({ withF16, withoutF16 }: Model) => [withF16, withoutF16];

test('V4: the demo model comes from beside the page, all others from the Hub, Qwen3-VL 2B first', () => {
  expect(MODELS.map(({ id, origin }) => [id, origin])).toEqual([
    [DEMO_MODEL_ID, 'page'],
    ...hubModels.map(({ id }) => [id, 'hub']),
  ]);
  expect(hubModels[0]?.name).toBe('Qwen3-VL 2B');
});

test('V4: no id and no name stands for two models, and an id of the Hub is an owner and a repository', () => {
  for (const key of ['id', 'name'] as const) {
    expect(new Set(MODELS.map((model) => model[key])).size).toBe(MODELS.length);
  }
  for (const { id } of hubModels) expect(id).toMatch(/^[\w-]+\/[\w.-]+$/);
});

test('V6: without half precision no model is fetched in it', () => {
  for (const model of [...MODELS, findModel('someone/Some-VL-ONNX')]) {
    for (const dtype of Object.values(model.withoutF16.dtype)) expect(['fp32', 'q4']).toContain(dtype);
  }
});

test('V6: a model takes more memory than it is large, and less than a gigabyte and a half more', () => {
  for (const variant of MODELS.flatMap(variantsOf)) {
    if (variant.downloadBytes === undefined || variant.memoryBytes === undefined) continue;
    const between = variant.memoryBytes - variant.downloadBytes;
    expect(between).toBeGreaterThan(0);
    expect(between).toBeLessThan(1.5e9);
  }
});

test('V6: a model in half precision is no larger than in single', () => {
  for (const { withF16, withoutF16 } of MODELS) {
    expect(withF16.downloadBytes ?? 0).toBeLessThanOrEqual(withoutF16.downloadBytes ?? Number.POSITIVE_INFINITY);
    expect(withF16.memoryBytes ?? 0).toBeLessThanOrEqual(withoutF16.memoryBytes ?? Number.POSITIVE_INFINITY);
  }
});

test('V6: every model says how large with shader-f16, and its largest buffer is a part of it', () => {
  for (const { withF16, needsBufferBytes } of MODELS) {
    expect(needsBufferBytes).toBeLessThan(withF16.downloadBytes ?? 0);
  }
});

test('M9: what the decoder of Qwen3-VL 2B reads for a token is the size of its file, and a part of the download', () => {
  const { withF16, withoutF16 } = findModel('onnx-community/Qwen3-VL-2B-Instruct-ONNX');
  expect(withoutF16.decoder).toEqual({ weights: 1_102_630_912, cachePerToken: 229_376 });
  expect(withF16.decoder).toEqual({ weights: 994_869_248, cachePerToken: 114_688 });
  for (const { decoder, downloadBytes } of MODELS.flatMap(variantsOf)) {
    if (decoder) expect(decoder.weights).toBeLessThan(downloadBytes ?? 0);
  }
});

test('V4: a model of the catalogue is pinned to a whole commit, but for those of which none is known', () => {
  const unpinned = hubModels.filter(({ revision }) => !/^[\da-f]{40}$/.test(revision));
  expect(unpinned.map(({ name, revision }) => [name, revision])).toEqual([
    ['Qwen2.5-VL 3B', 'main'],
    ['Qwen2-VL 2B', 'main'],
  ]);
});

test('V4: a name that nobody knows is taken as a repository of the Hub', () => {
  expect(findModel('someone/Some-VL-ONNX')).toMatchObject({
    id: 'someone/Some-VL-ONNX',
    origin: 'hub',
    revision: 'main',
    tasks: 'all',
  });
  expect(findModel(DEMO_MODEL_ID)).toBe(MODELS[0]);
});

test('M1: the README tells the catalogue’s sizes and licences', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  for (const { name, withF16, withoutF16, licence } of hubModels) {
    const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(name)) ?? '';
    for (const { downloadBytes } of [withF16, withoutF16]) {
      if (downloadBytes !== undefined) expect(row).toContain((downloadBytes / 1e9).toFixed(2));
    }
    expect(row).toContain(licence);
  }
});
