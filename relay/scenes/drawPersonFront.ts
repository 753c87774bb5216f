import { css, shadeStops } from './colours.ts';
import type { Clothes } from './drawPerson.ts';
import { fillCurves, fillEllipse, horizontalGradient, type Pen, strokeLine } from './pen.ts';
import type { Pose } from './pose.ts';

const SHOULDER_Y = -1.42;

/** A standing person, seen from the front or from behind. */
export function drawFront(pen: Pen, clothes: Clothes, pose: Pose, fromBehind: boolean): void {
  const { shirt, trousers, skin, shoes, hair, girth } = clothes;
  for (const side of [-1, 1]) {
    const shade = side === pose.lightSide ? 2 : -4;
    fillEllipse(pen, side * 0.125, -0.035, 0.065, 0.045, css(shoes, shade));
    strokeLine(
      pen,
      [
        [side * 0.095, -0.84],
        [side * 0.105, -0.46],
        [side * 0.115, -0.1],
      ],
      0.15,
      css(trousers, shade),
    );
  }
  for (const side of [-1, 1]) {
    const shade = side === pose.lightSide ? 2 : -8;
    const elbowX = side * 0.275 * girth;
    fillEllipse(pen, elbowX, -0.86, 0.045, 0.06, css(skin, shade / 2));
    strokeLine(
      pen,
      [
        [elbowX, -1.14],
        [elbowX, -0.92],
      ],
      0.085,
      css(clothes.longSleeves ? shirt : skin, shade),
    );
    strokeLine(
      pen,
      [
        [side * 0.2 * girth, SHOULDER_Y + 0.03],
        [elbowX, -1.14],
      ],
      0.11,
      css(shirt, shade),
    );
  }
  const half = 0.2 * girth;
  fillCurves(
    pen,
    [-half * 0.92, -0.82],
    [
      [-half * 0.85, -1.05, -half * 1.0, -1.2, -half * 1.1, -1.4],
      [-half * 0.8, -1.5, -half * 0.3, -1.49, 0, -1.49],
      [half * 0.3, -1.49, half * 0.8, -1.5, half * 1.1, -1.4],
      [half * 1.0, -1.2, half * 0.85, -1.05, half * 0.92, -0.82],
    ],
    horizontalGradient(pen, -half, half, shadeStops(shirt, pose.lightSide)),
  );
  fillEllipse(pen, 0, -1.49, 0.06, 0.06, css(skin, -9));
  if (clothes.longHair) fillEllipse(pen, 0, -1.58, 0.125, 0.17, css(hair, -2));
  fillEllipse(pen, 0, -1.62, 0.1, 0.128, horizontalGradient(pen, -0.1, 0.1, shadeStops(skin, pose.lightSide)));
  if (fromBehind) {
    fillEllipse(pen, 0, -1.645, 0.108, 0.118, css(hair));
    return;
  }
  fillCurves(
    pen,
    [-0.106, -1.62],
    [
      [-0.13, -1.8, 0.13, -1.8, 0.106, -1.62],
      [0.08, -1.7, 0.02, -1.71, -0.02, -1.7],
      [-0.06, -1.7, -0.09, -1.68, -0.106, -1.62],
    ],
    css(hair),
  );
  for (const side of [-1, 1]) fillEllipse(pen, side * 0.038, -1.62, 0.013, 0.011, css(skin, -34));
  strokeLine(
    pen,
    [
      [-0.025, -1.555],
      [0.025, -1.555],
    ],
    0.012,
    css(skin, -22),
  );
}
