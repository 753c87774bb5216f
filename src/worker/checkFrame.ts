// Looks at a frame's first bytes before anything decodes it: what it is, and how large it would become.
import { type ImageSize, readImageSize } from '../protocol/imageSize.ts';

/** Larger files are not fetched to their end. */
export const MAX_FRAME_BYTES = 20 * 1024 * 1024;
/** Decoded, four bytes each: 160 MB. */
const MAX_FRAME_PIXELS = 40_000_000;

/** @returns the frame's type and size, or what is wrong with it */
export function checkFrame(bytes: Uint8Array): ImageSize | { readonly problem: string } {
  if (bytes.byteLength > MAX_FRAME_BYTES) return { problem: 'the frame is larger than 20 MB' };
  const size = readImageSize(bytes);
  if (!size) return { problem: 'the frame is neither a JPEG nor a PNG' };
  const { width, height } = size;
  if (width === 0 || height === 0) return { problem: 'the frame has no size' };
  if (width * height > MAX_FRAME_PIXELS) return { problem: `the frame of ${width} x ${height} is over 40 megapixels` };
  return size;
}
