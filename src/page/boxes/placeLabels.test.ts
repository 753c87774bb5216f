import { expect, test } from 'vitest';
import { boxRect, centreOf, containedRect, contains, overlap, type Rect } from './geometry.ts';
import { placeLabels } from './placeLabels.ts';

const FRAME = { width: 400, height: 225 };
const CHIP = { width: 60, height: 20 };
const place = (boxes: readonly Rect[], chip = CHIP) =>
  placeLabels(
    boxes.map((box) => ({ box, chip })),
    FRAME,
  );
const rect = (left: number, top: number, width: number, height: number): Rect => ({ left, top, width, height });
const isInside = ({ left, top, width, height }: Rect) =>
  left >= 0 && top >= 0 && left + width <= FRAME.width && top + height <= FRAME.height;

test('G2: a label stands above its box where there is room', () => {
  expect(place([rect(100, 100, 80, 80)])).toEqual([rect(100, 80, 60, 20)]);
});

test('G2: a label goes below a box at the top edge, and inside one that fills the frame', () => {
  expect(place([rect(100, 0, 80, 30)])[0]).toMatchObject({ top: 30 });
  expect(place([rect(0, 0, 400, 225)])[0]).toMatchObject({ left: 0, top: 0 });
});

test('G2: a label at the right edge is moved left until it fits', () => {
  expect(place([rect(380, 100, 20, 60)])[0]).toMatchObject({ left: 340, top: 80 });
});

test('G2: no label is clipped and none covers an object’s centre, wherever the boxes are', () => {
  for (let left = 0; left <= 380; left += 19) {
    for (let top = 0; top <= 210; top += 15) {
      const boxes = [rect(left, top, 20, 15), rect(left / 2, top / 2, 90, 70)];
      const chips = place(boxes);
      expect(chips.every(isInside)).toBe(true);
      expect(boxes.some((box) => chips.some((chip) => contains(chip, centreOf(box))))).toBe(false);
    }
  }
});

test('G2: labels of neighbours keep off each other', () => {
  const [first, second] = place([rect(100, 100, 40, 80), rect(120, 100, 40, 80)]);
  expect(first && second && overlap(first, second)).toBe(0);
});

test('G2: a label longer than the frame is cut to it', () => {
  expect(place([rect(10, 100, 50, 50)], { width: 900, height: 20 })[0]).toMatchObject({ left: 0, width: 400 });
});

test('G2: boxes follow the image inside its stage', () => {
  expect(containedRect({ width: 400, height: 200 }, { width: 100, height: 100 })).toEqual(rect(100, 0, 200, 200));
  expect(containedRect(FRAME, { width: 0, height: 0 })).toEqual(rect(0, 0, 400, 225));
  expect(boxRect([500, 0, 250, 1000], { width: 400, height: 200 })).toEqual(rect(100, 0, 100, 200));
});
