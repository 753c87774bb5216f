// From a job's answers to the one result object that every reader of relay-wire understands (src/protocol/result.ts).
import { appVersion } from '../platform/build.ts';
import type { Job } from '../protocol/job.ts';
import type { Detection, JobResult } from '../protocol/result.ts';
import type { Answer, EngineInfo } from '../vision/api.ts';
import { boxInPixels } from '../vision/parseBoxes.ts';
import { frameTimesSeconds, type Look } from './lookPlan.ts';

export interface Looked {
  readonly look: Look;
  readonly answer: Answer;
}

export interface ResultFacts {
  readonly job: Job;
  readonly looked: readonly Looked[];
  readonly engine: EngineInfo;
  readonly frameSizes: readonly (readonly [number, number])[];
  readonly fetchMs: number;
  readonly nowMs: number;
}

export function buildResult({ job, looked, engine, frameSizes, fetchMs, nowMs }: ResultFacts): JobResult {
  const description = describeAll(looked);
  const detections = looked.flatMap((one) => detectionsOf(one, frameSizes));
  const newest = job.frames.length - 1;
  const sum = (pick: (answer: Answer) => number) => Math.round(looked.reduce((ms, { answer }) => ms + pick(answer), 0));
  return {
    summary: description,
    description,
    detections,
    objects: detections
      .filter(({ frame }) => frame === newest)
      .map(({ label, bbox }, i) => ({ id: i + 1, label, bbox })),
    service_id: job.serviceId,
    frame_count: job.frames.length,
    duration_seconds: frameTimesSeconds(job).at(-1) ?? 0,
    created_at: new Date(nowMs).toISOString(),
    model: engine.modelId,
    model_revision: engine.revision,
    dtype: engine.dtype,
    device: engine.device,
    version: appVersion,
    timings_ms: {
      fetch: Math.round(fetchMs),
      pack: sum(({ packMs }) => packMs),
      first_token: sum(({ firstTokenMs }) => firstTokenMs),
      look: sum(({ totalMs }) => totalMs),
    },
    tokens: sum(({ tokens }) => tokens),
    frame_sizes: frameSizes,
  };
}

/** One sentence a look; equal sentences of neighbouring frames are said once. */
function describeAll(looked: readonly Looked[]): string {
  const sentences = looked.filter(({ look }) => look.task !== 'detect').map(({ answer }) => answer.text.trim());
  return sentences.filter((sentence, i) => sentence !== sentences[i - 1]).join(' ');
}

function detectionsOf({ look, answer }: Looked, frameSizes: ResultFacts['frameSizes']): Detection[] {
  const frame = look.frames[0] ?? 0;
  const size = frameSizes[frame] ?? [0, 0];
  return answer.boxes.map(({ label, bbox }) => ({
    label,
    class: label,
    bbox,
    bbox_px: boxInPixels(bbox, size),
    frame,
  }));
}
