// How an answer compares with what a synthetic camera really showed.
import type { ShotTruth } from '../../relay/camera.ts';

interface Truth {
  readonly label: string;
  readonly bbox_2d: readonly [number, number, number, number];
}

interface Seen {
  readonly label: string;
  readonly bbox: readonly [number, number, number, number];
}

/** Intersection over union of two boxes of the same unit, 0..1. */
function iou(a: readonly number[], b: readonly number[]): number {
  const [ax1 = 0, ay1 = 0, ax2 = 0, ay2 = 0] = a;
  const [bx1 = 0, by1 = 0, bx2 = 0, by2 = 0] = b;
  const width = Math.max(0, Math.min(ax2, bx2) - Math.max(ax1, bx1));
  const height = Math.max(0, Math.min(ay2, by2) - Math.max(ay1, by1));
  const shared = width * height;
  const all = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - shared;
  return all > 0 ? shared / all : 0;
}

/** True objects of a frame that a result found: same label, IoU of at least 0.5, each found by a box of its own. */
export function countFound(truth: ShotTruth, frame: number, seen: readonly Seen[]): { found: number; total: number } {
  const objects = (truth.objects[frame] ?? []) as readonly Truth[];
  const free = [...seen];
  const found = objects.filter(({ label, bbox_2d }) => {
    const match = free.findIndex((box) => box.label === label && iou(box.bbox, bbox_2d) >= 0.5);
    if (match >= 0) free.splice(match, 1);
    return match >= 0;
  }).length;
  return { found, total: objects.length };
}
