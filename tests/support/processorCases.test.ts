import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawPicture } from './picture.ts';
import { drawFrames, expandIds, POSITION_CASES, PROCESSOR_CASES, RESIZING_CASES } from './processorCases.ts';

function sha256(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

describe('the reference cases', () => {
  it.each(PROCESSOR_CASES)('$name: its frames are drawn to the bytes that Python drew', ({ media }) => {
    for (const medium of media) expect(sha256(drawFrames(medium))).toBe(medium.framesSha256);
  });

  it.each(POSITION_CASES.filter(({ media }) => media.some(({ seed }) => seed !== undefined)))(
    '$name: its frames are drawn to the bytes that Python drew',
    ({ media }) => {
      for (const { seed = 0, framesSha256, ...medium } of media) {
        expect(sha256(drawFrames({ ...medium, seed }))).toBe(framesSha256);
      }
    },
  );

  it.each(RESIZING_CASES)('$name: the original is drawn to the bytes that Python drew', (each) => {
    const [width = 0, height = 0] = each.original;
    expect(sha256([drawPicture(each.seed, 0, width, height)])).toBe(each.originalSha256);
  });

  it('are more than forty, cover both models, and hold one to ten images and one to 32 frames', () => {
    expect(PROCESSOR_CASES.length).toBeGreaterThan(43);
    expect(PROCESSOR_CASES.filter(({ model }) => model === 'demo').length).toBeGreaterThan(13);
    const images = PROCESSOR_CASES.map(({ media }) => media.filter(({ type }) => type === 'image').length);
    expect([Math.min(...images), Math.max(...images)]).toEqual([0, 10]);
    const frames = PROCESSOR_CASES.flatMap(({ media }) =>
      media.map((medium) => (medium.type === 'video' ? medium.timesMs.length : 1)),
    );
    expect(Math.max(...frames)).toBe(32);
    for (const { name, answer } of PROCESSOR_CASES) expect(answer.margin, name).toBeGreaterThan(0.005);
  });

  it('write out a run of ids', () => {
    expect(expandIds([7, [5, 3], 7])).toEqual([7, 5, 5, 5, 7]);
  });
});
