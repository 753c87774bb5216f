// The browser's picture decoding, in Node: createImageBitmap and OffscreenCanvas on @napi-rs/canvas, as much as is used.
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** How many bitmaps were decoded and not yet closed. */
export const openBitmaps = { count: 0 };

export async function createImageBitmap(blob: Blob): Promise<ImageBitmap> {
  const image = await loadImage(Buffer.from(await blob.arrayBuffer()));
  openBitmaps.count++;
  // A real napi image, as only that can be drawn, with the one method more that a bitmap has.
  return Object.assign(image, { close: () => void openBitmaps.count-- }) as unknown as ImageBitmap;
}

export class OffscreenCanvas {
  readonly #canvas;

  constructor(width: number, height: number) {
    this.#canvas = createCanvas(width, height);
  }

  getContext() {
    return this.#canvas.getContext('2d');
  }
}

/** A picture of one colour. */
export async function picture(width: number, height: number, colour = '#ff0000'): Promise<Blob> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return new Blob([Uint8Array.from(await canvas.encode('png'))], { type: 'image/png' });
}
