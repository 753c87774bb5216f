import { css, type Hsl, hsl } from './colours.ts';
import {
  type Curve,
  fillCurves,
  fillEllipse,
  fillPolygon,
  type Pen,
  type Point,
  strokeLine,
  verticalGradient,
} from './pen.ts';
import type { Pose } from './pose.ts';
import type { Random } from './random.ts';

/** Length that the outlines below are drawn for; the caller scales to the car's own. */
export const CAR_DRAWN_LENGTH_M = 3.76;
export const CAR_WHEEL_RADIUS_M = 0.32;

type Shape = {
  back: readonly Curve[];
  roof: readonly Curve[];
  rearGlass: readonly Point[];
  frontGlass: readonly Point[];
};

const HATCHBACK: Shape = {
  back: [[-1.8, -0.98, -1.66, -1.22, -1.44, -1.38]],
  roof: [[-1.15, -1.5, -0.1, -1.52, 0.2, -1.42]],
  rearGlass: [
    [-1.42, -0.97],
    [-1.28, -1.32],
    [-0.48, -1.38],
    [-0.48, -0.96],
  ],
  frontGlass: [
    [-0.4, -0.96],
    [-0.4, -1.38],
    [0.18, -1.34],
    [0.68, -0.96],
  ],
};
const SALOON: Shape = {
  back: [
    [-1.82, -0.96, -1.5, -0.97, -1.3, -0.98],
    [-1.08, -1.16, -0.95, -1.32, -0.7, -1.39],
  ],
  roof: [[-0.45, -1.46, 0.0, -1.46, 0.22, -1.4]],
  rearGlass: [
    [-1.14, -0.97],
    [-0.74, -1.31],
    [-0.34, -1.35],
    [-0.34, -0.96],
  ],
  frontGlass: [
    [-0.26, -0.96],
    [-0.26, -1.35],
    [0.18, -1.32],
    [0.68, -0.96],
  ],
};
const ESTATE: Shape = {
  back: [[-1.86, -1.0, -1.8, -1.25, -1.68, -1.38]],
  roof: [[-1.4, -1.5, -0.1, -1.5, 0.22, -1.42]],
  rearGlass: [
    [-1.64, -0.97],
    [-1.52, -1.32],
    [-0.48, -1.37],
    [-0.48, -0.96],
  ],
  frontGlass: [
    [-0.4, -0.96],
    [-0.4, -1.37],
    [0.18, -1.33],
    [0.68, -0.96],
  ],
};

/** A car from the side, wheels on the origin's line, facing right. */
export function drawCar(pen: Pen, tone: Hsl, random: Random, pose: Pose): void {
  const shape = random.pick([HATCHBACK, SALOON, ESTATE]);
  const spokes = random.pick([5, 6, 8]);
  fillPolygon(
    pen,
    [
      [-1.74, -0.34],
      [1.74, -0.34],
      [1.66, -0.15],
      [-1.66, -0.15],
    ],
    css(hsl(220, 6, 9)),
  );
  drawBody(pen, tone, shape);
  drawGlass(pen, shape);
  drawTrim(pen, tone);
  for (const x of [-1.16, 1.16]) drawWheel(pen, x, spokes, pose.phase);
}

function drawBody(pen: Pen, tone: Hsl, shape: Shape): void {
  fillCurves(
    pen,
    [-1.8, -0.22],
    [
      [-1.88, -0.3, -1.9, -0.62, -1.84, -0.82],
      ...shape.back,
      ...shape.roof,
      [0.5, -1.3, 0.72, -1.06, 0.95, -0.95],
      [1.3, -0.9, 1.72, -0.84, 1.82, -0.62],
      [1.9, -0.5, 1.89, -0.3, 1.82, -0.22],
      [0.6, -0.2, -0.6, -0.2, -1.8, -0.22],
    ],
    verticalGradient(pen, -1.48, -0.2, [
      css(tone, 15),
      css(tone, 5),
      css(tone, 9),
      css(tone),
      css(tone, -8),
      css(tone, -16),
    ]),
  );
  // A soft band under the shoulder line, where the flank turns away from the sky.
  fillCurves(
    pen,
    [-1.8, -0.7],
    [
      [-0.8, -0.78, 0.8, -0.78, 1.76, -0.64],
      [0.8, -0.68, -0.8, -0.68, -1.8, -0.7],
    ],
    css(tone, 24, 0.55),
  );
}

