import { describe, expect, test } from 'vitest';
import { readFamily } from './family.ts';

describe('families', () => {
  test.each([
    ['qwen2_vl', 'grid_thw', 'block', 'frame', 14],
    ['qwen2_5_vl', 'image_grid_thw', 'block', 'frame', 14],
    ['qwen3_vl', 'image_grid_thw', 'pairs', 'video', 16],
    ['qwen3_5', 'image_grid_thw', 'pairs', 'video', 16],
  ])('V12: %s takes %s, writes a video as %s, with a budget for each %s, in patches of %i', (model_type, ...traits) => {
    const [gridName, videoForm, videoBudgetFor, patchSize] = traits;
    expect(readFamily({ model_type })).toMatchObject({ gridName, videoForm, videoBudgetFor, patchSize });
  });

  test('V12: token ids are those of the config', () => {
    const config = {
      model_type: 'qwen3_vl',
      image_token_id: 1,
      video_token_id: 2,
      vision_start_token_id: 3,
      vision_end_token_id: 4,
    };
    expect(readFamily(config)).toMatchObject({ tokens: { image: 1, video: 2, visionStart: 3, visionEnd: 4 } });
  });

  test('V12: without them those of the family’s own tokenizer hold', () => {
    expect(readFamily({ model_type: 'qwen2_vl' })).toMatchObject({ tokens: { image: 151_655, video: 151_656 } });
    expect(readFamily({ model_type: 'qwen3_5' })).toMatchObject({ tokens: { image: 248_056, video: 248_057 } });
  });

  test('V12: only Qwen2.5-VL counts seconds in its positions', () => {
    const vision_config = { tokens_per_second: 2 };
    expect(readFamily({ model_type: 'qwen2_5_vl', vision_config })).toMatchObject({ tokensPerSecond: 2 });
    expect(readFamily({ model_type: 'qwen2_5_vl' })).toMatchObject({ tokensPerSecond: 4 });
    expect(readFamily({ model_type: 'qwen2_vl', vision_config })).not.toHaveProperty('tokensPerSecond');
    expect(readFamily({ model_type: 'qwen3_vl', vision_config })).not.toHaveProperty('tokensPerSecond');
  });

  test('V12: a model of another kind is refused by its name', () => {
    const family = readFamily({ model_type: 'llava' });
    expect(family).toMatchObject({ type: 'failed', reason: 'model-broken', message: expect.stringContaining('llava') });
  });

  test.each([[undefined], ['oops'], [{}], [{ model_type: 7 }]])('V12: the config %j is refused', (config) => {
    expect(readFamily(config)).toMatchObject({ type: 'failed', reason: 'model-broken' });
  });
});
