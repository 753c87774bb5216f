// Looks at a frame's first bytes before anything decodes it: what it is, and how large it would become.

/** Larger files are not fetched to their end. */
export const MAX_FRAME_BYTES = 20 * 1024 * 1024;
/** Decoded, four bytes each: 160 MB. */
const MAX_FRAME_PIXELS = 40_000_000;

export interface FrameSize {
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** @returns the frame's type and size, or what is wrong with it */
export function checkFrame(bytes: Uint8Array): FrameSize | { readonly problem: string } {
  if (bytes.byteLength > MAX_FRAME_BYTES) return { problem: 'the frame is larger than 20 MB' };
  const size = readPngSize(bytes) ?? readJpegSize(bytes);
  if (!size) return { problem: 'the frame is neither a JPEG nor a PNG' };
  const { width, height } = size;
  if (width === 0 || height === 0) return { problem: 'the frame has no size' };
  if (width * height > MAX_FRAME_PIXELS) return { problem: `the frame of ${width} x ${height} is over 40 megapixels` };
  return size;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function readPngSize(bytes: Uint8Array): FrameSize | undefined {
  if (bytes.byteLength < 24 || !PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the JPEG's segments to its frame header (ITU T.81, B.2.2). */
function readJpegSize(bytes: Uint8Array): FrameSize | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (isFrameHeader(marker))
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A fill byte before a marker stands alone; every segment here has a length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables DHT, JPG and DAC that lie between them. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
