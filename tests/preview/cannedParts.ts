import type { DialectName, Job } from '../../src/protocol/job.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import type { EngineInfo } from '../../src/vision/api.ts';
import { type FinishedJob, NO_COUNTS, type Snapshot } from '../../src/worker/api.ts';
import type { SceneFrame } from './sceneFrames.ts';

/** The moment at which the canned states stand. */
export const ONCE_MS = Date.now();

export const GPU: EngineInfo = {
  type: 'ready',
  modelId: 'demo-model',
  modelName: 'Demo Qwen3-VL',
  revision: 'dev',
  dtype: 'fp32',
  device: 'webgpu',
  deviceName: 'Apple M3',
  slow: false,
  loadMs: 900,
  tasks: ['describe', 'detect', 'video'],
  selfTest: {
    secondsPerFrame: 0.62,
    promptTokens: 118,
    firstTokenMs: 180,
    tokensPerSecond: 31.2,
    bandwidthGBps: 102,
    ceilingTokensPerSecond: 91.4,
    answer: 'A street with a blue box and a red car.',
  },
};

export function cannedSnapshot(): Snapshot {
  return {
    run: { type: 'running' },
    mode: 'work',
    relayHost: 'localhost:7010',
    connection: { type: 'open', sinceMs: ONCE_MS - 600_000 },
    engine: GPU,
    waitingJobs: 0,
    dialect: 'J',
    counts: { ...NO_COUNTS, offered: 431, claimed: 412, lost: 19, completed: 411, failed: 1 },
    speed: { tokensPerSecond: 31.4, medianJobMs: 2400, busyShare: 0.78 },
    lastOfferMs: ONCE_MS - 2000,
  };
}

export function cannedJob(camera: string, n: number, frameCount: number, dialect: DialectName = 'J'): Job {
  return {
    dialect,
    id: `7b1d2c3e-0000-4000-8000-${String(n).padStart(12, '0')}`,
    type: dialect === 'J' ? 'frame_analysis' : 'frame_batch',
    serviceId: '5d0f6b3a-2222-4000-8000-000000000001',
    timestamp: new Date(ONCE_MS).toISOString(),
    frames: Array.from({ length: frameCount }, (_, i) => `9a4e1f20-1111-4000-8000-${String(i).padStart(12, '0')}`),
    metadata: { camera, resolution: '1280x720' },
  };
}

export function cannedFinished(
  camera: string,
  n: number,
  frame: SceneFrame,
  ageMs: number,
  found: { readonly fails: true } | (Partial<JobResult> & { readonly fails?: false }) = {},
): FinishedJob {
  const end = ONCE_MS - ageMs;
  const times = {
    offered: end - 2500,
    claimed: end - 2450,
    fetched: end - 2360,
    packed: end - 2290,
    firstToken: end - 1700,
    answered: end,
    acknowledged: end + 60,
  };
  const result: JobResult = {
    summary: frame.sentence,
    description: frame.sentence,
    detections: [],
    objects: frame.objects,
    service_id: camera,
    frame_count: 1,
    duration_seconds: 0,
    created_at: new Date(end).toISOString(),
    model: 'demo-model',
    model_revision: 'dev',
    dtype: 'fp32',
    device: 'webgpu',
    version: 'dev',
    timings_ms: { fetch: 90, pack: 70, first_token: 590, look: 2290 },
    tokens: 54,
    frame_sizes: [[1280, 720]],
    ...(found.fails ? {} : found),
  };
  return {
    job: cannedJob(camera, n + 10, 1),
    times,
    image: frame.image,
    outcome: found.fails
      ? { type: 'failed', reason: 'The relay did not send frame 1 (HTTP 502).' }
      : { type: 'completed', result },
  };
}
