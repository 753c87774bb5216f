// What is asked of the model for a job: which task about which frames, in which order.
import type { Job } from '../protocol/job.ts';
import type { TaskName } from '../vision/api.ts';

export interface Look {
  readonly task: TaskName;
  /** Indices into the job's frames. */
  readonly frames: readonly number[];
  readonly maxTokens: number;
}

/** From so many frames on, a job is a video: told as one, with the boxes of its newest frame. */
const MIN_VIDEO_FRAMES = 4;
/** A video of more frames is thinned out evenly; its first and last frame stay. */
const MAX_VIDEO_FRAMES = 10;
const SENTENCE_TOKENS = 128;
const BOXES_TOKENS = 512;
/** Between two frames, where the job does not say. */
const DEFAULT_INTERVAL_SECONDS = 1;

export function planLooks(frameCount: number): Look[] {
  // Boxes first: they are then on the frame while its sentence is written.
  if (frameCount < MIN_VIDEO_FRAMES) return range(frameCount).flatMap((frame) => [detect(frame), describe(frame)]);
  return [detect(frameCount - 1), { task: 'video', frames: thinOut(frameCount), maxTokens: SENTENCE_TOKENS }];
}

const describe = (frame: number): Look => ({ task: 'describe', frames: [frame], maxTokens: SENTENCE_TOKENS });
const detect = (frame: number): Look => ({ task: 'detect', frames: [frame], maxTokens: BOXES_TOKENS });

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
