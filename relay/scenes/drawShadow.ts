import { footX, sizePx } from './objects.ts';
import type { Pen } from './pen.ts';
import type { Clip, Label, SceneObject } from './world.ts';

// Half width and half height of the shadow, as shares of the object's own measure.
const SPREAD: Record<Label, readonly [halfWidth: number, halfHeight: number]> = {
  person: [0.19, 0.045],
  car: [0.56, 0.075],
  bicycle: [0.52, 0.045],
  box: [0.68, 0.13],
  dog: [0.46, 0.08],
};

/** Soft shade on the ground: a wide one thrown away from the light, and a dark one where the object stands. */
export function drawShadow(pen: Pen, clip: Clip, object: SceneObject, frameIndex: number): void {
  const { light, horizonY } = clip.scene;
  const [halfWidth, halfHeight] = SPREAD[object.label];
  const size = sizePx(clip.scene, object);
  const x = footX(clip, object, frameIndex);
  const y = horizonY + object.depthPx;
  const thrown = light.kind === 'day' ? size * (object.label === 'person' ? 0.16 : 0.1) : 0;
  shade(pen, x - light.sunSide * thrown, y, size * halfWidth + thrown, size * halfHeight * 1.5, light.shadow * 0.75);
  shade(pen, x, y, size * halfWidth, size * halfHeight * 0.8, light.shadow);
}

function shade(pen: Pen, x: number, y: number, halfWidth: number, halfHeight: number, alpha: number): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(halfWidth, halfHeight);
  const gradient = pen.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, `rgba(8,10,16,${alpha})`);
  gradient.addColorStop(0.55, `rgba(8,10,16,${alpha * 0.75})`);
  gradient.addColorStop(1, 'rgba(8,10,16,0)');
  pen.fillStyle = gradient;
  pen.fillRect(-1, -1, 2, 2);
  pen.restore();
}
