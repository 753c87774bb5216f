// The first bytes of pictures, as much of them as says what they are. Nothing decodes them.

const segment = (marker: number, body: readonly number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
];

const SOI = [0xff, 0xd8];
const JFIF = segment(0xe0, [...new TextEncoder().encode('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
/** Baseline, the usual kind. */
const SOF0 = 0xc0;

export interface JpegParts {
  /** Whole segments between the start and the frame header. */
  readonly before?: readonly number[];
  /** Marker of the frame header. */
  readonly frameHeader?: number;
}

export function jpegBytes(
  width: number,
  height: number,
  { before = JFIF, frameHeader = SOF0 }: JpegParts = {},
): Uint8Array<ArrayBuffer> {
  const components = [1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const header = segment(frameHeader, [8, height >> 8, height & 255, width >> 8, width & 255, 3, ...components]);
  return Uint8Array.from([...SOI, ...before, ...header, 0xff, 0xd9]);
}

/** An application's segment, such as EXIF's APP1. */
export const appSegment = (marker: number, length: number): number[] => segment(marker, Array(length).fill(0x5a));

/** A Huffman table: its marker lies among those of frame headers. */
export const huffmanTable = (): number[] => segment(0xc4, Array(28).fill(1));

export function pngBytes(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}
