import { describe, expect, test } from 'vitest';
import { buildPrompt, type Medium } from './buildPrompt.ts';
import { type Family, readFamily } from './family.ts';

const IMAGE = '<|vision_start|><|image_pad|><|vision_end|>';
const VIDEO = '<|vision_start|><|video_pad|><|vision_end|>';
const IDS: Record<string, number> = {
  '<|image_pad|>': 1,
  '<|video_pad|>': 2,
  '<|vision_start|>': 3,
  '<|vision_end|>': 4,
};

function familyOf(model_type: string): Family {
  const ids = { image_token_id: 1, video_token_id: 2, vision_start_token_id: 3, vision_end_token_id: 4 };
  return readFamily({ model_type, ...ids, vision_config: { tokens_per_second: 2 } }) as Family;
}

/** Marks as above, and every other character as its code. */
const tokenize = (text: string): number[] =>
  text.split(/(<\|\w+\|>)/).flatMap((piece) => IDS[piece] ?? Array.from(piece, (char) => char.charCodeAt(0)));

const image = (tokens: number): Medium => ({ type: 'image', grid: [1, 2, 2 * tokens], tokens });
const video = (tokens: number, ...frameTimesSeconds: number[]): Medium => ({
  type: 'video',
  grid: [1, 2, 2 * tokens],
  tokens,
  frameTimesSeconds,
});

const build = (chat: string, media: readonly Medium[], model = 'qwen3_vl') =>
  buildPrompt(chat, media, familyOf(model), tokenize);

/** As text again: each id its character or mark. */
const written = (chat: string, media: readonly Medium[], model?: string): string =>
  build(chat, media, model)
    .ids.map((id) => Object.entries(IDS).find(([, mark]) => mark === id)?.[0] ?? String.fromCharCode(id))
    .join('')
    .replaceAll('<|image_pad|>', 'I')
    .replaceAll('<|video_pad|>', 'V')
    .replaceAll('<|vision_start|>', '[')
    .replaceAll('<|vision_end|>', ']');

describe('slots', () => {
  test('V8: each image gets the pad tokens of its own', () => {
    expect(written(`a${IMAGE}b${IMAGE}c`, [image(3), image(1)])).toBe('a[III]b[I]c');
  });

  test('V8: a video is its pairs, each behind the mean time of its frames', () => {
    expect(written(`a${VIDEO}b`, [video(2, 0, 1, 2, 3)])).toBe('a<0.5 seconds>[VV]<2.5 seconds>[VV]b');
  });

  test('V8: the last frame of an odd number counts for both of its pair', () => {
    expect(written(VIDEO, [video(1, 0, 1, 2)])).toBe('<0.5 seconds>[V]<2.0 seconds>[V]');
    expect(written(VIDEO, [video(1, 4)])).toBe('<4.0 seconds>[V]');
  });

  // By Qwen3VLProcessor._calculate_timestamps and f"{time:.1f}" in Python.
  test('V8: times are rounded as Python rounds them', () => {
    expect(written(VIDEO, [video(1, 0, 0.5, 1, 1.5)])).toBe('<0.2 seconds>[V]<1.2 seconds>[V]');
    expect(written(VIDEO, [video(1, 0, 0.1, 0.2, 0.3)])).toBe('<0.1 seconds>[V]<0.2 seconds>[V]');
    expect(written(VIDEO, [video(1, 0, 0.3)])).toBe('<0.1 seconds>[V]');
  });

  test('V8: images and videos keep their order', () => {
    expect(written(`${VIDEO}x${IMAGE}${VIDEO}`, [video(1, 0, 0), image(2), video(1, 6)])).toBe(
      '<0.0 seconds>[V]x[II]<6.0 seconds>[V]',
    );
  });

  test.each(['qwen2_vl', 'qwen2_5_vl'])('V12: for %s a video is one block', (model) => {
    expect(written(`a${VIDEO}b`, [video(2, 0, 1, 2)], model)).toBe('a[VVVV]b');
    expect(build(VIDEO, [video(2, 0, 1, 2)], model).slots).toMatchObject([{ grid: [2, 2, 4], tokens: 4 }]);
  });

  test('V8: a text without slots stays as it is', () => {
    expect(written('hello', [])).toBe('hello');
  });
});

describe('texts that bring slots of their own', () => {
  test.each([
    ['too many', `${IMAGE}${IMAGE}`, [image(1)]],
    ['too few', 'nothing', [image(1)]],
    ['of another kind', IMAGE, [video(1, 0)]],
    ['in another order', `${VIDEO}${IMAGE}`, [image(1), video(1, 0)]],
    ['without marks', `${IMAGE}<|video_pad|>`, [image(1)]],
  ])('V8: slots %s are refused', (_, chat, media) => {
    expect(() => build(chat, media)).toThrow(RangeError);
  });

  test('V8: pads that come out of the tokenizer alone are refused', () => {
    const family = familyOf('qwen3_vl');
    expect(() => buildPrompt(IMAGE, [image(1)], family, (text) => [...tokenize(text), 1])).toThrow(RangeError);
    expect(() => buildPrompt(IMAGE, [image(1)], family, () => [3, 2, 4])).toThrow(RangeError);
    expect(() => buildPrompt(IMAGE, [image(1)], family, () => [7])).toThrow(RangeError);
  });
});
