import { describe, expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { describing, detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import type { Answer } from '../vision/api.ts';
import { type Ask, type Finding, TASK_NAMES } from '../vision/ask.ts';
import { buildResult, type Looked, type ResultFacts } from './buildResult.ts';
import { type Look, planAsked, planUnasked } from './lookPlan.ts';

const NOW = Date.UTC(2026, 0, 10, 12, 0, 5);
const box = (label: string, x1: number) => ({ label, bbox: [x1, 100, x1 + 100, 500] as const });
const video = (description: string): Finding => ({
  task: 'video',
  description,
  events: [],
  activities: [],
  changes: [],
});

const answered = (look: Look, finding: Finding, part: Partial<Answer> = {}): Looked => ({
  look,
  answer: sampleAnswer({ finding, ...part }),
  objects: finding.task === 'detect' ? finding.boxes.map((one, i) => ({ id: i + 1, ...one })) : [],
});

/** The looks of a job of so many frames that asks nothing in particular, each answered in turn. */
const lookedAt = (frameCount: number, ...findings: readonly Finding[]): Looked[] =>
  planUnasked(frameCount, TASK_NAMES, (task) => ({ task })).map((look, i) =>
    answered(look, findings[i] ?? (look.ask.task === 'detect' ? detecting() : describing(''))),
  );

function resultOf(looked: readonly Looked[], change: Partial<ResultFacts> = {}) {
  const job = jobCalled('j1');
  return buildResult({
    job,
    asked: undefined,
    looked,
    engine: sampleEngine,
    frameSizes: [[640, 360]],
    fetchMs: 12.4,
    nowMs: NOW,
    ...change,
  });
}

const clip = (frameCount: number, metadata = {}) => ({
  job: jobCalled('j1', { frames: Array.from({ length: frameCount }, (_, i) => `f${i}`), metadata }),
  frameSizes: Array.from({ length: frameCount }, (_, i) => [640 + i * 100, 360] as const),
});

describe('what readers of the wire look for', () => {
  const result = resultOf(
    lookedAt(1, detecting(box('car', 250), box('dog', 0)), describing(' A car stands in the yard.\n')),
  );

  test('W7: the old Python worker’s readers find the summary, the service and the clip', () => {
    expect(result).toMatchObject({
      summary: 'A car stands in the yard.',
      service_id: 'cam-yard',
      frame_count: 1,
      duration_seconds: 0,
      created_at: '2026-01-10T12:00:05.000Z',
    });
  });

  test('W7: the seed’s readers find detections, model and version', () => {
    expect(result).toMatchObject({ model: 'demo-model', version: 'dev' });
    expect(result.detections[0]).toEqual({
      label: 'car',
      class: 'car',
      bbox: [250, 100, 350, 500],
      bbox_px: [160, 36, 224, 180],
      frame: 0,
    });
  });

  test('W7: the newer server’s readers find a description and numbered objects in 0..1000', () => {
    expect(result.description).toBe(result.summary);
    expect(result.objects).toEqual([
      { id: 1, label: 'car', bbox: [250, 100, 350, 500] },
      { id: 2, label: 'dog', bbox: [0, 100, 100, 500] },
    ]);
  });

  test('W7: where it comes from and what it took is told', () => {
    expect(result).toMatchObject({
      model_revision: 'r1',
      dtype: 'fp32',
      device: 'webgpu',
      timings_ms: { fetch: 12, pack: 20, first_token: 200, look: 1200 },
      tokens: 40,
      frame_sizes: [[640, 360]],
    });
  });

  test('W7: a result survives its way as JSON', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('several frames', () => {
  test('V3: boxes are scaled by the size of their own frame', () => {
    const looked = lookedAt(2, detecting(box('car', 0)), describing(''), detecting(box('car', 0)));
    const { detections } = resultOf(looked, clip(2));
    expect(detections.map(({ frame, bbox_px }) => [frame, bbox_px[2]])).toEqual([
      [0, 64],
      [1, 74],
    ]);
  });

  test('W7: the objects are those of the newest frame', () => {
    const looked = lookedAt(2, detecting(box('car', 0), box('dog', 0)), describing(''), detecting(box('bicycle', 0)));
    expect(resultOf(looked, clip(2)).objects).toEqual([{ id: 1, label: 'bicycle', bbox: [0, 100, 100, 500] }]);
  });

  test('W7: sentences follow one another, and a sentence that stays the same is said once', () => {
    const sentences = (...all: readonly string[]) =>
      lookedAt(3, ...all.flatMap((sentence) => [detecting(), describing(sentence)]));
    expect(resultOf(sentences('A car.', 'A car.', 'A dog.'), clip(3)).summary).toBe('A car. A dog.');
    expect(resultOf(sentences('A car.', 'A dog.', 'A car.'), clip(3)).summary).toBe('A car. A dog. A car.');
  });

  test('W7: a video is told in one sentence, with its length and the boxes of its last frame', () => {
    const looked = lookedAt(5, detecting(box('car', 0)), video('A car drives by.'));
    const result = resultOf(looked, clip(5, { frame_interval_ms: 500 }));
    expect(result).toMatchObject({ summary: 'A car drives by.', frame_count: 5, duration_seconds: 2 });
    expect(result.detections.map(({ frame, bbox_px }) => [frame, bbox_px[2]])).toEqual([[4, 104]]);
    expect(result.objects).toHaveLength(1);
  });
});

describe('tasks', () => {
  /** Of a job that asks this and is told these findings, one a look. */
  const resultOfAsk = (asked: Ask, frameCount: number, ...findings: readonly Finding[]) =>
    resultOf(
      planAsked(asked, frameCount).map((look, i) => answered(look, findings[i] as Finding)),
      { ...clip(frameCount), asked },
    );

  test('K10: what was asked is told where something was asked, and its language', () => {
    const plain = resultOf(lookedAt(1, detecting(), describing('A car.')));
    for (const field of ['task', 'language', 'cut', 'alert', 'counts', 'texts', 'answer', 'events'])
      expect(plain).not.toHaveProperty(field);
    expect(resultOfAsk({ task: 'describe', language: 'German' }, 1, describing('Ein Auto.'))).toMatchObject({
      task: 'describe',
      language: 'German',
      summary: 'Ein Auto.',
    });
  });

  test('K10: boxes alone are told in words as well', () => {
    const result = resultOfAsk(
      { task: 'detect' },
      2,
      detecting(box('dog', 0)),
      detecting(box('car', 0), box('car', 500)),
    );
    expect(result).toMatchObject({ summary: '1 dog. 2 cars.', objects: [{ id: 1 }, { id: 2 }] });
    expect(result.detections.map(({ frame, label }) => [frame, label])).toEqual([
      [0, 'dog'],
      [1, 'car'],
      [1, 'car'],
    ]);
  });

  test('K10: a video tells its events, activities and changes', () => {
    const finding = {
      task: 'video',
      description: 'A car drives by.',
      events: [{ seconds: 1.5, what: 'A car enters.' }],
      activities: ['driving'],
      changes: ['The gate is open.'],
    } as const;
    const { task, ...told } = finding;
    expect(resultOfAsk({ task }, 5, finding)).toMatchObject({ task, ...told, summary: 'A car drives by.' });
  });

  test('K10: counts are those of the newest frame', () => {
    const count = (cars: number): Finding => ({ task: 'count', counts: [{ label: 'car', count: cars }] });
    expect(resultOfAsk({ task: 'count' }, 2, count(3), count(2))).toMatchObject({
      counts: [{ label: 'car', count: 2 }],
      summary: '3 cars. 2 cars.',
    });
  });

  test('K10: texts are those of all frames, each once', () => {
    const read = (...texts: readonly string[]): Finding => ({ task: 'read', texts });
    expect(resultOfAsk({ task: 'read' }, 3, read('A', 'B'), read('B', 'C'), read())).toMatchObject({
      texts: ['A', 'B', 'C'],
    });
  });

  test('K10: a question has its answer, and an alert its verdict, reason and severity', () => {
    const question = { task: 'question', prompt: 'Is the gate open?' } as const;
    expect(resultOfAsk(question, 4, { task: 'question', answer: 'Yes.' })).toMatchObject({
      task: 'question',
      answer: 'Yes.',
      summary: 'Yes.',
    });
    const alert = { task: 'alert', alert: true, reason: 'Smoke rises.', severity: 'high' } as const;
    expect(resultOfAsk({ task: 'alert', prompt: 'smoke' }, 2, alert)).toMatchObject({
      alert: { triggered: true, reason: 'Smoke rises.', severity: 'high' },
      summary: 'Alert (high): Smoke rises.',
      description: 'Alert (high): Smoke rises.',
    });
  });

  test('K7: an answer that was cut short says so', () => {
    const [look] = planAsked({ task: 'describe' }, 1);
    const looked = look ? [answered(look, describing('A car, a car, a car'), { cut: 'loop' })] : [];
    expect(resultOf(looked)).toMatchObject({ cut: 'loop', summary: 'A car, a car, a car' });
  });
});
