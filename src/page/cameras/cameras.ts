// The newest answer of each camera, kept besides the newest results: a busy camera does not push the others out.
import { cameraName } from '../cameraName.ts';
import type { FinishedEntry } from '../pageState.ts';

/** A relay may invent cameras by the thousand. */
export const MAX_CAMERAS = 32;

export interface CameraEntry {
  readonly serviceId: string;
  /** Its newest answer; a job that failed only where there was none yet. */
  readonly entry: FinishedEntry;
  /** Jobs that were answered since the page was opened. */
  readonly jobs: number;
}

/** @param cameras those that were heard of last come last */
export function withJobOfCamera(cameras: readonly CameraEntry[], entry: FinishedEntry): readonly CameraEntry[] {
  const { job, outcome } = entry.finished;
  const known = cameras.find(({ serviceId }) => serviceId === job.serviceId);
  const jobsBefore = known?.jobs ?? 0;
  const answered = outcome.type === 'completed';
  const camera = {
    serviceId: job.serviceId,
    entry: known && jobsBefore > 0 && !answered ? known.entry : entry,
    jobs: jobsBefore + (answered ? 1 : 0),
  };
  return [...cameras.filter((other) => other !== known), camera].slice(-MAX_CAMERAS);
}

/** The same job, told again. */
export const withEntryReplaced = (
  cameras: readonly CameraEntry[],
  before: FinishedEntry,
  after: FinishedEntry,
): readonly CameraEntry[] => cameras.map((camera) => (camera.entry === before ? { ...camera, entry: after } : camera));

const byName = new Intl.Collator(undefined, { numeric: true });

/** By their names, so that a card keeps its place whichever camera was the last. */
export const sortCameras = (cameras: readonly CameraEntry[]): readonly CameraEntry[] =>
  [...cameras].sort(
    (a, b) =>
      byName.compare(cameraName(a.entry.finished.job), cameraName(b.entry.finished.job)) ||
      byName.compare(a.serviceId, b.serviceId),
  );
