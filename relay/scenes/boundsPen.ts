import type { Pen } from './pen.ts';

export type Bounds = { left: number; top: number; right: number; bottom: number };

const CURVE_STEPS = 10;
const ELLIPSE_STEPS = 24;

/**
 * A pen that draws nothing and keeps the extent of everything filled or stroked. The truth's
 * boxes come from the very drawing code that makes the pictures, so the two cannot drift apart.
 */
export function createBoundsPen(): { pen: Pen; bounds: Bounds } {
  const bounds: Bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  // Affine transform: x' = a x + c y + e, y' = b x + d y + f.
  let m = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  const saved: (typeof m)[] = [];
  let path: number[] = [];
  let lastX = 0;
  let lastY = 0;

  const add = (x: number, y: number) => {
    lastX = x;
    lastY = y;
    path.push(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f);
  };
  const include = (margin: number) => {
    for (let i = 0; i + 1 < path.length; i += 2) {
      const x = path[i] as number; // i + 1 < length, so both exist
      const y = path[i + 1] as number;
      if (x - margin < bounds.left) bounds.left = x - margin;
      if (x + margin > bounds.right) bounds.right = x + margin;
      if (y - margin < bounds.top) bounds.top = y - margin;
      if (y + margin > bounds.bottom) bounds.bottom = y + margin;
    }
  };
  const gradient = { addColorStop: () => {} };

  const pen: Pen = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    save: () => void saved.push({ ...m }),
    restore: () => {
      m = saved.pop() ?? m;
    },
    translate: (x, y) => {
      m = { ...m, e: m.e + m.a * x + m.c * y, f: m.f + m.b * x + m.d * y };
    },
    scale: (x, y) => {
      m = { ...m, a: m.a * x, b: m.b * x, c: m.c * y, d: m.d * y };
    },
    rotate: (angle) => {
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      m = {
        ...m,
        a: m.a * cos + m.c * sin,
        b: m.b * cos + m.d * sin,
        c: m.c * cos - m.a * sin,
        d: m.d * cos - m.b * sin,
      };
    },
    beginPath: () => {
      path = [];
    },
    closePath: () => {},
    moveTo: add,
    lineTo: add,
    bezierCurveTo: (ax, ay, bx, by, x, y) => {
      const [x0, y0] = [lastX, lastY];
      for (let step = 1; step <= CURVE_STEPS; step++) {
        const t = step / CURVE_STEPS;
        const u = 1 - t;
        const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        add(w0 * x0 + w1 * ax + w2 * bx + w3 * x, w0 * y0 + w1 * ay + w2 * by + w3 * y);
      }
    },
    ellipse: (x, y, rx, ry, turn, from, to) => {
      const cos = Math.cos(turn);
      const sin = Math.sin(turn);
      for (let step = 0; step <= ELLIPSE_STEPS; step++) {
        const angle = from + ((to - from) * step) / ELLIPSE_STEPS;
        const [px, py] = [rx * Math.cos(angle), ry * Math.sin(angle)];
        add(x + px * cos - py * sin, y + px * sin + py * cos);
      }
    },
    fill: () => include(0),
    stroke: () => include((pen.lineWidth / 2) * Math.sqrt(Math.abs(m.a * m.d - m.b * m.c))),
    fillRect: (x, y, width, height) => {
      path = [];
      add(x, y);
      add(x + width, y);
      add(x + width, y + height);
      add(x, y + height);
      include(0);
    },
    createLinearGradient: () => gradient,
    createRadialGradient: () => gradient,
  };
  return { pen, bounds };
}
