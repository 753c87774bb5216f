// The clip that every arm looks at: thirty frames of a camera at 1280x720, drawn anew with each run of the bench.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { createSyntheticCamera } from '../../../relay/cameras.ts';

const WIDTH = 1280;
const HEIGHT = 720;
const CLIP_FRAMES = 30;
/** Of what moves through the picture. */
const FRAMES_PER_SCENE = 10;
const JPEG_QUALITY = 85;
/** Grain of a sensor, so that a JPEG is as large as a camera's. */
const GRAIN = 12;

export interface Clip {
  readonly width: number;
  readonly height: number;
  /** JPEGs. */
  readonly frames: readonly Buffer[];
}

export async function recordClip(): Promise<Clip> {
  const camera = createSyntheticCamera({ seed: 5, index: 0, batch: FRAMES_PER_SCENE });
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  const grain = createGrain();
  const frames: Buffer[] = [];
  while (frames.length < CLIP_FRAMES) {
    for (const small of (await camera.next()).frames) {
      context.drawImage(await loadImage(small), 0, 0, WIDTH, HEIGHT);
      const image = context.getImageData(0, 0, WIDTH, HEIGHT);
      const shift = frames.length * 7919;
      for (let i = 0; i < image.data.length; i++)
        image.data[i] = (image.data[i] as number) + (grain[(i + shift) % grain.length] as number);
      context.putImageData(image, 0, 0);
      frames.push(await canvas.encode('jpeg', JPEG_QUALITY));
    }
  }
  return { width: WIDTH, height: HEIGHT, frames };
}

function createGrain(): Int8Array {
  let state = 1;
  return Int8Array.from({ length: 65_521 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return ((state >> 16) % GRAIN) - GRAIN / 2;
  });
}
