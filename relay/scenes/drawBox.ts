import { css, type Hsl, hsl } from './colours.ts';
import { fillPolygon, type Pen, type Point, strokeLine, verticalGradient } from './pen.ts';
import type { Pose } from './pose.ts';
import type { Random } from './random.ts';

/**
 * A parcel or crate, one metre wide before scaling, bottom front edge on the origin's line. Front,
 * top and one side show; the far edges run to the camera's vanishing point.
 */
export function drawBox(pen: Pen, tone: Hsl, random: Random, pose: Pose): void {
  const heightM = random.between(0.72, 0.95);
  const shrink = random.between(0.84, 0.88); // how much smaller the far face is
  const crate = random.chance(0.4);
  const near: readonly Point[] = [
    [-0.5, 0],
    [0.5, 0],
    [0.5, -heightM],
    [-0.5, -heightM],
  ];
  const far = near.map(
    ([x, y]): Point => [
      pose.vanishing[0] + (x - pose.vanishing[0]) * shrink,
      pose.vanishing[1] + (y - pose.vanishing[1]) * shrink,
    ],
  );
  const corner = (points: readonly Point[], index: number) => points[index] as Point; // both have four corners
  const side = pose.vanishing[0] > 0 ? 1 : 0;
  const other = side === 1 ? 2 : 3;
  fillPolygon(pen, [corner(near, side), corner(near, other), corner(far, other), corner(far, side)], css(tone, -14));
  const lid: readonly Point[] = [corner(near, 3), corner(near, 2), corner(far, 2), corner(far, 3)];
  fillPolygon(pen, lid, css(tone, 13));
  fillPolygon(pen, near, verticalGradient(pen, -heightM, 0, [css(tone, 2), css(tone, -6)]));
  if (crate) drawPlanks(pen, tone, heightM);
  else drawTape(pen, tone, heightM, lid);
  strokeLine(
    pen,
    [
      [-0.49, -heightM + 0.008],
      [0.49, -heightM + 0.008],
    ],
    0.016,
    css(tone, 20, 0.7),
  );
}

function drawPlanks(pen: Pen, tone: Hsl, heightM: number): void {
  for (let row = 1; row < 4; row++) {
    const y = -(heightM * row) / 4;
    strokeLine(
      pen,
      [
        [-0.48, y],
        [0.48, y],
      ],
      0.022,
      css(tone, -18, 0.8),
    );
  }
  for (const x of [-0.43, 0.43])
    strokeLine(
      pen,
      [
        [x, -0.05],
        [x, -heightM + 0.05],
      ],
      0.09,
      css(tone, 7),
    );
  strokeLine(
    pen,
    [
      [-0.38, -0.06],
      [0.38, -heightM + 0.06],
    ],
    0.075,
    css(tone, 5),
  );
}

function drawTape(pen: Pen, tone: Hsl, heightM: number, lid: readonly Point[]): void {
  const middle = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
  const [a, b, c, d] = lid as [Point, Point, Point, Point]; // the lid has four corners
  const tape = css(hsl(38, 35, 74), 0, 0.62);
  fillPolygon(pen, [middle(a, b, 0.44), middle(a, b, 0.56), middle(d, c, 0.56), middle(d, c, 0.44)], tape);
  fillPolygon(
    pen,
    [
      [-0.06, -heightM],
      [0.06, -heightM],
      [0.06, -heightM + 0.16],
      [-0.06, -heightM + 0.16],
    ],
    tape,
  );
  fillPolygon(
    pen,
    [
      [0.12, -0.14],
      [0.4, -0.14],
      [0.4, -0.34],
      [0.12, -0.34],
    ],
    css(hsl(45, 12, 88), 0, 0.85),
  );
  for (const y of [-0.2, -0.24, -0.28])
    strokeLine(
      pen,
      [
        [0.16, y],
        [0.34, y],
      ],
      0.014,
      css(hsl(0, 0, 30), 0, 0.6),
    );
  strokeLine(
    pen,
    [
      [-0.44, -0.1],
      [-0.2, -0.1],
    ],
    0.02,
    css(tone, -16, 0.7),
  );
}
