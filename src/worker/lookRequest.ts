import type { Job } from '../protocol/job.ts';
import type { LookRequest } from '../vision/api.ts';
import type { Ask } from '../vision/ask.ts';
import type { FetchedJob } from './activeJob.ts';
import type { CameraMemory } from './cameraMemory.ts';
import { frameTimesSeconds, type Look } from './lookPlan.ts';

/** What the vision thread is asked for a look: the same when the look is announced and when it is made. */
export function lookRequestOf(
  { job, fetched }: Pick<FetchedJob, 'job' | 'fetched'>,
  look: Look,
  memory: Pick<CameraMemory, 'before'>,
): LookRequest {
  const times = frameTimesSeconds(job);
  const blobs = look.frames.map((i) => fetched.frames[i]?.blob as Blob);
  return {
    ask: withBefore(look.ask, job, memory),
    camera: job.serviceId,
    frames: blobs,
    frameNames: blobs.map(frameNameOf),
    frameTimesSeconds: look.frames.map((i) => times[i] ?? 0),
  };
}

/** Only `video` tells what changed. */
function withBefore(ask: Ask, job: Job, memory: Pick<CameraMemory, 'before'>): Ask {
  const before = ask.task === 'video' ? memory.before(job) : undefined;
  return before ? { ...ask, before } : ask;
}

/** By what was fetched and not by the relay's ids: one that starts anew, or another one, may give the same id to another picture. */
const names = new WeakMap<Blob, string>();
let named = 0;

export function frameNameOf(blob: Blob): string {
  const name = names.get(blob) ?? `frame ${++named}`;
  names.set(blob, name);
  return name;
}
