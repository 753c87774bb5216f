// Where each label's chip goes: inside the frame always, never over the centre of any object, and off the other chips if
// there is room. Above the box is the place that people expect, so it is tried first.
import { centreOf, contains, overlap, type Rect, type Size } from './geometry.ts';

export interface Labelled {
  /** The object's box on the frame. */
  readonly box: Rect;
  readonly chip: Size;
}

/** The chips' places, in the order of the objects. A chip wider than the frame is cut to it. */
export function placeLabels(objects: readonly Labelled[], frame: Size): Rect[] {
  const centres = objects.map(({ box }) => centreOf(box));
  const placed: Rect[] = [];
  for (const { box, chip } of objects) {
    const cut = { width: Math.min(chip.width, frame.width), height: chip.height };
    const candidates = places(box, cut).map((place) => keptInside(place, frame));
    placed.push(best(candidates, centres, placed));
  }
  return placed;
}

/** Above, below, inside at the top and at the bottom, beside; each from the left edge, then from the right. */
function places(box: Rect, { width, height }: Size): Rect[] {
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  const at = (left: number, top: number): Rect => ({ left, top, width, height });
  const rows = [box.top - height, bottom, box.top, bottom - height];
  const inRows = rows.flatMap((top) => [at(box.left, top), at(right - width, top)]);
  return [...inRows, at(right, box.top), at(box.left - width, box.top)];
}

function keptInside(rect: Rect, frame: Size): Rect {
  const left = Math.max(0, Math.min(rect.left, frame.width - rect.width));
  const top = Math.max(0, Math.min(rect.top, frame.height - rect.height));
  return { ...rect, left, top };
}

function best(
  candidates: readonly Rect[],
  centres: readonly (readonly [number, number])[],
  placed: readonly Rect[],
): Rect {
  let found: Rect | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const rect of candidates) {
    const covered = centres.filter((centre) => contains(rect, centre)).length;
    const shared = placed.reduce((sum, other) => sum + overlap(rect, other), 0);
    // A covered centre outweighs any overlap of chips.
    const cost = covered * 1e9 + shared;
    if (cost < least) {
      found = rect;
      least = cost;
    }
  }
  return found ?? { left: 0, top: 0, width: 0, height: 0 };
}