function drawGlass(pen: Pen, shape: Shape): void {
  const glass = verticalGradient(pen, -1.4, -0.95, [
    css(hsl(210, 22, 46)),
    css(hsl(214, 22, 22)),
    css(hsl(214, 20, 14)),
  ]);
  fillPolygon(pen, shape.rearGlass, glass);
  fillPolygon(pen, shape.frontGlass, glass);
  fillPolygon(
    pen,
    [
      [0.05, -1.32],
      [0.18, -1.32],
      [0.3, -0.97],
      [0.1, -0.97],
    ],
    css(hsl(205, 25, 80), 0, 0.22),
  );
}

function drawTrim(pen: Pen, tone: Hsl): void {
  for (const points of [
    [
      [-0.44, -0.95],
      [-0.46, -0.34],
    ],
    [
      [0.72, -0.92],
      [0.78, -0.6],
      [0.66, -0.34],
    ],
    [
      [-1.22, -0.94],
      [-1.2, -0.66],
    ],
  ] as const) {
    strokeLine(pen, points, 0.022, css(tone, -20, 0.75));
  }
  fillEllipse(pen, -0.28, -0.82, 0.075, 0.018, css(tone, -24));
  fillEllipse(pen, 0.56, -0.82, 0.075, 0.018, css(tone, -24));
  fillEllipse(pen, 0.74, -1.0, 0.075, 0.05, css(tone, -12));
  fillEllipse(pen, 1.73, -0.64, 0.09, 0.055, css(hsl(48, 50, 90)), 0.35);
  fillEllipse(pen, -1.8, -0.74, 0.045, 0.085, css(hsl(0, 75, 34)), 0.1);
  fillPolygon(
    pen,
    [
      [-1.86, -0.42],
      [-1.5, -0.4],
      [-1.5, -0.32],
      [-1.84, -0.32],
    ],
    css(hsl(220, 5, 20), 0, 0.7),
  );
  fillPolygon(
    pen,
    [
      [1.86, -0.42],
      [1.52, -0.4],
      [1.52, -0.32],
      [1.84, -0.32],
    ],
    css(hsl(220, 5, 20), 0, 0.7),
  );
}

function drawWheel(pen: Pen, x: number, spokes: number, turn: number): void {
  const radius = CAR_WHEEL_RADIUS_M;
  fillEllipse(pen, x, -radius - 0.03, radius + 0.07, radius + 0.07 - 0.03, css(hsl(220, 6, 7)));
  fillEllipse(pen, x, -radius, radius, radius, css(hsl(220, 5, 11)));
  fillEllipse(
    pen,
    x,
    -radius,
    radius * 0.66,
    radius * 0.66,
    verticalGradient(pen, -radius * 1.6, -radius * 0.4, [css(hsl(214, 6, 72)), css(hsl(214, 5, 44))]),
  );
  for (let spoke = 0; spoke < spokes; spoke++) {
    const angle = turn + (spoke * Math.PI * 2) / spokes;
    const [dx, dy] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
    strokeLine(
      pen,
      [
        [x + dx * 0.25, -radius + dy * 0.25],
        [x + dx * 0.56, -radius + dy * 0.56],
      ],
      0.035,
      css(hsl(216, 8, 20)),
    );
  }
  fillEllipse(pen, x, -radius, radius * 0.15, radius * 0.15, css(hsl(214, 6, 60)));
}
