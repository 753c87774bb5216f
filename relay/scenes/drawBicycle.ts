import { css, type Hsl, hsl } from './colours.ts';
import { fillCurves, fillEllipse, type Pen, type Point, strokeLine } from './pen.ts';
import type { Pose } from './pose.ts';
import type { Random } from './random.ts';

export const BICYCLE_DRAWN_LENGTH_M = 1.75;

const WHEEL_RADIUS_M = 0.335;
const SPOKES = 12;
const BACK: Point = [-0.53, -0.345];
const FRONT: Point = [0.53, -0.345];
const CRANK: Point = [-0.07, -0.3];
const SADDLE: Point = [-0.2, -0.8];
const HEAD: Point = [0.36, -0.8];
const HEAD_FOOT: Point = [0.41, -0.64];

/** A parked bicycle from the side, facing right. Tubes are stout: its colour has to survive a small picture. */
export function drawBicycle(pen: Pen, tone: Hsl, random: Random, pose: Pose): void {
  const stepThrough = random.chance(0.45);
  const turn = random.between(0, Math.PI);
  const mudguards = random.chance(0.75);
  strokeLine(
    pen,
    [
      [CRANK[0] - 0.05, -0.3],
      [-0.2, -0.02],
    ],
    0.028,
    css(hsl(0, 0, 30)),
  );
  for (const [x, y] of [BACK, FRONT]) {
    drawWheel(pen, x, y, turn);
    if (mudguards) drawMudguard(pen, x, y, tone);
  }
  const far = css(tone, -9);
  const near = css(tone, pose.lightSide === 1 ? 3 : 0);
  strokeLine(pen, [CRANK, BACK, [SADDLE[0] + 0.02, SADDLE[1] + 0.14]], 0.055, far);
  strokeLine(pen, [HEAD_FOOT, [0.47, -0.5], FRONT], 0.06, near);
  const topTube: Point[] = stepThrough
    ? [[-0.14, -0.5], [0.16, -0.56], HEAD_FOOT]
    : [[SADDLE[0] + 0.02, SADDLE[1] + 0.1], HEAD];
  strokeLine(pen, topTube, 0.085, near);
  strokeLine(pen, [SADDLE, CRANK], 0.085, near);
  strokeLine(pen, [CRANK, HEAD_FOOT], 0.1, near);
  strokeLine(pen, [HEAD, HEAD_FOOT], 0.095, css(tone, 4));
  strokeLine(
    pen,
    [
      [CRANK[0] + 0.02, CRANK[1] - 0.025],
      [0.34, -0.64],
    ],
    0.02,
    css(tone, 22, 0.6),
  );
  drawFittings(pen);
}

function drawWheel(pen: Pen, x: number, y: number, turn: number): void {
  pen.lineWidth = 0.06;
  pen.strokeStyle = css(hsl(220, 5, 12));
  pen.beginPath();
  pen.ellipse(x, y, WHEEL_RADIUS_M - 0.02, WHEEL_RADIUS_M - 0.02, 0, 0, Math.PI * 2);
  pen.stroke();
  pen.lineWidth = 0.022;
  pen.strokeStyle = css(hsl(210, 5, 66));
  pen.beginPath();
  pen.ellipse(x, y, WHEEL_RADIUS_M - 0.06, WHEEL_RADIUS_M - 0.06, 0, 0, Math.PI * 2);
  pen.stroke();
  pen.lineWidth = 0.01;
  pen.strokeStyle = css(hsl(210, 4, 70), 0, 0.75);
  pen.beginPath();
  for (let spoke = 0; spoke < SPOKES; spoke++) {
    const angle = turn + (spoke * Math.PI * 2) / SPOKES;
    pen.moveTo(x, y);
    pen.lineTo(x + Math.cos(angle) * 0.28, y + Math.sin(angle) * 0.28);
  }
  pen.stroke();
  fillEllipse(pen, x, y, 0.035, 0.035, css(hsl(210, 4, 45)));
}

function drawMudguard(pen: Pen, x: number, y: number, tone: Hsl): void {
  pen.lineWidth = 0.05;
  pen.lineCap = 'round';
  pen.strokeStyle = css(tone, -3);
  pen.beginPath();
  pen.ellipse(x, y, WHEEL_RADIUS_M + 0.03, WHEEL_RADIUS_M + 0.03, 0, Math.PI * 1.08, Math.PI * 1.72);
  pen.stroke();
}

function drawFittings(pen: Pen): void {
  const steel = css(hsl(212, 5, 58));
  const dark = css(hsl(24, 14, 14));
  strokeLine(pen, [SADDLE, [SADDLE[0] - 0.025, -0.9]], 0.035, steel);
  fillCurves(
    pen,
    [-0.4, -0.95],
    [
      [-0.36, -0.99, -0.2, -0.96, -0.05, -0.95],
      [-0.1, -0.9, -0.25, -0.88, -0.3, -0.88],
      [-0.36, -0.87, -0.4, -0.9, -0.4, -0.95],
    ],
    dark,
  );
  strokeLine(pen, [HEAD, [0.34, -0.95]], 0.035, steel);
  strokeLine(
    pen,
    [
      [0.34, -0.95],
      [0.44, -0.98],
      [0.48, -0.92],
    ],
    0.035,
    steel,
  );
  strokeLine(
    pen,
    [
      [0.26, -0.96],
      [0.35, -0.96],
    ],
    0.045,
    dark,
  );
  fillEllipse(pen, CRANK[0], CRANK[1], 0.085, 0.085, css(hsl(0, 0, 22)));
  strokeLine(
    pen,
    [
      [CRANK[0] - 0.1, CRANK[1] - 0.1],
      [CRANK[0] + 0.1, CRANK[1] + 0.1],
    ],
    0.03,
    steel,
  );
  strokeLine(
    pen,
    [
      [CRANK[0] + 0.05, CRANK[1] + 0.115],
      [CRANK[0] + 0.16, CRANK[1] + 0.105],
    ],
    0.03,
    dark,
  );
}
