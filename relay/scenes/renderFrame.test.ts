import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { createCamera } from './createCamera.ts';
import { createClip } from './createClip.ts';
import { formatTime } from './drawStrip.ts';
import { drawObject, objectBounds } from './objects.ts';
import { createFrameRenderer, renderJpeg } from './renderFrame.ts';
import { FRAME_HEIGHT, FRAME_WIDTH } from './world.ts';

/** Many whole frames are drawn and read back; a busy machine of two cores needs its time. */
const SLOW_TEST_MS = 60_000;
const TOLERANCE_PX = 1.6; // a half covered pixel on each side

describe('objectBounds', () => {
  it(
    'fits the pixels that are really drawn, for every kind of object in any pose',
    () => {
      const seen = new Set<string>();
      for (let seed = 0; seed < 60; seed++) {
        const clip = createClip({ seed, frameCount: 6, frameIntervalMs: 500 });
        for (const object of clip.objects) {
          const frame = seed % 6;
          const context = createCanvas(FRAME_WIDTH, FRAME_HEIGHT).getContext('2d');
          drawObject(context, clip, object, frame);
          const drawn = pixelExtent(context.getImageData(0, 0, FRAME_WIDTH, FRAME_HEIGHT).data);
          const box = objectBounds(clip, object, frame);
          seen.add(`${object.label}${object.travelPx !== 0}`);
          for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
            expect(Math.abs(drawn[edge] - box[edge]), `${object.label} ${edge}`).toBeLessThan(TOLERANCE_PX);
          }
        }
      }
      expect(seen.size).toBe(8);
    },
    SLOW_TEST_MS,
  );
});

describe('createFrameRenderer', () => {
  it(
    'draws the same pixels for the same frame, and live noise from frame to frame',
    () => {
      const clip = createClip({ seed: 11, frameCount: 4, frameIntervalMs: 500 });
      const pixels = (frame: number) => createFrameRenderer().render(clip, frame).data();
      expect(Buffer.compare(pixels(1), pixels(1))).toBe(0);
      expect(Buffer.compare(pixels(1), pixels(2))).not.toBe(0);
    },
    SLOW_TEST_MS,
  );

  it('gives a JPEG of the reference size', async () => {
    const image = await loadImage(renderJpeg(createClip({ seed: 3, frameCount: 4, frameIntervalMs: 500 }), 0));
    expect([image.width, image.height]).toEqual([640, 360]);
  });
});

describe('createCamera', () => {
  it('keeps the view while clips change, and gives frame n twice alike', () => {
    const camera = createCamera({ seed: 4, name: 'gate', setting: 'yard', framesPerClip: 8 });
    const [first, later] = [camera.frame(3), camera.frame(8 * 5 + 2)];
    expect(first.frameIndex).toBe(3);
    expect(later.frameIndex).toBe(2);
    expect(later.clip.scene).toEqual(first.clip.scene);
    expect(later.clip.seed).not.toBe(first.clip.seed);
    expect(camera.frame(3)).toEqual(first);
  });
});

describe('formatTime', () => {
  it('shows date and time to the millisecond', () => {
    expect(formatTime(Date.UTC(2026, 10, 23, 14, 2, 11, 480))).toBe('2026-11-23 14:02:11.480');
  });
});

function pixelExtent(data: Uint8ClampedArray) {
  const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let pixel = 0; pixel < FRAME_WIDTH * FRAME_HEIGHT; pixel++) {
    if ((data[pixel * 4 + 3] ?? 0) < 40) continue;
    const [x, y] = [pixel % FRAME_WIDTH, Math.floor(pixel / FRAME_WIDTH)];
    extent.left = Math.min(extent.left, x);
    extent.right = Math.max(extent.right, x + 1);
    extent.top = Math.min(extent.top, y);
    extent.bottom = Math.max(extent.bottom, y + 1);
  }
  return extent;
}
