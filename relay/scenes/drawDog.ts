import { css, type Hsl, hsl } from './colours.ts';
import { fillCurves, fillEllipse, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Pose } from './pose.ts';
import type { Random } from './random.ts';

export const DOG_DRAWN_LENGTH_M = 1.1;

const LEG_UPPER_M = 0.17;
const LEG_LOWER_M = 0.19;

/** A dog from the side, feet on the origin's line, facing right; it gallops when it moves. */
export function drawDog(pen: Pen, tone: Hsl, random: Random, pose: Pose): void {
  const hangingEar = random.chance(0.6);
  const tailUp = random.between(0.5, 1);
  const stretch = pose.moving ? Math.sin(pose.phase) : 0;
  const lift = pose.moving ? -0.03 - 0.035 * Math.abs(Math.cos(pose.phase)) : 0;
  const dark = tone.lightness > 60 ? -22 : -9;
  pen.save();
  pen.translate(0, lift);
  drawLeg(pen, tone, -0.27, legSwing(pose, Math.PI + 0.5), -1, dark);
  drawLeg(pen, tone, 0.24, legSwing(pose, 0.5), 1, dark);
  const wag = pose.moving ? 0.08 * Math.sin(pose.phase * 1.7) : 0;
  strokeLine(
    pen,
    [
      [-0.32, -0.48],
      [-0.43, -0.5 - 0.08 * tailUp],
      [-0.52, -0.5 - 0.2 * tailUp + wag],
    ],
    0.055,
    css(tone, -3),
  );
  fillCurves(
    pen,
    [-0.38, -0.42],
    [
      [-0.4, -0.55, -0.25, -0.59, -0.1, -0.56],
      [0.05, -0.54, 0.15, -0.58, 0.26, -0.6],
      [0.4, -0.56, 0.38, -0.34, 0.28, -0.28],
      [0.15, -0.23, 0.0, -0.3, -0.12, -0.33],
      [-0.22, -0.35, -0.36, -0.28, -0.38, -0.42],
    ],
    verticalGradient(pen, -0.6, -0.26, [css(tone, 6), css(tone), css(tone, dark)]),
  );
  drawLeg(pen, tone, -0.3, legSwing(pose, Math.PI), -1, -2);
  drawLeg(pen, tone, 0.26, legSwing(pose, 0), 1, -2);
  pen.translate(0.02 * stretch, 0.03 * stretch);
  drawHead(pen, tone, hangingEar, dark);
  pen.restore();
}

function legSwing(pose: Pose, offset: number): number {
  return pose.moving ? 0.75 * Math.sin(pose.phase + offset) : 0;
}

function drawLeg(pen: Pen, tone: Hsl, hipX: number, swing: number, knee: -1 | 1, lighter: number): void {
  const hipY = -0.4;
  const bend = 0.18 + 0.35 * Math.abs(swing);
  const upper = swing + bend * -knee * 0.6;
  const lower = swing + bend * knee * 0.5;
  const kneeX = hipX + LEG_UPPER_M * Math.sin(upper);
  const kneeY = hipY + LEG_UPPER_M * Math.cos(upper);
  const footX = kneeX + LEG_LOWER_M * Math.sin(lower);
  const footY = kneeY + LEG_LOWER_M * Math.cos(lower);
  strokeLine(
    pen,
    [
      [kneeX, kneeY],
      [footX, footY],
    ],
    0.062,
    css(tone, lighter - 2),
  );
  strokeLine(
    pen,
    [
      [hipX, hipY],
      [kneeX, kneeY],
    ],
    0.105,
    css(tone, lighter),
  );
  fillEllipse(pen, footX + 0.025, footY + 0.012, 0.055, 0.032, css(tone, lighter - 4));
}

function drawHead(pen: Pen, tone: Hsl, hangingEar: boolean, dark: number): void {
  strokeLine(
    pen,
    [
      [0.26, -0.5],
      [0.38, -0.64],
    ],
    0.17,
    css(tone),
  );
  fillEllipse(pen, 0.42, -0.68, 0.115, 0.1, verticalGradient(pen, -0.78, -0.58, [css(tone, 6), css(tone, -3)]));
  fillCurves(
    pen,
    [0.46, -0.74],
    [
      [0.56, -0.72, 0.6, -0.69, 0.6, -0.65],
      [0.6, -0.61, 0.5, -0.59, 0.44, -0.6],
      [0.42, -0.65, 0.42, -0.72, 0.46, -0.74],
    ],
    css(tone, -3),
  );
  fillEllipse(pen, 0.59, -0.675, 0.026, 0.022, css(hsl(0, 0, 8)));
  fillEllipse(pen, 0.465, -0.705, 0.017, 0.017, css(hsl(0, 0, 7)));
  strokeLine(
    pen,
    [
      [0.585, -0.635],
      [0.52, -0.622],
    ],
    0.012,
    css(tone, dark - 6),
  );
  if (hangingEar) fillEllipse(pen, 0.365, -0.66, 0.05, 0.1, css(tone, dark - 2), 0.3);
  else
    fillCurves(
      pen,
      [0.33, -0.73],
      [
        [0.33, -0.82, 0.35, -0.86, 0.37, -0.87],
        [0.41, -0.84, 0.43, -0.78, 0.43, -0.75],
        [0.4, -0.72, 0.36, -0.71, 0.33, -0.73],
      ],
      css(tone, dark - 2),
    );
}
