// The camera's sensor: light level and tint, darker corners, and noise that is new in every frame.
// All of it is blending of kept pictures, which the canvas does several times faster than a loop
// over the pixels in JavaScript would.

import type { FrameContext, Surface } from './pen.ts';
import { createRandom, type Random } from './random.ts';
import { FRAME_HEIGHT, FRAME_WIDTH, type Light } from './world.ts';

// Larger than a frame: each frame takes its noise from a random place in the tile.
const TILE_WIDTH = 960;
const TILE_HEIGHT = 600;
const LUMA_SIGMA = 13;
const CHROMA_SIGMA = 6;
const NOISE_SEED = 7;

export type Sensor<Picture> = {
  apply(context: FrameContext<Picture>, light: Light, exposure: number, random: Random): void;
};

export function createSensor<Picture>(
  createSurface: (width: number, height: number) => Surface<Picture>,
  width: number,
  height: number,
): Sensor<Picture> {
  const lighter = createSurface(TILE_WIDTH, TILE_HEIGHT);
  const darker = createSurface(TILE_WIDTH, TILE_HEIGHT);
  const noise = makeNoise();
  lighter.editPixels((data) => copyNoise(data, noise, 1));
  darker.editPixels((data) => copyNoise(data, noise, -1));
  const shade = createSurface(width, height);
  let shadeKey = '';
  const scaleX = width / FRAME_WIDTH;
  const scaleY = height / FRAME_HEIGHT;

  return {
    apply(context, light, exposure, random) {
      const key = `${light.gain.join()}:${light.vignette}:${exposure}`;
      if (key !== shadeKey) paintShade(shade.context, light, exposure, width, height);
      shadeKey = key;
      context.globalCompositeOperation = 'multiply';
      context.drawImage(shade.picture, 0, 0, width, height);
      context.globalAlpha = light.noise;
      for (const [tile, blend] of [
        [lighter, 'lighter'],
        [darker, 'difference'],
      ] as const) {
        // "difference" subtracts as long as the noise is darker than the picture, and it nearly always is.
        context.globalCompositeOperation = blend;
        const x = -random.int(0, TILE_WIDTH - FRAME_WIDTH) * scaleX;
        const y = -random.int(0, TILE_HEIGHT - FRAME_HEIGHT) * scaleY;
        context.drawImage(tile.picture, x, y, TILE_WIDTH * scaleX, TILE_HEIGHT * scaleY);
      }
      context.globalAlpha = 1;
      context.globalCompositeOperation = 'source-over';
    },
  };
}

function makeNoise(): Int8Array {
  const random = createRandom(NOISE_SEED);
  // Four uniform numbers make a bell that is good enough to look at.
  const bell = () => (random.next() + random.next() + random.next() + random.next() - 2) * 1.73;
  const noise = new Int8Array(TILE_WIDTH * TILE_HEIGHT * 4);
  for (let i = 0; i < noise.length; i += 4) {
    const luma = bell() * LUMA_SIGMA;
    for (let channel = 0; channel < 3; channel++) noise[i + channel] = luma + bell() * CHROMA_SIGMA;
  }
  return noise;
}

/** Keeps the part of the noise with the given sign; the rest stays black, which changes nothing. */
function copyNoise(data: Uint8ClampedArray, noise: Int8Array, sign: 1 | -1): void {
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : sign * (noise[i] ?? 0);
}

function paintShade<Picture>(
  context: FrameContext<Picture>,
  light: Light,
  exposure: number,
  width: number,
  height: number,
): void {
  const level = (share: number) => {
    const [red, green, blue] = light.gain.map((gain) => Math.round(255 * Math.min(1, gain * exposure) * share));
    return `rgb(${red},${green},${blue})`;
  };
  context.save();
  context.scale(width / 2, height / 2);
  const gradient = context.createRadialGradient(1, 1, 0, 1, 1, Math.SQRT2);
  gradient.addColorStop(0, level(1));
  gradient.addColorStop(0.45, level(1 - light.vignette * 0.14));
  gradient.addColorStop(0.75, level(1 - light.vignette * 0.5));
  gradient.addColorStop(1, level(1 - light.vignette));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 2, 2);
  context.restore();
}
