// Small values of the contract's types, for tests that need one and do not care which.
import type { Job } from '../../src/protocol/job.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import type { EngineInfo } from '../../src/vision/api.ts';
import { TASK_NAMES } from '../../src/vision/ask.ts';
import { type FinishedJob, NO_COUNTS, type Snapshot } from '../../src/worker/api.ts';

export const sampleEngine: EngineInfo = {
  type: 'ready',
  modelId: 'demo-model',
  modelName: 'Demo',
  revision: 'r1',
  dtype: 'fp32',
  device: 'webgpu',
  deviceName: 'Apple M3',
  slow: false,
  loadMs: 100,
  tasks: TASK_NAMES,
  selfTest: { secondsPerFrame: 0.4, promptTokens: 90, firstTokenMs: 150, tokensPerSecond: 31, answer: 'A red car.' },
};

export const sampleJob = (part: Partial<Job> = {}): Job => ({
  dialect: 'J',
  id: 'job-1',
  type: 'frame_analysis',
  serviceId: 'front-door',
  timestamp: '2026-01-10T12:00:00Z',
  frames: ['frame-1'],
  metadata: {},
  ...part,
});

/** Running, connected since 0, in work mode, with a model. */
export const sampleSnapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  run: { type: 'running' },
  mode: 'work',
  relayHost: 'relay.example',
  connection: { type: 'open', sinceMs: 0 },
  engine: sampleEngine,
  waitingJobs: 0,
  counts: NO_COUNTS,
  speed: {},
  ...part,
});

export const sampleResult = (part: Partial<JobResult> = {}): JobResult => ({
  summary: 'A person walks.',
  description: 'A person walks.',
  detections: [],
  objects: [],
  service_id: 'front-door',
  frame_count: 1,
  duration_seconds: 0,
  created_at: '2026-01-10T12:00:02Z',
  model: 'demo-model',
  model_revision: 'r1',
  dtype: 'fp32',
  device: 'webgpu',
  version: 'dev',
  timings_ms: { fetch: 1, pack: 1, first_token: 1, look: 3 },
  tokens: 5,
  frame_sizes: [[640, 360]],
  ...part,
});

export const sampleFinished = (part: Partial<FinishedJob> = {}): FinishedJob => ({
  job: sampleJob(),
  times: { offered: 0, claimed: 40, answered: 2440 },
  outcome: { type: 'completed', result: sampleResult() },
  ...part,
});
