// The pictures of the reference cases, drawn by the formula of tools/reference/picture.py to the same bytes: integers only.

const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;
const SHAPES = 4;
const NOISE_KEY = 1000;
const SHAPE_KEY = 16;

/** Scatters the bits of a 32-bit word. */
function mix(word: number): number {
  let n = Math.imul(word ^ (word >>> 15), FIRST);
  n = Math.imul(n ^ (n >>> 13), SECOND);
  return (n ^ (n >>> 16)) >>> 0;
}

function numberOf(seed: number, key: number): number {
  return mix((Math.imul(seed, FIRST) + key) | 0);
}

interface Shape {
  readonly isDisc: boolean;
  readonly reach: number;
  readonly left: number;
  readonly top: number;
  readonly colour: number;
}

function shapeOf(seed: number, index: number, frame: number, width: number, height: number): Shape {
  const part = (key: number) => numberOf(seed, SHAPE_KEY + 8 * index + key);
  return {
    isDisc: (part(0) & 1) === 1,
    reach: 4 + (part(1) % Math.max(1, Math.floor(Math.min(width, height) / 4))),
    left: (part(2) + frame * (part(4) % 13)) % width,
    top: (part(3) + frame * (part(5) % 13)) % height,
    colour: part(6),
  };
}

function covers(shape: Shape, x: number, y: number): boolean {
  const across = x - shape.left;
  const down = y - shape.top;
  if (shape.isDisc) return across * across + down * down <= shape.reach * shape.reach;
  return Math.abs(across) <= shape.reach && 2 * Math.abs(down) <= shape.reach;
}

/** RGB bytes, row by row, of one frame: three folded gradients, four moving shapes, a little noise. */
export function drawPicture(seed: number, frame: number, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  const waves = [0, 1, 2].map((channel) => ({
    slopeX: (numberOf(seed, channel) % 9) + 1,
    slopeY: (numberOf(seed, 3 + channel) % 9) + 1,
    start: (numberOf(seed, 6 + channel) % 512) + 3 * frame,
  }));
  // The later shape lies on top.
  const shapes = Array.from({ length: SHAPES }, (_, index) => shapeOf(seed, index, frame, width, height)).reverse();
  const noiseSeed = numberOf(seed, NOISE_KEY + frame);
  let place = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shape = shapes.find((each) => covers(each, x, y));
      for (const [channel, { slopeX, slopeY, start }] of waves.entries()) {
        const wave = (((slopeX * x + slopeY * y) >> 1) + start) & 511;
        const value = shape ? (shape.colour >>> (8 * channel)) & 255 : Math.min(Math.abs(wave - 256), 255);
        const noise = (mix((noiseSeed + place) | 0) % 16) - 8;
        pixels[place++] = Math.max(0, Math.min(255, value + noise));
      }
    }
  }
  return pixels;
}
