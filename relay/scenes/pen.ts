// The slice of CanvasRenderingContext2D that the scenes draw with. Node's @napi-rs/canvas and
// a browser's context both satisfy it; so does the bounds pen, which measures instead of drawing.

export type PenGradient = { addColorStop(offset: number, colour: string): void };

export type Pen = {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  rotate(angle: number): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  createLinearGradient(x1: number, y1: number, x2: number, y2: number): PenGradient;
  createRadialGradient(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number): PenGradient;
};

/** What composing a frame needs besides: laying one picture over another. */
export type FrameContext<Picture> = Pen & {
  globalAlpha: number;
  globalCompositeOperation: string;
  drawImage(picture: Picture, x: number, y: number, width: number, height: number): void;
};

/** A canvas and its context; `editPixels` reads the RGBA bytes, lets `edit` change them and writes them back. */
export type Surface<Picture> = {
  picture: Picture;
  context: FrameContext<Picture>;
  editPixels(edit: (data: Uint8ClampedArray) => void): void;
};

export type Point = readonly [x: number, y: number];
export type Curve = readonly [ax: number, ay: number, bx: number, by: number, x: number, y: number];

export function fillPolygon(pen: Pen, points: readonly Point[], fill: unknown): void {
  pen.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.closePath();
  pen.fillStyle = fill;
  pen.fill();
}

export function fillCurves(pen: Pen, start: Point, curves: readonly Curve[], fill: unknown): void {
  pen.beginPath();
  pen.moveTo(start[0], start[1]);
  for (const curve of curves) pen.bezierCurveTo(...curve);
  pen.closePath();
  pen.fillStyle = fill;
  pen.fill();
}

export function strokeLine(pen: Pen, points: readonly Point[], width: number, colour: unknown): void {
  pen.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = colour;
  pen.stroke();
}

export function fillEllipse(pen: Pen, x: number, y: number, rx: number, ry: number, fill: unknown, turn = 0): void {
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  pen.fillStyle = fill;
  pen.fill();
}

/** Vertical gradient between two heights; stops run from the top. */
export function verticalGradient(pen: Pen, top: number, bottom: number, stops: readonly string[]): PenGradient {
  return spread(pen.createLinearGradient(0, top, 0, bottom), stops);
}

export function horizontalGradient(pen: Pen, left: number, right: number, stops: readonly string[]): PenGradient {
  return spread(pen.createLinearGradient(left, 0, right, 0), stops);
}

function spread(gradient: PenGradient, stops: readonly string[]): PenGradient {
  stops.forEach((stop, index) => gradient.addColorStop(index / Math.max(1, stops.length - 1), stop));
  return gradient;
}
