import { drawBackdrop } from './drawBackdrop.ts';
import { drawShadow } from './drawShadow.ts';
import { drawStrip } from './drawStrip.ts';
import { drawObject } from './objects.ts';
import type { FrameContext } from './pen.ts';
import { createRandom, mixSeeds } from './random.ts';
import type { Sensor } from './sensor.ts';
import { type Clip, FRAME_HEIGHT, FRAME_WIDTH } from './world.ts';

export type FrameOptions<Picture> = {
  width: number;
  height: number;
  /** Made for the same width and height. */
  sensor: Sensor<Picture>;
  /** Time to show; the clip's own by default. */
  timeMs?: number;
  /** A kept picture of drawBackdrop for this clip's scene. */
  backdrop?: Picture;
};

/** Draws one whole frame: background, shadows, objects from far to near, sensor, timestamp. */
export function drawFrame<Picture>(
  context: FrameContext<Picture>,
  clip: Clip,
  frameIndex: number,
  options: FrameOptions<Picture>,
): void {
  const { width, height, sensor, backdrop } = options;
  if (backdrop) context.drawImage(backdrop, 0, 0, width, height);
  else drawBackdrop(context, clip.scene, { width, height });
  const fromFar = [...clip.objects].sort((a, b) => a.depthPx - b.depthPx);
  context.save();
  context.scale(width / FRAME_WIDTH, height / FRAME_HEIGHT);
  for (const object of fromFar) drawShadow(context, clip, object, frameIndex);
  for (const object of fromFar) drawObject(context, clip, object, frameIndex);
  context.restore();
  sensor.apply(context, clip.scene.light, clip.exposure, createRandom(mixSeeds(clip.seed, 4, frameIndex)));
  context.save();
  context.scale(width / FRAME_WIDTH, height / FRAME_HEIGHT);
  drawStrip(context, clip.cameraName, options.timeMs ?? clip.startMs + frameIndex * clip.frameIntervalMs);
  context.restore();
}
