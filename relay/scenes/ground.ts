// Perspective of the ground plane and a few things that several backgrounds share.

import { css, type Hsl, hsl } from './colours.ts';
import { fillEllipse, fillPolygon, type Pen, type Point, strokeLine, verticalGradient } from './pen.ts';
import type { Random } from './random.ts';
import { FRAME_HEIGHT, FRAME_WIDTH, type Scene } from './world.ts';

/** Screen point of a place on the ground, metres to the right of the camera at a depth in pixels below the horizon. */
export function groundPoint(scene: Scene, rightM: number, depthPx: number): Point {
  return [FRAME_WIDTH / 2 + (rightM * depthPx) / scene.cameraHeightM, scene.horizonY + depthPx];
}

export const bottomDepthPx = (scene: Scene) => FRAME_HEIGHT - scene.horizonY + 2;

/** A band of ground across the whole frame. */
export function fillBand(pen: Pen, scene: Scene, fromDepth: number, toDepth: number, stops: readonly string[]): void {
  const top = scene.horizonY + fromDepth;
  const bottom = scene.horizonY + toDepth;
  pen.fillStyle = verticalGradient(pen, top, bottom, stops);
  pen.fillRect(0, top, FRAME_WIDTH, bottom - top);
}

/** Joints of paving: lines that run to the vanishing point, and rows that get closer with distance. */
export function drawPaving(
  pen: Pen,
  scene: Scene,
  fromDepth: number,
  toDepth: number,
  stepM: number,
  colour: string,
): void {
  const reachM = ((FRAME_WIDTH / 2) * scene.cameraHeightM) / fromDepth + stepM;
  for (let rightM = -Math.ceil(reachM / stepM) * stepM; rightM <= reachM; rightM += stepM) {
    strokeLine(pen, [groundPoint(scene, rightM, fromDepth), groundPoint(scene, rightM, toDepth)], 0.9, colour);
  }
  const rowStep = stepM / 500; // 500 px: the lens's focal length, for depth = focal * height / distance
  for (let row = 1 / toDepth; row < 1 / fromDepth; row += rowStep / scene.cameraHeightM) {
    strokeLine(
      pen,
      [
        [0, scene.horizonY + 1 / row],
        [FRAME_WIDTH, scene.horizonY + 1 / row],
      ],
      0.9,
      colour,
    );
  }
}

/** Specks of two tones, larger and sparser towards the camera. */
export function drawSpecks(
  pen: Pen,
  scene: Scene,
  random: Random,
  fromDepth: number,
  toDepth: number,
  count: number,
  dark: string,
  light: string,
): void {
  for (let speck = 0; speck < count; speck++) {
    const depth = random.between(fromDepth, toDepth);
    const width = (random.between(0.4, 1.6) * depth) / 110;
    pen.fillStyle = random.chance(0.5) ? dark : light;
    pen.fillRect(random.between(0, FRAME_WIDTH), scene.horizonY + depth, width * 1.8, width * 0.8);
  }
}

export function drawSky(pen: Pen, scene: Scene, random: Random): void {
  const bottom = scene.horizonY + scene.wallDepthPx;
  const tones: Record<Scene['light']['kind'], readonly [Hsl, Hsl]> = {
    day: [hsl(208, 46, 62), hsl(204, 38, 84)],
    overcast: [hsl(210, 8, 70), hsl(208, 8, 82)],
    dusk: [hsl(226, 26, 48), hsl(26, 48, 74)],
  };
  const [high, low] = tones[scene.light.kind];
  pen.fillStyle = verticalGradient(pen, 0, bottom * 0.85, [css(high), css(low)]);
  pen.fillRect(0, 0, FRAME_WIDTH, bottom + 1);
  for (let cloud = random.int(2, 4); cloud > 0; cloud--) {
    const x = random.between(0, FRAME_WIDTH);
    const y = random.between(30, 80);
    for (let puff = 0; puff < 6; puff++) {
      fillEllipse(
        pen,
        x + random.between(-50, 50),
        y + random.between(-5, 5),
        random.between(22, 50),
        random.between(4, 9),
        css(hsl(210, 8, 92), 0, 0.14),
      );
    }
  }
}

/** Leaves as many small patches of changing tone, lit from above. */
export function drawFoliage(pen: Pen, random: Random, x: number, y: number, rx: number, ry: number, tone: Hsl): void {
  fillEllipse(pen, x, y, rx * 0.92, ry * 0.9, css(tone, -7));
  const patches = Math.round(14 + rx * 0.7);
  for (let patch = 0; patch < patches; patch++) {
    const angle = random.between(0, Math.PI * 2);
    const away = Math.sqrt(random.next()) * 0.88;
    const [dx, dy] = [Math.cos(angle) * away, Math.sin(angle) * away];
    const size = random.between(0.14, 0.3);
    fillEllipse(
      pen,
      x + dx * rx,
      y + dy * ry,
      rx * size,
      ry * size * 0.8,
      css(tone, -dy * 7 + random.between(-4, 4), 0.75),
    );
  }
}

export function drawTree(pen: Pen, random: Random, x: number, footY: number, heightPx: number): void {
  const tone = hsl(random.between(78, 108), random.between(18, 30), random.between(24, 34));
  const trunk = heightPx * 0.055;
  fillPolygon(
    pen,
    [
      [x - trunk * 1.3, footY],
      [x - trunk * 0.8, footY - heightPx * 0.6],
      [x + trunk * 0.8, footY - heightPx * 0.6],
      [x + trunk * 1.3, footY],
    ],
    css(hsl(26, 18, 25)),
  );
  strokeLine(
    pen,
    [
      [x + trunk * 0.6, footY - 2],
      [x + trunk * 0.4, footY - heightPx * 0.5],
    ],
    trunk * 0.5,
    css(hsl(28, 16, 38), 0, 0.6),
  );
  for (const [dx, dy, share] of [
    [-0.2, 0.62, 0.27],
    [0.2, 0.66, 0.26],
    [0, 0.85, 0.3],
  ] as const) {
    drawFoliage(pen, random, x + dx * heightPx, footY - dy * heightPx, share * heightPx, share * heightPx * 0.8, tone);
  }
}
