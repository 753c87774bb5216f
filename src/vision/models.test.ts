import { expect, test } from 'vitest';
import { DEMO_MODEL_ID, findModel, MODELS } from './models.ts';

test('V4: the demo model comes from beside the page, all others from the Hub', () => {
  const origins = Object.fromEntries(MODELS.map(({ id, origin }) => [id, origin]));
  expect(origins).toEqual({ [DEMO_MODEL_ID]: 'page', 'onnx-community/Qwen3-VL-2B-Instruct-ONNX': 'hub' });
});

test('V6: without half precision no model is fetched in it', () => {
  for (const { dtype } of MODELS) expect(dtype.withoutF16).not.toContain('f16');
});

test('V4: a name that nobody knows is taken as a repository of the Hub', () => {
  expect(findModel('someone/Some-VL-ONNX')).toMatchObject({
    id: 'someone/Some-VL-ONNX',
    origin: 'hub',
    revision: 'main',
  });
  expect(findModel(DEMO_MODEL_ID)).toBe(MODELS[0]);
});
