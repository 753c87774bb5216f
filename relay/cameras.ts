// The cameras that come with the relay: drawn scenes, so that everything can be tried without a real camera.
import { setImmediate } from 'node:timers/promises';
import type { Camera, Shot } from './camera.ts';
import { createCamera } from './scenes/createCamera.ts';
import { clipSentence, frameTruth } from './scenes/frameTruth.ts';
import { renderJpeg } from './scenes/renderFrame.ts';
import { FRAME_HEIGHT, FRAME_WIDTH } from './scenes/world.ts';

const JPEG_QUALITY = 85;

/** Between the frames of one job, on the camera's own clock; they are drawn all at once. */
const FRAME_INTERVAL_MS = 500;

/** What moves crosses the picture within its clip: a job of so many frames shows the whole of one. */
const WHOLE_CLIP_FRAMES = 4;
/** Jobs of fewer frames share a clip of at least this length. */
const SHARED_CLIP_FRAMES = 6;

/** Readable on purpose: dialect J takes any string for a service id, and logs are for people. */
const PLACES = [
  { serviceId: 'front-door', name: 'Front door', setting: 'street' },
  { serviceId: 'yard', name: 'Yard', setting: 'yard' },
  { serviceId: 'living-room', name: 'Living room', setting: 'room' },
  { serviceId: 'driveway', name: 'Driveway', setting: 'street' },
  { serviceId: 'garden', name: 'Garden', setting: 'yard' },
  { serviceId: 'hall', name: 'Hall', setting: 'room' },
] as const;

interface SyntheticCameraOptions {
  readonly seed: number;
  /** Counted from 0; decides the place and, with the seed, all that is seen there. */
  readonly index: number;
  /** Frames a job. */
  readonly batch: number;
  /** The time that is written into the picture, ms since the epoch; without it, one that the seed decides. */
  readonly stampMs?: () => number;
}

export function createSyntheticCamera({ seed, index, batch, stampMs }: SyntheticCameraOptions): Camera {
  const place = PLACES[index % PLACES.length] ?? PLACES[0];
  const round = Math.floor(index / PLACES.length);
  const serviceId = round === 0 ? place.serviceId : `${place.serviceId}-${round + 1}`;
  const name = round === 0 ? place.name : `${place.name} ${round + 1}`;
  const framesPerClip = framesOfClip(batch);
  const scene = createCamera({
    seed: seed * 1_000 + index,
    name,
    setting: place.setting,
    framesPerClip,
    frameIntervalMs: FRAME_INTERVAL_MS,
  });
  let nextFrame = 0;

  return {
    serviceId,
    name,
    async next(): Promise<Shot> {
      const views = Array.from({ length: batch }, (_, i) => scene.frame(nextFrame + i));
      nextFrame += batch;
      const frames: Buffer[] = [];
      for (const [i, { clip, frameIndex }] of views.entries()) {
        // A frame takes tens of milliseconds to draw: sockets get their turn in between.
        await setImmediate();
        const timeMs = stampMs && localTime(stampMs() - (batch - 1 - i) * FRAME_INTERVAL_MS);
        frames.push(renderJpeg(clip, frameIndex, { quality: JPEG_QUALITY, ...(timeMs !== undefined && { timeMs }) }));
      }
      const truths = views.map(({ clip, frameIndex }) => frameTruth(clip, frameIndex));
      const clip = views[0]?.clip;
      return {
        frames,
        width: FRAME_WIDTH,
        height: FRAME_HEIGHT,
        timesSeconds: views.map((_, i) => (i * FRAME_INTERVAL_MS) / 1000),
        truth: {
          captions: truths.map(({ caption }) => caption),
          objects: truths.map(({ objects }) => objects),
          sentence: clip === undefined ? '' : clipSentence(clip),
        },
      };
    },
  };
}

/** Whole batches a clip: the frames of a job must belong together. */
const framesOfClip = (batch: number): number =>
  batch >= WHOLE_CLIP_FRAMES ? batch : batch * Math.ceil(SHARED_CLIP_FRAMES / batch);

/** The strip writes UTC; a camera shows the time of its place. */
const localTime = (timeMs: number): number => timeMs - new Date(timeMs).getTimezoneOffset() * 60_000;
