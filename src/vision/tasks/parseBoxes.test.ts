import { describe, expect, test } from 'vitest';
import { boxInPixels, parseBoxes } from './parseBoxes.ts';

const car = { bbox_2d: [100, 200, 300, 400], label: 'car' };
const seenCar = { label: 'car', bbox: [100, 200, 300, 400] };
const boxesOf = (...objects: readonly object[]) => parseBoxes(JSON.stringify(objects));
const boxOf = (bbox_2d: unknown) => boxesOf({ bbox_2d, label: 'car' })?.map(({ bbox }) => bbox);

describe('answers', () => {
  test('V3: a list of boxes is read in its order', () => {
    expect(boxesOf(car, { bbox_2d: [0, 0, 1000, 1000], label: 'yard' })).toEqual([
      seenCar,
      { label: 'yard', bbox: [0, 0, 1000, 1000] },
    ]);
  });

  test('V3: an empty list is an empty frame', () => {
    expect(parseBoxes('[]')).toEqual([]);
    expect(parseBoxes('```json\n[]\n```')).toEqual([]);
  });

  test.each(['I see a car.', '', 'none'])('V3: “%s” holds no list', (answer) => {
    expect(parseBoxes(answer)).toBeUndefined();
  });

  test.each([
    ['a code fence', `\`\`\`json\n[${JSON.stringify(car)}]\n\`\`\``],
    ['prose around it', `Here you are: [${JSON.stringify(car)}] Anything else?`],
    ['line breaks in it', JSON.stringify([car], undefined, 2)],
    ['no brackets around its only box', JSON.stringify(car)],
    ['an object around it', JSON.stringify({ objects: [car] })],
  ])('V3: a list with %s is read', (_, answer) => {
    expect(parseBoxes(answer)).toEqual([seenCar]);
  });

  test('V3: of a list that was cut off, the whole boxes are kept', () => {
    const whole = JSON.stringify([car, { bbox_2d: [1, 2, 3, 4], label: 'dog' }]);
    for (let length = whole.indexOf('}') + 1; length < whole.lastIndexOf('}'); length++) {
      expect(parseBoxes(whole.slice(0, length))).toEqual([seenCar]);
    }
  });

  test('V3: a box that cannot be read does not cost the others', () => {
    expect(parseBoxes(`[{"bbox_2d": [NaN, 1, 2, 3], "label": "a"}, ${JSON.stringify(car)}, {"label": oops}]`)).toEqual([
      seenCar,
    ]);
  });

  test('V3: a box told twice is kept once, also where it is a little off; another label or place is another box', () => {
    const other = { ...car, label: 'van' };
    const moved = { ...car, bbox_2d: [120, 200, 320, 400] };
    const nearly = { ...car, bbox_2d: [105, 200, 302, 398] };
    expect(boxesOf(car, car, other, moved, nearly, car)?.map(({ label, bbox }) => [label, bbox[0]])).toEqual([
      ['car', 100],
      ['van', 100],
      ['car', 120],
    ]);
  });

  test('V3: a label may have braces and quotes in it', () => {
    const odd = { ...car, label: 'a "}{" sign' };
    expect(boxesOf(car, odd)?.map(({ label }) => label)).toEqual(['car', odd.label]);
  });

  test('V3: a model in a loop gives 50 boxes at most', () => {
    const many = Array.from({ length: 80 }, (_, i) => ({ bbox_2d: [10 * i, 0, 10 * i + 10, 10], label: 'car' }));
    expect(boxesOf(...many)).toHaveLength(50);
  });

  test('V3: a label is trimmed, cut at 80 characters, and needed', () => {
    expect(boxesOf({ ...car, label: '  car ' })).toEqual([seenCar]);
    expect(boxesOf({ ...car, label: 'x'.repeat(200) })?.[0]?.label).toHaveLength(80);
    expect(boxesOf({ ...car, label: '   ' }, { ...car, label: 7 }, { bbox_2d: [1, 2, 3, 4] })).toEqual([]);
  });
});

describe('boxes', () => {
  test('V3: reversed corners are put in order', () => {
    expect(boxOf([300, 400, 100, 200])).toEqual([[100, 200, 300, 400]]);
    expect(boxOf([300, 200, 100, 400])).toEqual([[100, 200, 300, 400]]);
  });

  test('V3: what lies outside 0..1000 is cut off', () => {
    expect(boxOf([-50, 200, 1200, 400])).toEqual([[0, 200, 1000, 400]]);
    expect(parseBoxes('[{"bbox_2d": [1e999, 1, 0, 9], "label": "car"}]')).toEqual([
      { label: 'car', bbox: [0, 1, 1000, 9] },
    ]);
  });

  test.each([
    ['of no width', [100, 200, 100, 400]],
    ['of no height', [100, 200, 300, 200]],
    ['all outside', [1100, 1100, 1200, 1200]],
    ['less than half a step wide', [100.1, 200, 100.4, 400]],
    ['of three numbers', [1, 2, 3]],
    ['of text', ['1', '2', '3', '4']],
    ['that is null', null],
  ])('V3: a box %s is dropped', (_, bbox) => {
    expect(boxOf(bbox)).toEqual([]);
  });

  test('V3: fractions are rounded', () => {
    expect(boxOf([100.4, 199.5, 300, 400])).toEqual([[100, 200, 300, 400]]);
  });

  test('V3: 0..1000 is scaled to the frame’s pixels, width and height apart', () => {
    expect(boxInPixels([0, 0, 1000, 1000], [640, 360])).toEqual([0, 0, 640, 360]);
    expect(boxInPixels([250, 250, 500, 750], [640, 360])).toEqual([160, 90, 320, 270]);
    expect(boxInPixels([1, 1, 999, 999], [1920, 1080])).toEqual([2, 1, 1918, 1079]);
  });
});
