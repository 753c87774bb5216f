import { createClip } from './createClip.ts';
import { createScene } from './createScene.ts';
import { mixSeeds } from './random.ts';
import type { Clip, Setting } from './world.ts';

export type CameraOptions = {
  seed: number;
  name: string;
  setting: Setting;
  framesPerClip: number;
  frameIntervalMs?: number;
  /** Time shown in frame 0. */
  startMs?: number;
};

export type Camera = {
  readonly name: string;
  /** The clip that frame n belongs to and its place there. The same n always gives the same picture. */
  frame(n: number): { clip: Clip; frameIndex: number };
};

const DRIFT = 0.07;
const CLIPS_PER_DRIFT = 40;
const DEFAULT_INTERVAL_MS = 1000;

/** An endless camera: one background for good, new objects with every clip, light that drifts slowly. */
export function createCamera(options: CameraOptions): Camera {
  const { seed, name, setting, framesPerClip, frameIntervalMs = DEFAULT_INTERVAL_MS, startMs } = options;
  const scene = createScene(seed, setting);
  let last: { number: number; clip: Clip } | null = null;
  return {
    name,
    frame(n) {
      const number = Math.floor(n / framesPerClip);
      if (last?.number !== number) {
        const exposure = 1 - DRIFT * (0.5 + 0.5 * Math.sin((number / CLIPS_PER_DRIFT) * Math.PI * 2 + seed));
        const clipStart = startMs === undefined ? {} : { startMs: startMs + number * framesPerClip * frameIntervalMs };
        const clip = createClip({
          seed: mixSeeds(seed, 3, number),
          scene,
          frameCount: framesPerClip,
          frameIntervalMs,
          cameraName: name,
          exposure,
          ...clipStart,
        });
        last = { number, clip };
      }
      return { clip: last.clip, frameIndex: n - number * framesPerClip };
    },
  };
}
