import { describe, expect, it } from 'vitest';
import { createClip } from './createClip.ts';
import { objectBounds } from './objects.ts';
import { overlap } from './placeObjects.ts';
import { FRAME_HEIGHT, FRAME_WIDTH, STRIP_HEIGHT } from './world.ts';

const CLIPS = Array.from({ length: 400 }, (_, seed) =>
  createClip({ seed, frameCount: 4 + (seed % 7), frameIntervalMs: 500 }),
);

describe('createClip', () => {
  it('gives the same clip for the same seed and another for another', () => {
    expect(createClip({ seed: 5, frameCount: 6, frameIntervalMs: 500 })).toEqual(
      createClip({ seed: 5, frameCount: 6, frameIntervalMs: 500 }),
    );
    expect(createClip({ seed: 5, frameCount: 6, frameIntervalMs: 500 })).not.toEqual(
      createClip({ seed: 6, frameCount: 6, frameIntervalMs: 500 }),
    );
  });

  it('keeps every object inside the frame and apart from the others at every frame', () => {
    for (const clip of CLIPS) {
      let firstOrder = '';
      for (let frame = 0; frame < clip.frameCount; frame++) {
        const boxes = clip.objects.map((object) => objectBounds(clip, object, frame));
        const centres = boxes.map((box) => (box.left + box.right) / 2);
        boxes.forEach((box, i) => {
          expect(
            Math.min(box.left, box.top - STRIP_HEIGHT, FRAME_WIDTH - box.right, FRAME_HEIGHT - box.bottom),
          ).toBeGreaterThan(0);
          boxes.slice(i + 1).forEach((other, j) => {
            expect(overlap(box, other)).toBeLessThanOrEqual(0.2);
            expect(Math.abs((centres[i] ?? 0) - (centres[i + 1 + j] ?? 0))).toBeGreaterThanOrEqual(0.06 * FRAME_WIDTH);
          });
        });
        const order = centres
          .map((_, i) => i)
          .sort((a, b) => (centres[a] ?? 0) - (centres[b] ?? 0))
          .join();
        firstOrder ||= order;
        expect(order).toBe(firstOrder);
      }
    }
  });

  it('lets at most one object move, far enough to be seen and in the direction that it faces', () => {
    for (const clip of CLIPS) {
      const movers = clip.objects.filter((object) => object.travelPx !== 0);
      expect(movers.length).toBeLessThanOrEqual(1);
      for (const mover of movers) {
        expect(Math.abs(mover.travelPx)).toBeGreaterThanOrEqual(0.22 * FRAME_WIDTH);
        expect(Math.sign(mover.travelPx)).toBe(mover.facing);
        expect(['person', 'car', 'dog']).toContain(mover.label);
      }
    }
  });

  it('draws about a tenth empty clips and about two fifths of the others without motion', () => {
    const filled = CLIPS.filter((clip) => clip.objects.length > 0);
    const still = filled.filter((clip) => clip.objects.every((object) => object.travelPx === 0));
    expect(filled.length / CLIPS.length).toBeGreaterThan(0.84);
    expect(filled.length / CLIPS.length).toBeLessThan(0.96);
    expect(still.length / filled.length).toBeGreaterThan(0.3);
    expect(still.length / filled.length).toBeLessThan(0.5);
  });

  it('never puts a car in a room or two objects with the same words in one clip', () => {
    for (const clip of CLIPS) {
      const names = clip.objects.map((object) => `${object.colour} ${object.label}`);
      expect(new Set(names).size).toBe(names.length);
      if (clip.scene.setting === 'room') expect(clip.objects.map((object) => object.label)).not.toContain('car');
    }
  });
});
