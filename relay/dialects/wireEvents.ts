import { randomUUID } from 'node:crypto';
import { askOf } from '../ask.ts';
import type { WireEvent, WireJob } from '../events.ts';
import type { ShotPlace } from './front.ts';

interface EventsOptions {
  readonly nowMs: number;
  /** The batch comes just before its last frame instead of after it. */
  readonly batchEarly: boolean;
}

export interface PlacedEvent extends ShotPlace {
  readonly message: WireEvent;
}

/**
 * The messages of one shot, in the order in which they go out: one `frame` for each frame and, where there are several,
 * one `frame_batch` for all, which bears the shot's id. A frame that is alone bears it itself.
 */
export function eventsOf(shot: WireJob, { nowMs, batchEarly }: EventsOptions): readonly PlacedEvent[] {
  const { id: shotId, service_id } = shot;
  const created_at = wholeSeconds(nowMs);
  const isAlone = shot.frames.length < 2;
  const frames = shot.frames.map((frame_uuid, frame): PlacedEvent => {
    const id = isAlone ? shotId : randomUUID();
    return { shotId, frame, message: { type: 'frame', id, created_at, data: { service_id, frame_uuid } } };
  });
  if (isAlone) return frames;
  const duration = shot.metadata['duration_seconds'];
  // The published relay says no more than the duration.
  const metadata = { ...askOf(shot.metadata), duration_seconds: typeof duration === 'number' ? duration : 0 };
  const batch: PlacedEvent = {
    shotId,
    message: { type: 'frame_batch', id: shotId, created_at, data: { service_id, frames: shot.frames, metadata } },
  };
  return frames.toSpliced(batchEarly ? -1 : frames.length, 0, batch);
}

/** RFC 3339 as Go writes it, without a fraction. */
const wholeSeconds = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
