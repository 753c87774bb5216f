// Chooses what a camera sees for a few frames: which objects, where, and which one of them moves.

import { createScene } from './createScene.ts';
import { placeObjects } from './placeObjects.ts';
import { createRandom, mixSeeds, type Random } from './random.ts';
import type { Clip, Colour, Label, Scene, Setting } from './world.ts';

const EMPTY_SHARE = 0.1;
const STILL_SHARE = 0.4;
const PAINT = ['red', 'blue', 'green', 'yellow'] as const;
const COLOURS: Record<Label, readonly Colour[]> = {
  person: PAINT,
  car: PAINT,
  bicycle: PAINT,
  box: PAINT,
  dog: ['brown', 'white'],
};
// A label stands here as often as it should come up among the others.
const LABELS: Record<Setting, readonly Label[]> = {
  street: ['person', 'person', 'car', 'car', 'bicycle', 'box', 'dog'],
  yard: ['person', 'person', 'car', 'car', 'bicycle', 'box', 'dog'],
  room: ['person', 'person', 'bicycle', 'box', 'dog'],
};
const MOVERS: Record<Setting, readonly Label[]> = {
  street: ['person', 'car', 'dog'],
  yard: ['person', 'car', 'dog'],
  room: ['person', 'dog'],
};
/** 2026-11-23 14:02:11.480 UTC; a clip's own start is drawn around it. */
const BASE_TIME_MS = Date.UTC(2026, 10, 23, 14, 2, 11, 480);
const DAY_MS = 24 * 3600 * 1000;
const PLACING_TRIES = 12;

export type ClipOptions = {
  seed: number;
  frameCount: number;
  frameIntervalMs: number;
  setting?: Setting;
  /** The camera's fixed view; drawn from `seed` when absent. */
  scene?: Scene;
  cameraName?: string;
  startMs?: number;
  exposure?: number;
};

export type Kind = { label: Label; colour: Colour; moving: boolean };

export function createClip(options: ClipOptions): Clip {
  const random = createRandom(mixSeeds(options.seed, 2));
  const scene = options.scene ?? createScene(options.seed, options.setting);
  const count = random.chance(EMPTY_SHARE) ? 0 : random.int(1, 3);
  const moves = count > 0 && !random.chance(STILL_SHARE);
  const startMs = options.startMs ?? BASE_TIME_MS + Math.floor(random.between(-90, 90) * DAY_MS);
  const exposure = options.exposure ?? random.between(0.93, 1);
  const cameraName =
    options.cameraName ?? random.pick(['front-door', 'yard', 'gate', 'hall', 'street-2', 'cam-07', 'garage', 'lobby']);
  const { frameCount, frameIntervalMs, seed } = options;
  const shell = { seed, scene, frameCount, frameIntervalMs, startMs, cameraName, exposure };
  if (count === 0) return { ...shell, objects: [] };
  // Some sets hardly fit (three cars, one of them driving), so a set is drawn anew after a while.
  // The count and the motion stay, which keeps their shares even.
  for (;;) {
    const kinds = drawKinds(random, scene.setting, count, moves);
    for (let attempt = 0; attempt < PLACING_TRIES; attempt++) {
      const objects = placeObjects(random, shell, kinds);
      if (objects) return { ...shell, objects };
    }
  }
}

function drawKinds(random: Random, setting: Setting, count: number, moves: boolean): Kind[] {
  const kinds: Kind[] = [];
  while (kinds.length < count) {
    const moving = moves && kinds.length === 0;
    const label = random.pick((moving ? MOVERS : LABELS)[setting]);
    const colour = random.pick(COLOURS[label]);
    // Two red cars would make the truth's words ambiguous.
    if (!kinds.some((kind) => kind.label === label && kind.colour === colour)) kinds.push({ label, colour, moving });
  }
  return kinds;
}
