const START_OF_IMAGE = 0xffd8;
const MARKER = 0xff;

/**
 * Width and height from a JPEG's first frame header (ITU T.81, B.2.2), without decoding it; undefined for anything that
 * is not a JPEG.
 */
export function jpegSize(bytes: Buffer): { readonly width: number; readonly height: number } | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== START_OF_IMAGE) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === MARKER) {
    const kind = bytes.readUInt8(at + 1);
    if (kind === MARKER) at += 1;
    else if (isFrameHeader(kind)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the three codes in between that mean something else (DHT, JPG, DAC). */
const isFrameHeader = (kind: number): boolean => kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
