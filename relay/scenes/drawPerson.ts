import { css, type Hsl, hsl, shadeStops } from './colours.ts';
import { drawFront } from './drawPersonFront.ts';
import { fillCurves, fillEllipse, horizontalGradient, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Pose } from './pose.ts';
import type { Random } from './random.ts';

const THIGH_M = 0.44;
const SHIN_M = 0.43;
const ANKLE_M = 0.06;
const SHOULDER_Y = -1.42;

export type Clothes = {
  shirt: Hsl;
  trousers: Hsl;
  skin: Hsl;
  hair: Hsl;
  shoes: Hsl;
  longSleeves: boolean;
  longHair: boolean;
  girth: number;
};

/** A person of 1.75 m, feet at the origin, facing right. Walkers are seen from the side. */
export function drawPerson(pen: Pen, tone: Hsl, random: Random, pose: Pose): void {
  const clothes: Clothes = {
    shirt: tone,
    // Greys and beige only: the shirt alone names the person's colour.
    trousers: random.pick([hsl(220, 8, 17), hsl(30, 8, 24), hsl(36, 18, 46), hsl(210, 6, 34)]),
    skin: random.pick([hsl(25, 48, 72), hsl(24, 42, 58), hsl(22, 40, 40), hsl(20, 36, 28)]),
    hair: random.pick([hsl(25, 30, 12), hsl(28, 38, 22), hsl(36, 30, 42), hsl(0, 0, 52)]),
    shoes: random.pick([hsl(0, 0, 12), hsl(28, 25, 20), hsl(40, 6, 72)]),
    longSleeves: random.chance(0.6),
    longHair: random.chance(0.4),
    girth: random.between(0.95, 1.16),
  };
  const fromSide = random.chance(0.3);
  const fromBehind = random.chance(0.4);
  if (pose.moving || fromSide) drawSide(pen, clothes, pose);
  else drawFront(pen, clothes, pose, fromBehind);
}

function drawSide(pen: Pen, clothes: Clothes, pose: Pose): void {
  const legs = [pose.phase + Math.PI, pose.phase].map((phase) => legAngles(phase, pose.moving));
  const reach = Math.max(...legs.map(({ thigh, shin }) => THIGH_M * Math.cos(thigh) + SHIN_M * Math.cos(shin)));
  const hipY = -ANKLE_M - reach;
  const lift = hipY + 0.93; // how far the body sinks while the legs are apart
  pen.save();
  drawArm(pen, clothes, pose, Math.PI, lift, -16);
  legs.forEach((leg, index) => drawLeg(pen, clothes, leg, hipY, index === 0 ? -8 : 0));
  pen.translate(0, lift);
  const half = 0.15 * clothes.girth;
  const { shirt } = clothes;
  fillCurves(
    pen,
    [-half * 0.75, -0.84],
    [
      [-half * 1.25, -1.05, -half * 1.35, -1.25, -half * 0.9, -1.43],
      [-half * 0.5, -1.53, half * 0.5, -1.53, half * 0.8, -1.43],
      [half * 1.3, -1.25, half * 1.2, -1.0, half * 0.95, -0.84],
    ],
    horizontalGradient(pen, -half, half, shadeStops(shirt, pose.lightSide)),
  );
  fillEllipse(pen, 0.01, -1.5, 0.055, 0.08, css(clothes.skin, -10));
  fillEllipse(
    pen,
    0.03,
    -1.63,
    0.1,
    0.125,
    horizontalGradient(pen, -0.1, 0.12, shadeStops(clothes.skin, pose.lightSide)),
  );
  fillEllipse(pen, 0.132, -1.61, 0.022, 0.026, css(clothes.skin, -4));
  drawSideHair(pen, clothes);
  pen.restore();
  drawArm(pen, clothes, pose, 0, lift, -3);
}

function drawSideHair(pen: Pen, { hair, longHair }: Clothes): void {
  const napeY = longHair ? -1.42 : -1.58;
  fillCurves(
    pen,
    [0.115, -1.7],
    [
      [0.08, -1.8, -0.09, -1.8, -0.1, -1.64],
      [-0.11, -1.58, -0.1, napeY, -0.05, napeY],
      [-0.01, napeY - 0.04, -0.02, -1.66, 0.115, -1.7],
    ],
    verticalGradient(pen, -1.77, -1.5, [css(hair, 9), css(hair)]),
  );
}

function legAngles(phase: number, moving: boolean): { thigh: number; shin: number } {
  if (!moving) return { thigh: 0.05 * Math.sin(phase), shin: 0.05 * Math.sin(phase) };
  const thigh = 0.43 * Math.sin(phase);
  // The knee bends while the leg swings forward, else the foot would drag.
  return { thigh, shin: thigh - 0.12 - 0.75 * Math.max(0, Math.cos(phase)) };
}

function drawLeg(
  pen: Pen,
  { trousers, shoes }: Clothes,
  leg: { thigh: number; shin: number },
  hipY: number,
  lighter: number,
): void {
  const kneeX = THIGH_M * Math.sin(leg.thigh);
  const kneeY = hipY + THIGH_M * Math.cos(leg.thigh);
  const ankleX = kneeX + SHIN_M * Math.sin(leg.shin);
  const ankleY = kneeY + SHIN_M * Math.cos(leg.shin);
  pen.save();
  pen.translate(ankleX, ankleY);
  pen.rotate(-Math.min(0, leg.shin + 0.35) * 0.9);
  fillCurves(
    pen,
    [-0.07, 0.06],
    [
      [-0.1, -0.03, 0.02, -0.05, 0.06, -0.02],
      [0.12, 0.0, 0.19, 0.02, 0.19, 0.06],
      [0.1, 0.062, 0, 0.062, -0.07, 0.06],
    ],
    css(shoes, lighter / 2),
  );
  pen.restore();
  strokeLine(
    pen,
    [
      [kneeX, kneeY],
      [ankleX, ankleY],
    ],
    0.115,
    css(trousers, lighter - 3),
  );
  strokeLine(
    pen,
    [
      [0, hipY + 0.02],
      [kneeX, kneeY],
    ],
    0.165,
    css(trousers, lighter),
  );
}

function drawArm(pen: Pen, clothes: Clothes, pose: Pose, offset: number, lift: number, lighter: number): void {
  const swing = pose.moving ? -0.55 * Math.sin(pose.phase + offset) : 0.06;
  const bend = pose.moving ? 0.35 : 0.12;
  const shoulderY = SHOULDER_Y + lift + 0.02;
  const elbowX = 0.28 * Math.sin(swing);
  const elbowY = shoulderY + 0.28 * Math.cos(swing);
  const handX = elbowX + 0.26 * Math.sin(swing + bend);
  const handY = elbowY + 0.26 * Math.cos(swing + bend);
  fillEllipse(pen, handX, handY, 0.042, 0.05, css(clothes.skin, lighter / 2));
  strokeLine(
    pen,
    [
      [elbowX, elbowY],
      [handX, handY],
    ],
    0.08,
    css(clothes.longSleeves ? clothes.shirt : clothes.skin, lighter - 3),
  );
  strokeLine(
    pen,
    [
      [0, shoulderY],
      [elbowX, elbowY],
    ],
    0.105,
    css(clothes.shirt, lighter - 2),
  );
}
