import { describe, expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import type { Answer } from '../vision/api.ts';
import { buildResult, type Looked, type ResultFacts } from './buildResult.ts';
import { planLooks } from './lookPlan.ts';

const NOW = Date.UTC(2026, 0, 10, 12, 0, 5);
const box = (label: string, x1: number) => ({ label, bbox: [x1, 100, x1 + 100, 500] as const });

/** The looks of a job of so many frames, each answered in turn. */
const lookedAt = (frameCount: number, ...answers: readonly Partial<Answer>[]): Looked[] =>
  planLooks(frameCount).map((look, i) => ({ look, answer: sampleAnswer({ text: '', ...answers[i] }) }));

function resultOf(looked: readonly Looked[], change: Partial<ResultFacts> = {}) {
  const job = jobCalled('j1');
  return buildResult({
    job,
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
    lookedAt(1, { boxes: [box('car', 250), box('dog', 0)] }, { text: ' A car stands in the yard.\n' }),
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
    const looked = lookedAt(2, { boxes: [box('car', 0)] }, {}, { boxes: [box('car', 0)] });
    const { detections } = resultOf(looked, clip(2));
    expect(detections.map(({ frame, bbox_px }) => [frame, bbox_px[2]])).toEqual([
      [0, 64],
      [1, 74],
    ]);
  });

  test('W7: the objects are those of the newest frame', () => {
    const looked = lookedAt(2, { boxes: [box('car', 0), box('dog', 0)] }, {}, { boxes: [box('bicycle', 0)] });
    expect(resultOf(looked, clip(2)).objects).toEqual([{ id: 1, label: 'bicycle', bbox: [0, 100, 100, 500] }]);
  });

  test('W7: sentences follow one another, and a sentence that stays the same is said once', () => {
    const looked = lookedAt(
      3,
      { text: '[]' },
      { text: 'A car.' },
      { text: '[]' },
      { text: 'A car.' },
      { text: '[]' },
      { text: 'A dog.' },
    );
    expect(resultOf(looked, clip(3)).summary).toBe('A car. A dog.');
    const backAndForth = lookedAt(3, {}, { text: 'A car.' }, {}, { text: 'A dog.' }, {}, { text: 'A car.' });
    expect(resultOf(backAndForth, clip(3)).summary).toBe('A car. A dog. A car.');
  });

  test('W7: a video is told in one sentence, with its length and the boxes of its last frame', () => {
    const looked = lookedAt(5, { boxes: [box('car', 0)] }, { text: 'A car drives by.' });
    const result = resultOf(looked, clip(5, { frame_interval_ms: 500 }));
    expect(result).toMatchObject({ summary: 'A car drives by.', frame_count: 5, duration_seconds: 2 });
    expect(result.detections.map(({ frame, bbox_px }) => [frame, bbox_px[2]])).toEqual([[4, 104]]);
    expect(result.objects).toHaveLength(1);
  });
});
