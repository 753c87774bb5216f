// Node's side of the scenes: frames on a @napi-rs/canvas, with the last few backgrounds kept.

import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { drawBackdrop } from './drawBackdrop.ts';
import { drawFrame } from './drawFrame.ts';
import type { Surface } from './pen.ts';
import { createSensor } from './sensor.ts';
import { type Clip, FRAME_HEIGHT, FRAME_WIDTH } from './world.ts';

const KEPT_BACKDROPS = 8;

export type FrameRenderer = {
  /** Draws the frame; the canvas is the renderer's own and is overwritten by the next call. */
  render(clip: Clip, frameIndex: number, options?: { timeMs?: number }): Canvas;
};

export function createFrameRenderer(width = FRAME_WIDTH, height = FRAME_HEIGHT): FrameRenderer {
  const frame = createSurface(width, height);
  const sensor = createSensor(createSurface, width, height);
  const backdrops = new Map<string, Surface<Canvas>>();

  const backdropFor = ({ scene }: Clip): Canvas => {
    const key = `${scene.setting}:${scene.seed}`;
    const known = backdrops.get(key);
    if (known) return known.picture;
    // The surface that was kept longest is drawn over: making canvases all the time is slow.
    const oldest = backdrops.size >= KEPT_BACKDROPS ? backdrops.entries().next().value : undefined;
    if (oldest) backdrops.delete(oldest[0]);
    const surface = oldest?.[1] ?? createSurface(width, height);
    drawBackdrop(surface.context, scene, { width, height });
    backdrops.set(key, surface);
    return surface.picture;
  };

  return {
    render(clip, frameIndex, options = {}) {
      drawFrame(frame.context, clip, frameIndex, { width, height, sensor, backdrop: backdropFor(clip), ...options });
      return frame.picture;
    },
  };
}

function createSurface(width: number, height: number): Surface<Canvas> {
  const picture = createCanvas(width, height);
  const context = picture.getContext('2d');
  return {
    picture,
    context,
    editPixels(edit) {
      const image = context.getImageData(0, 0, width, height);
      edit(image.data);
      context.putImageData(image, 0, 0);
    },
  };
}

let shared: FrameRenderer | null = null;

/** One frame of 640x360 as JPEG bytes; quality from 0 to 100. */
export function renderJpeg(
  clip: Clip,
  frameIndex: number,
  options: { quality?: number; timeMs?: number } = {},
): Buffer {
  const { quality = 82, timeMs } = options;
  shared ??= createFrameRenderer();
  return shared.render(clip, frameIndex, timeMs === undefined ? {} : { timeMs }).toBuffer('image/jpeg', quality);
}
