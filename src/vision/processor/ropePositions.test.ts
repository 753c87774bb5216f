import { describe, expect, test } from 'vitest';
import { buildPrompt, type Medium } from './buildPrompt.ts';
import { type Family, readFamily } from './family.ts';
import { ropePositions } from './ropePositions.ts';

const IMAGE = 510;
const VIDEO = 511;

function familyOf(model_type: string, tokens_per_second = 2): Family {
  const vision_config = { tokens_per_second };
  return readFamily({ model_type, image_token_id: IMAGE, video_token_id: VIDEO, vision_config }) as Family;
}

/** `ids` is the prompt with one pad a slot. */
function positionsOf(family: Family, media: readonly Medium[], ids: readonly number[]) {
  const chat = media.map(({ type }) => `<|${type}_pad|>`).join('');
  return ropePositions(
    buildPrompt(chat, media, family, () => ids),
    family,
    2,
  );
}

describe('positions', () => {
  test('V8: text alone counts up, and the answer goes on after it', () => {
    const { positions, nextPosition } = positionsOf(familyOf('qwen3_vl'), [], [5, 6, 7]);
    expect(positions).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(nextPosition).toBe(3);
  });

  // By `get_rope_index` of transformers 5.18, models qwen3_vl and qwen3_5, which agree.
  test.each(['qwen3_vl', 'qwen3_5'])('V10: for %s an image and the pairs of a video are each a moment', (model) => {
    const media: Medium[] = [
      { type: 'image', grid: [1, 4, 6], tokens: 6 },
      { type: 'video', grid: [1, 4, 4], tokens: 4, frameTimesSeconds: [0, 1, 2, 3] },
    ];
    const { positions, nextPosition } = positionsOf(familyOf(model), media, [
      1,
      3,
      IMAGE,
      4,
      2,
      3,
      VIDEO,
      4,
      3,
      3,
      VIDEO,
      4,
      4,
    ]);
    expect(positions).toEqual([
      [0, 1, 2, 2, 2, 2, 2, 2, 5, 6, 7, 8, 8, 8, 8, 10, 11, 12, 13, 13, 13, 13, 15, 16],
      [0, 1, 2, 2, 2, 3, 3, 3, 5, 6, 7, 8, 8, 9, 9, 10, 11, 12, 13, 13, 14, 14, 15, 16],
      [0, 1, 2, 3, 4, 2, 3, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13, 14, 13, 14, 15, 16],
    ]);
    expect(nextPosition).toBe(17);
  });

  // [frames, frames a second, tokens per second, times of the pairs], by `get_rope_index` of transformers 5.18, model
  // qwen2_5_vl, for ids [text, start, pads, end, text] and pairs of one token.
  test.each<[number, number, number, number[]]>([
    [2, 1, 2, [2]],
    [5, 1, 2, [2, 6, 10]],
    [10, 2, 2, [2, 4, 6, 8, 10]],
    [10, 3, 2, [2, 3, 4, 6, 7]],
    [9, 0.7, 2, [2, 7, 13, 19, 24]],
    [10, 24, 2, [2, 2, 2, 2, 2]],
    [10, 29.97, 2, [2, 2, 2, 2, 2]],
    [10, 1, 4, [2, 10, 18, 26, 34]],
    [8, 6, 4, [2, 3, 4, 6]],
    [20, 0.3, 2, [2, 15, 28, 42, 55, 68, 82, 95, 108, 122]],
    [12, 7, 25, [2, 9, 16, 23, 30, 37]],
    [10, 0.1, 2, [2, 42, 82, 122, 162]],
    [40, 30, 2, [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4]],
  ])('V10: for Qwen2.5-VL %i frames at %d a second, %i steps a second, move in time as in Python', (...row) => {
    const [frames, fps, tokensPerSecond, times] = row;
    const frameTimesSeconds = Array.from({ length: frames }, (_, i) => i / fps);
    const medium: Medium = { type: 'video', grid: [1, 2, 2], tokens: 1, frameTimesSeconds };
    const family = familyOf('qwen2_5_vl', tokensPerSecond);
    const { positions, nextPosition } = positionsOf(family, [medium], [1, 3, VIDEO, 4, 2]);
    const end = (times.at(-1) ?? 0) + 1;
    expect(positions[0]).toEqual([0, 1, ...times, end, end + 1]);
    expect(nextPosition).toBe(end + 2);
  });

  test('V10: for Qwen2-VL each pair of a video is one step, whatever its time', () => {
    const medium: Medium = { type: 'video', grid: [1, 2, 2], tokens: 1, frameTimesSeconds: [0, 10, 20, 30, 40] };
    const { positions } = positionsOf(familyOf('qwen2_vl'), [medium], [3, VIDEO, 4]);
    expect(positions[0]).toEqual([0, 1, 2, 3, 4]);
  });
});
