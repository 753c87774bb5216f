// The pictures that the page brings along, for who has none at hand: scenes of the relay's synthetic cameras, drawn here. The
// one place in the page that knows them; main.tsx fetches it when it is needed.
import { createClip } from '../relay/scenes/createClip.ts';
import { drawFrame } from '../relay/scenes/drawFrame.ts';
import { clipSentence, frameTruth } from '../relay/scenes/frameTruth.ts';
import type { FrameContext, Surface } from '../relay/scenes/pen.ts';
import { createSensor } from '../relay/scenes/sensor.ts';
import { type Clip, FRAME_HEIGHT as HEIGHT, FRAME_WIDTH as WIDTH } from '../relay/scenes/world.ts';
import type { TrySample } from './page/ports.ts';

const FRAME_INTERVAL_MS = 500;
const JPEG = { type: 'image/jpeg', quality: 0.9 };

export async function drawSample(serial: number, frameCount: number): Promise<TrySample> {
  const clip = clipOf(serial, frameCount);
  const frame = createSurface(WIDTH, HEIGHT);
  const sensor = createSensor(createSurface, WIDTH, HEIGHT);
  const indices = Array.from({ length: frameCount }, (_, i) => i);
  const frames: Blob[] = [];
  for (const i of indices) {
    drawFrame(frame.context, clip, i, { width: WIDTH, height: HEIGHT, sensor });
    frames.push(await frame.picture.convertToBlob(JPEG));
  }
  return {
    frames,
    seconds: indices.map((i) => (i * FRAME_INTERVAL_MS) / 1000),
    truth: frameCount > 1 ? clipSentence(clip) : frameTruth(clip, 0).caption,
  };
}

/** The first one from this seed on in which there is something, and in a clip something that moves. */
function clipOf(serial: number, frameCount: number): Clip {
  const options = { frameCount, frameIntervalMs: FRAME_INTERVAL_MS, cameraName: 'sample' };
  for (let seed = serial * 1000; ; seed++) {
    const clip = createClip({ ...options, seed });
    if (frameCount > 1 ? clip.objects.some(({ travelPx }) => travelPx !== 0) : clip.objects.length > 0) return clip;
  }
}

function createSurface(width: number, height: number): Surface<OffscreenCanvas> {
  const picture = new OffscreenCanvas(width, height);
  const context = picture.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser draws no 2D canvas.');
  return {
    picture,
    // The browser's context is the pen, but for styles that are typed more narrowly there.
    context: context as unknown as FrameContext<OffscreenCanvas>,
    editPixels(edit) {
      const image = context.getImageData(0, 0, width, height);
      edit(image.data);
      context.putImageData(image, 0, 0);
    },
  };
}
