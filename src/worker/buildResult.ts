// From a job's answers to the one result object that every reader of docs/PROTOCOL.md understands (src/protocol/result.ts).
import { appVersion } from '../platform/build.ts';
import type { Job } from '../protocol/job.ts';
import type { Detection, JobResult, SeenObject, TaskFields } from '../protocol/result.ts';
import type { Answer, EngineInfo } from '../vision/api.ts';
import type { Finding } from '../vision/ask.ts';
import { boxInPixels } from '../vision/tasks/parseBoxes.ts';
import { frameTimesSeconds, type Look } from './lookPlan.ts';
import type { Plan } from './planJob.ts';
import { sentenceOf } from './sentenceOf.ts';

export interface Looked {
  readonly look: Look;
  readonly answer: Answer;
  /** The boxes of `detect`, with their ids. */
  readonly objects: readonly SeenObject[];
}

export interface ResultFacts {
  readonly job: Job;
  readonly asked: Plan['asked'];
  readonly looked: readonly Looked[];
  readonly engine: EngineInfo;
  readonly frameSizes: readonly (readonly [number, number])[];
  readonly fetchMs: number;
  readonly nowMs: number;
}

export function buildResult({ job, asked, looked, engine, frameSizes, fetchMs, nowMs }: ResultFacts): JobResult {
  const description = descriptionOf(looked);
  const sum = (pick: (answer: Answer) => number) => Math.round(looked.reduce((ms, { answer }) => ms + pick(answer), 0));
  const cut = looked.find(({ answer }) => answer.cut)?.answer.cut;
  return {
    summary: description,
    description,
    detections: looked.flatMap((one) => detectionsOf(one, frameSizes)),
    objects: objectsOf(job, looked),
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
    ...taskFields(looked.map(({ answer }) => answer.finding)),
    ...(asked && { task: asked.task }),
    ...(asked?.language !== undefined && { language: asked.language }),
    ...(cut && { cut }),
  };
}

/**
 * The result of a job in which nothing moved since another was looked at.
 *
 * @param lookedAt the id of that other job, whose result is `before`
 */
export function repeatedResult(before: JobResult, lookedAt: string, fetchMs: number, nowMs: number): JobResult {
  return {
    ...before,
    // Told against the batch before, nothing changed.
    ...(before.changes && { changes: [] }),
    created_at: new Date(nowMs).toISOString(),
    timings_ms: { fetch: Math.round(fetchMs), pack: 0, first_token: 0, look: 0 },
    tokens: 0,
    unchanged: true,
    unchanged_since: lookedAt,
  };
}

/** One sentence a look; equal sentences of neighbouring frames are said once. Boxes are told in words only where nothing else is. */
export function descriptionOf(looked: readonly Looked[]): string {
  const worded = looked.filter(({ look }) => look.ask.task !== 'detect');
  const sentences = (worded.length > 0 ? worded : looked).map(({ look, answer }) =>
    sentenceOf(answer.finding, look.ask.language),
  );
  return sentences.filter((sentence, i) => sentence !== sentences[i - 1]).join(' ');
}

/** Those of the job's newest frame. */
export const objectsOf = (job: Job, looked: readonly Looked[]): SeenObject[] =>
  looked.filter(({ look }) => look.frames.at(-1) === job.frames.length - 1).flatMap(({ objects }) => objects);

function detectionsOf({ look, objects }: Looked, frameSizes: ResultFacts['frameSizes']): Detection[] {
  const frame = look.frames[0] ?? 0;
  const size = frameSizes[frame] ?? [0, 0];
  return objects.map(({ label, bbox }) => ({ label, class: label, bbox, bbox_px: boxInPixels(bbox, size), frame }));
}

/** Of frames that were asked one by one the newest counts, but a text may be readable in any of them. */
function taskFields(findings: readonly Finding[]): TaskFields {
  const fields: TaskFields = Object.assign({}, ...findings.map(fieldsOf));
  const texts = findings.flatMap((finding) => (finding.task === 'read' ? finding.texts : []));
  return fields.texts ? { ...fields, texts: [...new Set(texts)] } : fields;
}

function fieldsOf(finding: Finding): TaskFields {
  switch (finding.task) {
    case 'describe':
    case 'detect':
      return {};
    case 'video': {
      const { events, activities, changes } = finding;
      return { events, activities, changes };
    }
    case 'count':
      return { counts: finding.counts };
    case 'read':
      return { texts: finding.texts };
    case 'question':
      return { answer: finding.answer };
    case 'alert':
      return { alert: { triggered: finding.alert, reason: finding.reason, severity: finding.severity } };
  }
}
