import type { EventDialect, Job } from '../../src/protocol/job.ts';
import { sampleJob } from './samples.ts';

/** A job with this id, and a frame of its own. */
export const jobCalled = (id: string, part: Partial<Job> = {}): Job =>
  sampleJob({ id, serviceId: 'cam-yard', frames: [`${id}-frame`], ...part });

/** A job of a relay that broadcasts events: a batch with this id, and two frames of its own. */
export const batchCalled = (id: string, part: Partial<Job> & { readonly dialect?: EventDialect } = {}): Job =>
  jobCalled(id, { dialect: 'E1', type: 'frame_batch', frames: [`${id}-frame-1`, `${id}-frame-2`], ...part });

/** A job as a relay of dialect J writes it. */
export const wireJob = ({ id, type, serviceId, timestamp, frames, metadata }: Job) => ({
  id,
  type,
  service_id: serviceId,
  timestamp,
  frames,
  metadata,
});

/** A job as a relay of dialect E1 or E2 tells it to everyone. */
export const wireEvent = ({ id, type, serviceId, timestamp, frames, metadata }: Job) => ({
  type,
  id,
  created_at: timestamp,
  data:
    type === 'frame' ? { service_id: serviceId, frame_uuid: frames[0] } : { service_id: serviceId, frames, metadata },
});
