// Which asks about which frames a job comes to, in which order.
import type { Job } from '../protocol/job.ts';
import type { Ask, TaskName } from '../vision/ask.ts';

export interface Look {
  readonly ask: Ask;
  /** Indices into the job's frames, in their order. */
  readonly frames: readonly number[];
}

/** From so many frames on, a job is a video: told as one, with the boxes of its newest frame. */
const MIN_VIDEO_FRAMES = 4;
/** A video of more frames is thinned out evenly; its first and last frame stay. */
const MAX_VIDEO_FRAMES = 10;
/** Between two frames, where the job does not say. */
const DEFAULT_INTERVAL_SECONDS = 1;

/** What happens is seen in all frames at once, what is there in each by itself. */
const OF_ALL_FRAMES: readonly TaskName[] = ['video', 'question', 'alert'];

/** The looks of a job that asks one thing. */
export function planAsked(ask: Ask, frameCount: number): Look[] {
  return framesOf(ask.task, frameCount).map((frames) => ({ ask, frames }));
}

/**
 * The looks of a job that asks nothing in particular: boxes, and words; of these what the model can do.
 *
 * @param askOf the ask of a task, with the wishes that there are besides
 */
export function planUnasked(frameCount: number, tasks: readonly TaskName[], askOf: (task: TaskName) => Ask): Look[] {
  const words: TaskName = isVideo(frameCount) && tasks.includes('video') ? 'video' : 'describe';
  // Boxes first: they are then on the frame while its sentence is written.
  const wanted = (['detect', words] as const).filter((task) => tasks.includes(task)).map(askOf);
  if (isVideo(frameCount)) return wanted.flatMap((ask) => planAsked(ask, frameCount));
  return range(frameCount).flatMap((frame) => wanted.map((ask) => ({ ask, frames: [frame] })));
}

/** One list a look. */
function framesOf(task: TaskName, frameCount: number): number[][] {
  if (OF_ALL_FRAMES.includes(task)) return [thinOut(frameCount)];
  return isVideo(frameCount) ? [[frameCount - 1]] : range(frameCount).map((frame) => [frame]);
}

const isVideo = (frameCount: number): boolean => frameCount >= MIN_VIDEO_FRAMES;

function thinOut(frameCount: number): number[] {
  if (frameCount <= MAX_VIDEO_FRAMES) return range(frameCount);
  return range(MAX_VIDEO_FRAMES).map((i) => Math.round((i * (frameCount - 1)) / (MAX_VIDEO_FRAMES - 1)));
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Seconds from the job's first frame to each frame, from what the relay tells of the clip. */
export function frameTimesSeconds({ frames, metadata }: Pick<Job, 'frames' | 'metadata'>): number[] {
  const interval = positive(metadata['frame_interval_ms']);
  const duration = positive(metadata['duration_seconds']);
  const steps = Math.max(1, frames.length - 1);
  const seconds = interval ? interval / 1000 : duration ? duration / steps : DEFAULT_INTERVAL_SECONDS;
  return frames.map((_, i) => i * seconds);
}

const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
