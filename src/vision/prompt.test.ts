import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expandImageSlots, imageMessage, videoMessage } from './prompt.ts';
import { PROMPTS } from './tasks.ts';

/** The times in a video's message, as they are written. */
const writtenTimes = (frameTimesSeconds: readonly number[]): string[] =>
  videoMessage('?', frameTimesSeconds).content.flatMap((part) =>
    part.type === 'text' && part.text !== '?' ? [part.text] : [],
  );

describe('messages', () => {
  test('V2: an image comes before its prompt', () => {
    expect(imageMessage('What is there?')).toEqual({
      role: 'user',
      content: [{ type: 'image' }, { type: 'text', text: 'What is there?' }],
    });
  });

  test('V2: a video is its pairs, each after the mean time of its frames, and then the prompt', () => {
    expect(videoMessage('What happens?', [0, 1, 2, 3]).content).toEqual([
      { type: 'text', text: '<0.5 seconds>' },
      { type: 'image' },
      { type: 'text', text: '<2.5 seconds>' },
      { type: 'image' },
      { type: 'text', text: 'What happens?' },
    ]);
  });

  test('V2: the last frame of an odd number counts for both of its pair', () => {
    expect(writtenTimes([0, 1, 2])).toEqual(['<0.5 seconds>', '<2.0 seconds>']);
  });

  // By Qwen3VLProcessor._calculate_timestamps and f"{time:.1f}" in Python.
  test('V2: times are rounded as Python rounds them', () => {
    expect(writtenTimes([0, 0.5, 1, 1.5])).toEqual(['<0.2 seconds>', '<1.2 seconds>']);
    expect(writtenTimes([0, 0.1, 0.2, 0.3])).toEqual(['<0.1 seconds>', '<0.2 seconds>']);
    expect(writtenTimes([0, 0.3])).toEqual(['<0.1 seconds>']);
  });

  test('V2: the prompts are those that the demo model was trained with', () => {
    const path = new URL('../../tools/demo-model/prompts.json', import.meta.url);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(PROMPTS);
  });
});

describe('image slots', () => {
  const SLOT = '<|image_pad|>';

  test('V2: each slot gets the pad tokens of its own image', () => {
    expect(expandImageSlots(`a${SLOT}b${SLOT}c`, [3, 1])).toBe(`a${SLOT.repeat(3)}b${SLOT}c`);
    expect(expandImageSlots(`${SLOT}${SLOT}`, [1, 2])).toBe(SLOT.repeat(3));
  });

  test('V2: a text without slots stays as it is', () => {
    expect(expandImageSlots('hello', [])).toBe('hello');
  });

  test.each([[[]], [[1]], [[1, 1, 1]]])('V2: two slots for the images %j are refused', (tokens) => {
    expect(() => expandImageSlots(`${SLOT}x${SLOT}`, tokens)).toThrow(RangeError);
  });
});
