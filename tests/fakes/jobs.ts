import type { Job } from '../../src/protocol/job.ts';
import { sampleJob } from './samples.ts';

/** A job with this id, and a frame of its own. */
export const jobCalled = (id: string, part: Partial<Job> = {}): Job =>
  sampleJob({ id, serviceId: 'cam-yard', frames: [`${id}-frame`], ...part });

/** A job as a relay writes it. */
export const wireJob = ({ id, type, serviceId, timestamp, frames, metadata }: Job) => ({
  id,
  type,
  service_id: serviceId,
  timestamp,
  frames,
  metadata,
});
