import { type Bounds, createBoundsPen } from './boundsPen.ts';
import { toneOf } from './colours.ts';
import { BICYCLE_DRAWN_LENGTH_M, drawBicycle } from './drawBicycle.ts';
import { drawBox } from './drawBox.ts';
import { CAR_DRAWN_LENGTH_M, CAR_WHEEL_RADIUS_M, drawCar } from './drawCar.ts';
import { DOG_DRAWN_LENGTH_M, drawDog } from './drawDog.ts';
import { drawPerson } from './drawPerson.ts';
import type { Pen } from './pen.ts';
import type { Pose } from './pose.ts';
import { createRandom } from './random.ts';
import { type Clip, FRAME_WIDTH, type Label, type Scene, type SceneObject } from './world.ts';

type Kind = {
  draw: (pen: Pen, tone: ReturnType<typeof toneOf>, random: ReturnType<typeof createRandom>, pose: Pose) => void;
  /** Size in metres that `draw` uses, along the measure that SceneObject.sizeM gives. */
  drawnSizeM: number;
  /** Way on the ground, in drawn metres, for one whole turn of the phase. */
  strideM: number;
};

const KINDS: Record<Label, Kind> = {
  person: { draw: drawPerson, drawnSizeM: 1.75, strideM: 1.45 },
  car: { draw: drawCar, drawnSizeM: CAR_DRAWN_LENGTH_M, strideM: Math.PI * 2 * CAR_WHEEL_RADIUS_M },
  bicycle: { draw: drawBicycle, drawnSizeM: BICYCLE_DRAWN_LENGTH_M, strideM: 1 },
  box: { draw: drawBox, drawnSizeM: 1, strideM: 1 },
  dog: { draw: drawDog, drawnSizeM: DOG_DRAWN_LENGTH_M, strideM: 1.5 },
};

/** The size on the screen, along the object's own measure (a person's height, else the width). */
export function sizePx(scene: Scene, object: SceneObject): number {
  return (object.sizeM * object.depthPx) / scene.cameraHeightM;
}

export function footX(clip: Pick<Clip, 'frameCount'>, object: SceneObject, frameIndex: number): number {
  return object.startX + (object.travelPx * frameIndex) / Math.max(1, clip.frameCount - 1);
}

export function drawObject(
  pen: Pen,
  clip: Pick<Clip, 'scene' | 'frameCount'>,
  object: SceneObject,
  frameIndex: number,
): void {
  const { scene } = clip;
  const kind = KINDS[object.label];
  const scale = sizePx(scene, object) / kind.drawnSizeM;
  const x = footX(clip, object, frameIndex);
  // From here on one number after another is taken: order matters, it fixes the object's looks.
  const random = createRandom(object.seed);
  const tone = toneOf(object.colour, random);
  const startPhase = random.between(0, Math.PI * 2);
  const wayM = Math.abs(x - object.startX) / scale;
  const pose: Pose = {
    phase: startPhase + (wayM / kind.strideM) * Math.PI * 2,
    moving: object.travelPx !== 0,
    lightSide: scene.light.sunSide === object.facing ? 1 : -1,
    vanishing: [((FRAME_WIDTH / 2 - x) / scale) * object.facing, -object.depthPx / scale],
  };
  pen.save();
  pen.translate(x, scene.horizonY + object.depthPx);
  pen.scale(scale * object.facing, scale);
  kind.draw(pen, tone, random, pose);
  pen.restore();
}

/** The tight box around an object's pixels, in reference pixels; its shadow is not part of it. */
export function objectBounds(
  clip: Pick<Clip, 'scene' | 'frameCount'>,
  object: SceneObject,
  frameIndex: number,
): Bounds {
  const { pen, bounds } = createBoundsPen();
  drawObject(pen, clip, object, frameIndex);
  return bounds;
}
