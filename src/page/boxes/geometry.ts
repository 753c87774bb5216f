// Rectangles in CSS pixels, and the boxes' way from 0..1000 of the frame to where the frame is drawn.
import type { Box } from '../../protocol/result.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

/** Where `object-fit: contain` draws an image inside a stage. */
export function containedRect(stage: Size, image: Size): Rect {
  if (image.width <= 0 || image.height <= 0) return { left: 0, top: 0, ...stage };
  const scale = Math.min(stage.width / image.width, stage.height / image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}

/** A box of 0..1000 on a frame of the given size. */
export function boxRect([x1, y1, x2, y2]: Box, frame: Size): Rect {
  const left = (Math.min(x1, x2) / 1000) * frame.width;
  const top = (Math.min(y1, y2) / 1000) * frame.height;
  return {
    left,
    top,
    width: (Math.abs(x2 - x1) / 1000) * frame.width,
    height: (Math.abs(y2 - y1) / 1000) * frame.height,
  };
}

export const centreOf = ({ left, top, width, height }: Rect): readonly [number, number] => [
  left + width / 2,
  top + height / 2,
];

export const contains = (rect: Rect, [x, y]: readonly [number, number]): boolean =>
  x > rect.left && x < rect.left + rect.width && y > rect.top && y < rect.top + rect.height;

/** The area that two rectangles share. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
