// What is tried out, in the form of a job: its answer is then the very result that a relay would get.
import type { Job } from '../../protocol/job.ts';
import type { JobResult } from '../../protocol/result.ts';
import type { Answer, EngineInfo, LookRequest } from '../../vision/api.ts';
import type { TryRequest } from '../api.ts';
import { buildResult } from '../buildResult.ts';
import { frameNameOf } from '../lookRequest.ts';

/** Stands where a relay names its camera and its job. */
const NAME = 'try-it';

export const trialRequest = ({ ask, frames, frameTimesSeconds }: TryRequest): LookRequest => ({
  ask,
  camera: '',
  frames,
  frameNames: frames.map(frameNameOf),
  frameTimesSeconds,
});

export function trialResult(
  { ask, frames, frameTimesSeconds }: TryRequest,
  answer: Answer,
  engine: EngineInfo,
  nowMs: number,
): JobResult {
  const seconds = frameTimesSeconds.at(-1) ?? 0;
  const job: Job = {
    dialect: 'J',
    id: NAME,
    type: NAME,
    serviceId: NAME,
    timestamp: new Date(nowMs).toISOString(),
    frames: frames.map((_, i) => `${NAME}-${i + 1}`),
    metadata: { duration_seconds: seconds },
  };
  const { finding } = answer;
  const boxes = finding.task === 'detect' ? finding.boxes : [];
  const objects = boxes.map(({ label, bbox }, i) => ({ id: i + 1, label, bbox }));
  const look = { ask, frames: frames.map((_, i) => i) };
  return buildResult({
    job,
    asked: ask,
    looked: [{ look, answer, objects }],
    engine,
    frameSizes: answer.frameSizes,
    fetchMs: 0,
    nowMs,
  });
}
