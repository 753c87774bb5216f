import type { Bounds } from './boundsPen.ts';
import type { Kind } from './createClip.ts';
import { objectBounds } from './objects.ts';
import type { Random } from './random.ts';
import { type Clip, FRAME_HEIGHT, FRAME_WIDTH, type Label, type SceneObject, STRIP_HEIGHT } from './world.ts';

const MIN_TRAVEL = 0.235 * FRAME_WIDTH;
const MAX_TRAVEL = 0.5 * FRAME_WIDTH;
const MIN_CENTRE_GAP = 0.06 * FRAME_WIDTH;
const MAX_OVERLAP = 0.2;
const EDGE_PX = 3;
const TRIES = 25;
/** From the houses to where a car's wheels stand on the road, not on the pavement. */
const STREET_KERB_PX = 36;

type Size = { sizeM: readonly [number, number]; px: readonly [number, number]; widthPerSize: number };

// Real sizes, nudged where the pixels would get too few; px are the bounds on the screen along the
// same measure (a person's height, else the width). widthPerSize guesses the width before measuring.
const SIZES: Record<Label, Size> = {
  person: { sizeM: [1.62, 1.88], px: [78, 186], widthPerSize: 0.36 },
  car: { sizeM: [3.4, 3.8], px: [112, 246], widthPerSize: 1 },
  bicycle: { sizeM: [1.6, 1.8], px: [78, 166], widthPerSize: 1 },
  box: { sizeM: [0.6, 0.9], px: [42, 92], widthPerSize: 1.1 },
  dog: { sizeM: [0.9, 1.15], px: [54, 116], widthPerSize: 1 },
};

/** Places the objects so that they never leave the frame, meet or hide each other; null if that fails. */
export function placeObjects(
  random: Random,
  clip: Omit<Clip, 'objects'>,
  kinds: readonly Kind[],
): SceneObject[] | null {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const objects = kinds.map((kind) => placeOne(random, clip, kind));
    if (!mayFit(objects.map((object) => roughSpan(clip, object)))) continue;
    if (isClear(clip, objects)) return objects;
  }
  return null;
}

function placeOne(random: Random, clip: Omit<Clip, 'objects'>, { label, colour, moving }: Kind): SceneObject {
  const { scene } = clip;
  const size = SIZES[label];
  const sizeM = random.between(...size.sizeM);
  const pxPerDepth = sizeM / scene.cameraHeightM;
  const nearest = Math.min(size.px[1] / pxPerDepth, FRAME_HEIGHT - 8 - scene.horizonY);
  const kerbPx = label === 'car' && scene.setting === 'street' ? STREET_KERB_PX : 10;
  const farthest = Math.max(size.px[0] / pxPerDepth, scene.wallDepthPx + kerbPx);
  const depthPx = random.between(Math.min(farthest, nearest - 1), nearest);
  const facing = random.chance(0.5) ? 1 : -1;
  const travelPx = moving ? facing * random.between(MIN_TRAVEL, MAX_TRAVEL) : 0;
  const half = (depthPx * pxPerDepth * size.widthPerSize) / 2 + EDGE_PX;
  const startX = random.between(half - Math.min(0, travelPx), FRAME_WIDTH - half - Math.max(0, travelPx));
  return { label, colour, seed: random.int(0, 0x7fffffff), startX, depthPx, facing, travelPx, sizeM };
}

type Span = { left: number; right: number };

function roughSpan({ scene }: Omit<Clip, 'objects'>, object: SceneObject): Span {
  const half = ((object.sizeM * object.depthPx) / scene.cameraHeightM) * SIZES[object.label].widthPerSize * 0.5;
  const endX = object.startX + object.travelPx;
  return { left: Math.min(object.startX, endX) - half, right: Math.max(object.startX, endX) + half };
}

/** A cheap test on whole paths, before the boxes are measured: paths may overlap only a little. */
function mayFit(spans: readonly Span[]): boolean {
  return spans.every((a, index) =>
    spans.slice(index + 1).every((b) => {
      const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      return shared < 0.4 * Math.min(a.right - a.left, b.right - b.left);
    }),
  );
}

function isClear(clip: Omit<Clip, 'objects'>, objects: readonly SceneObject[]): boolean {
  const fixed = objects.map((object) => (object.travelPx === 0 ? objectBounds(clip, object, 0) : null));
  const orders = new Map<number, number>();
  const frames = objects.some((object) => object.travelPx !== 0) ? clip.frameCount : 1;
  for (let frame = 0; frame < frames; frame++) {
    const boxes = objects.map((object, index) => fixed[index] ?? objectBounds(clip, object, frame));
    if (!boxes.every(isInFrame)) return false;
    for (const [i, a] of boxes.entries()) {
      for (const [j, b] of boxes.entries()) {
        if (j <= i) continue;
        const gap = (a.left + a.right - b.left - b.right) / 2;
        const order = Math.sign(gap);
        const pair = i * 8 + j;
        if (Math.abs(gap) < MIN_CENTRE_GAP || order !== (orders.get(pair) ?? order) || overlap(a, b) > MAX_OVERLAP)
          return false;
        orders.set(pair, order);
      }
    }
  }
  return true;
}

function isInFrame(box: Bounds): boolean {
  return box.left >= 1 && box.right <= FRAME_WIDTH - 1 && box.top >= STRIP_HEIGHT + 1 && box.bottom <= FRAME_HEIGHT - 1;
}

/** Shared area as a share of the smaller box. */
export function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Bounds) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / Math.min(area(a), area(b));
}
