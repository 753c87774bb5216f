// What the newest batch of each camera showed, so that the next can be told against it and its objects keep their ids.
// Everything here is bounded: a relay may invent cameras by the thousand.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import type { Box, SeenObject } from '../protocol/result.ts';
import type { Before, SeenBox } from '../vision/ask.ts';

type Shot = Pick<Job, 'serviceId' | 'timestamp'>;

export interface CameraMemory {
  /** What the batch before this job showed; undefined where nothing is remembered, or only what came after it. */
  before(job: Shot): Before | undefined;
  /** Gives each box the id of the object of the batch before that it goes on with, else a new one. Remembers nothing. */
  identify(job: Shot, boxes: readonly SeenBox[]): SeenObject[];
  /** What a job showed; what it was not asked stays as it was before. A job that is older than what is known changes nothing. */
  remember(job: Shot, seen: { readonly description?: string; readonly objects?: readonly SeenObject[] }): void;
}

const MAX_CAMERAS = 64;
const MAX_DESCRIPTION_LENGTH = 500;
const MAX_OBJECTS = 20;
/** A scene that was not looked at for longer than this goes on with nothing. */
const FORGET_MS = 10 * 60_000;
/** Boxes of one label that overlap at least so much are one object: models draw loosely, and things move. */
const MIN_OVERLAP = 0.3;

interface Kept<T> {
  readonly value: T;
  /** The job's, as the relay says it. */
  readonly timestamp: string;
  readonly atMs: number;
}

interface Known {
  readonly description?: Kept<string> | undefined;
  readonly objects?: Kept<readonly SeenObject[]> | undefined;
  readonly nextId: number;
}

export function createCameraMemory(clock: Clock): CameraMemory {
  /** The camera that was seen last comes last. */
  const cameras = new Map<string, Known>();

  const fresh = <T>(kept: Kept<T> | undefined): Kept<T> | undefined =>
    kept && clock.now() - kept.atMs <= FORGET_MS ? kept : undefined;

  function known(serviceId: string): Known {
    const { description, objects, nextId } = cameras.get(serviceId) ?? { nextId: 1 };
    return { description: fresh(description), objects: fresh(objects), nextId };
  }

  return {
    before(job) {
      const { description, objects } = known(job.serviceId);
      const notLater = <T>(kept: Kept<T> | undefined) => (kept && !isOlder(job, kept) ? kept.value : undefined);
      const before = { description: notLater(description) ?? '', objects: notLater(objects) ?? [] };
      return before.description === '' && before.objects.length === 0 ? undefined : before;
    },
    identify(job, boxes) {
      const { objects, nextId } = known(job.serviceId);
      const ids = continuedIds(boxes, objects?.value ?? []);
      let newId = nextId;
      return boxes.map(({ label, bbox }, i) => ({ id: ids[i] ?? newId++, label, bbox }));
    },
    remember(job, { description, objects }) {
      const { serviceId, timestamp } = job;
      const before = known(serviceId);
      const atMs = clock.now();
      const keep = <T>(old: Kept<T> | undefined, value: T | undefined): Kept<T> | undefined =>
        value === undefined || (old && isOlder(job, old)) ? old : { value, timestamp, atMs };
      cameras.delete(serviceId);
      cameras.set(serviceId, {
        description: keep(
          before.description,
          description && [...description].slice(0, MAX_DESCRIPTION_LENGTH).join(''),
        ),
        objects: keep(before.objects, objects?.slice(0, MAX_OBJECTS)),
        // Also those of an older job are used up.
        nextId: Math.max(before.nextId, ...(objects ?? []).map(({ id }) => id + 1)),
      });
      const [longestAgo] = cameras.keys();
      if (cameras.size > MAX_CAMERAS && longestAgo !== undefined) cameras.delete(longestAgo);
    },
  };
}

/** Without stamps that can be compared, the one that comes is the newer. */
const isOlder = (job: Shot, than: Kept<unknown>): boolean => Date.parse(job.timestamp) < Date.parse(than.timestamp);

/** The id that each box goes on with, if any. The best fit comes first, and no id is given twice. */
function continuedIds(boxes: readonly SeenBox[], before: readonly SeenObject[]): (number | undefined)[] {
  const pairs = boxes.flatMap((box, i) =>
    before
      .filter(({ label }) => label === box.label)
      .map(({ id, bbox }) => ({ i, id, overlap: overlapOf(box.bbox, bbox) })),
  );
  const ids: (number | undefined)[] = boxes.map(() => undefined);
  for (const { i, id, overlap } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (overlap >= MIN_OVERLAP && ids[i] === undefined && !ids.includes(id)) ids[i] = id;
  }
  return ids;
}

/** Intersection over union. */
function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = ([x1, y1, x2, y2]: Box) => (x2 - x1) * (y2 - y1);
  return (width * height) / (area(a) + area(b) - width * height);
}
