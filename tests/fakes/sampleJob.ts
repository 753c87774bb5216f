import type { Job } from '../../src/protocol/job.ts';
import type { JobResult } from '../../src/protocol/result.ts';

export function sampleJob(id: string, change: Partial<Job> = {}): Job {
  return {
    id,
    type: 'frame_analysis',
    serviceId: 'cam-yard',
    timestamp: '2026-01-10T12:00:00Z',
    frames: [`${id}-frame`],
    metadata: {},
    ...change,
  };
}

/** The same job as a relay writes it. */
export function wireJob({ id, type, serviceId, timestamp, frames, metadata }: Job) {
  return { id, type, service_id: serviceId, timestamp, frames, metadata };
}

export const sampleResult: JobResult = {
  summary: 'A car stands in the yard.',
  description: 'A car stands in the yard.',
  detections: [],
  objects: [],
  service_id: 'cam-yard',
  frame_count: 1,
  duration_seconds: 0,
  created_at: '2026-01-10T12:00:00.000Z',
  model: 'demo-model',
  model_revision: 'r1',
  dtype: 'fp32',
  device: 'webgpu',
  version: 'dev',
  timings_ms: { fetch: 10, pack: 20, first_token: 300, look: 1320 },
  tokens: 50,
  frame_sizes: [[640, 360]],
};
