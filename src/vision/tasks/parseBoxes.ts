// The boxes in a model's answer. Qwen-VL writes `[{"bbox_2d": [x1, y1, x2, y2], "label": "car"}]` in 0..1000, often in a
// code fence, sometimes cut off by the token cap: whatever is whole is kept, and every number is distrusted.
import * as v from 'valibot';
import type { Box } from '../../protocol/result.ts';
import type { SeenBox } from '../ask.ts';
import { MAX_LABEL_LENGTH } from './limits.ts';
import { words } from './readAnswer.ts';

/** Boxes span 0..1000 of the frame's width and height. */
const BOX_SCALE = 1000;
/** More objects than this in one frame is a loop, not a sight. */
export const MAX_BOXES = 50;
/** Boxes of one label that share more than this of their area are one thing, told twice. */
const MAX_SHARED = 0.9;

const boxSchema = v.object({
  bbox_2d: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  label: v.pipe(words(MAX_LABEL_LENGTH), v.nonEmpty()),
});

/** Reads what can be read; undefined where the answer holds neither a list nor a single box. */
export function parseBoxes(answer: string): SeenBox[] | undefined {
  const start = answer.search(/[[{]/);
  if (start < 0) return undefined;
  const boxes: SeenBox[] = [];
  for (const text of wholeObjects(answer.slice(start))) {
    const box = readBox(text);
    if (box && !boxes.some((seen) => isSame(seen, box))) boxes.push(box);
    if (boxes.length === MAX_BOXES) break;
  }
  return boxes;
}

/** The `{…}` of a list of flat objects that are closed; a label may have braces in it. */
function wholeObjects(list: string): string[] {
  return list.match(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g) ?? [];
}

function readBox(text: string): SeenBox | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(boxSchema, value);
  if (!parsed.success) return undefined;
  const bbox = mendBox(parsed.output.bbox_2d);
  return bbox && { label: parsed.output.label, bbox };
}

/** Puts the corners in order and inside the frame; undefined where nothing is left. */
function mendBox([ax, ay, bx, by]: Box): Box | undefined {
  const clamp = (value: number) => Math.min(BOX_SCALE, Math.max(0, Math.round(value)));
  const [x1, x2] = [clamp(Math.min(ax, bx)), clamp(Math.max(ax, bx))];
  const [y1, y2] = [clamp(Math.min(ay, by)), clamp(Math.max(ay, by))];
  return x2 > x1 && y2 > y1 ? [x1, y1, x2, y2] : undefined;
}

const isSame = (a: SeenBox, b: SeenBox): boolean => a.label === b.label && sharedPart(a.bbox, b.bbox) > MAX_SHARED;

/** The area that two boxes share, as a part of the area that they cover together. */
function sharedPart(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (areaOf(a) + areaOf(b) - shared);
}

const areaOf = ([x1, y1, x2, y2]: Box): number => (x2 - x1) * (y2 - y1);

/** A box of 0..1000 in pixels of a frame. */
export function boxInPixels(box: Box, [width, height]: readonly [number, number]): Box {
  const x = (side: number) => Math.round((side / BOX_SCALE) * width);
  const y = (side: number) => Math.round((side / BOX_SCALE) * height);
  return [x(box[0]), y(box[1]), x(box[2]), y(box[3])];
}
