import { expect, test } from 'vitest';
import { LABEL_COLOURS, labelColour } from './labelColour.ts';

/** WCAG 2.2's relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('G2: a label’s colour is the same each time, whatever its case', () => {
  expect(labelColour('Traffic light')).toBe(labelColour(' traffic light'));
  expect(LABEL_COLOURS).toContain(labelColour('traffic light'));
});

test('G2: the demo model’s labels are told apart by colour', () => {
  expect(new Set(['person', 'car', 'bicycle', 'box', 'dog'].map(labelColour)).size).toBe(5);
});

test('G4: each colour has 4.5 : 1 to the white text on it and to a black frame', () => {
  for (const colour of LABEL_COLOURS) {
    expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThan(4.5);
    expect((luminance(colour) + 0.05) / 0.05).toBeGreaterThan(4.5);
  }
});
