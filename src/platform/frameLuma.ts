// A frame as 64x36 steps of brightness: enough to tell whether anything moved, and small enough to keep.

export const LUMA_WIDTH = 64;
export const LUMA_HEIGHT = 36;

/** Row by row, 0..255 each. Rejects where the frame cannot be decoded. */
export type FrameLuma = (frame: Blob) => Promise<Uint8Array>;

/** @returns undefined where there is no browser to decode frames */
export function createFrameLuma(
  browser: Partial<Pick<typeof globalThis, 'createImageBitmap' | 'OffscreenCanvas'>> = globalThis,
): FrameLuma | undefined {
  const { createImageBitmap, OffscreenCanvas } = browser;
  if (!createImageBitmap || !OffscreenCanvas) return undefined;
  // Read back each time: a canvas on the GPU would be waited for.
  const context = new OffscreenCanvas(LUMA_WIDTH, LUMA_HEIGHT).getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;

  return async (frame) => {
    const bitmap = await createImageBitmap(frame, {
      resizeWidth: LUMA_WIDTH,
      resizeHeight: LUMA_HEIGHT,
      // Counts every pixel of the frame; `low` would look at a few of them, and past small objects.
      resizeQuality: 'medium',
    });
    // Nothing is awaited from here on, so that frames side by side do not share the canvas.
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const { data } = context.getImageData(0, 0, LUMA_WIDTH, LUMA_HEIGHT);
    return Uint8Array.from({ length: LUMA_WIDTH * LUMA_HEIGHT }, (_, i) => lumaAt(data, 4 * i));
  };
}

/** Of BT.601, as JPEG has it. */
const lumaAt = (rgba: Uint8ClampedArray, at: number): number =>
  Math.round(0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0));
