import { describe, expect, test } from 'vitest';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import { answerTo, detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { SeenBox } from '../vision/ask.ts';

const ask = (id: string, metadata: Record<string, unknown>) => jobCalled(id, { metadata });
const clip = (id: string, second: number, metadata = {}) =>
  jobCalled(id, {
    frames: ['a', 'b', 'c', 'd'].map((frame) => `${id}-${frame}`),
    timestamp: `2026-01-10T12:00:0${second}Z`,
    metadata,
  });
const car = (x1: number): SeenBox => ({ label: 'car', bbox: [x1, 0, x1 + 100, 100] });

describe('what is asked of the model', () => {
  test('K1: a job that asks one thing has one look, and tells what it asked', async () => {
    const { offerJobs, vision, results, told } = createJobLoopStage();
    await offerJobs(ask('j1', { task: 'count', labels: ['car'] }));
    expect(vision.looks).toMatchObject([{ ask: { task: 'count', labels: ['car'] }, frameTimesSeconds: [0] }]);
    expect(results[0]?.result).toMatchObject({
      task: 'count',
      counts: [{ label: 'car', count: 1 }],
      summary: '1 car.',
    });
    expect(told).toContain('text j1 0 1 car.');
  });

  test('K1: what the person set for its camera is asked where the job asks nothing', async () => {
    const stage = createJobLoopStage();
    stage.cameras = [{ serviceId: 'cam-yard', task: 'question', prompt: 'Is the gate open?' }];
    await stage.offer('j1');
    await stage.offerJobs(jobCalled('j2', { serviceId: 'hall' }));
    expect(stage.vision.looks.map((look) => look.ask.task)).toEqual(['question', 'detect', 'describe']);
    expect(stage.results[0]?.result).toMatchObject({ task: 'question', answer: 'Yes.' });
  });

  test('K10: of an answer that is written as JSON, the page sees the sentence, and at the end what came of it', async () => {
    const { offerJobs, vision, told } = createJobLoopStage();
    vision.hold();
    await offerJobs(ask('j1', { task: 'alert', prompt: 'smoke' }));
    const [look] = vision.held;
    for (const text of ['', '{"reason":"Nob', '{"reason":"Nobody."', '{"reason":"Nobody.","alert":false'])
      look?.tell(text);
    look?.answer();
    await settle();
    look?.tell('{"reason":"late');
    expect(told.filter((line) => line.startsWith('text'))).toEqual([
      'text j1 0 Nob',
      'text j1 0 Nobody.',
      'text j1 0 No alert: Nobody is there.',
    ]);
  });
});

describe('what is refused', () => {
  test('K4: nothing is requested for an unknown task, and the next job works', async () => {
    const { offerJobs, http, told } = createJobLoopStage();
    await offerJobs(ask('j1', { task: 'dance' }), jobCalled('j2'));
    expect(told[0]).toMatch(/^refused j1: .*dance/);
    expect(told).toContain('answered j2');
    expect(http.calls.some((call) => call.includes('j1'))).toBe(false);
  });

  test('K4: it does not take the place of what waits, also where nobody claims', async () => {
    const stage = createJobLoopStage();
    stage.engine = undefined;
    await stage.offerJobs(batchCalled('b1'), batchCalled('b2', { metadata: { task: 'dance' } }));
    stage.engine = sampleEngine;
    stage.loop.wake();
    await settle(12);
    expect(stage.told).toContain('answered b1');
    expect(stage.told.some((line) => line.startsWith('dropped'))).toBe(false);
  });

  test('K5: a task that the model cannot do is not claimed, also where the model came after the job', async () => {
    const stage = createJobLoopStage();
    stage.engine = undefined;
    await stage.offerJobs(jobCalled('j1'), ask('j2', { task: 'read' }));
    expect(stage.told).toEqual([]);
    stage.engine = { ...sampleEngine, tasks: ['describe', 'detect'] };
    stage.loop.wake();
    await settle();
    await stage.offerJobs(ask('j3', { task: 'count' }));
    expect(stage.told.filter((line) => line.startsWith('refused'))).toEqual(['refused j2: read', 'refused j3: count']);
    expect(stage.http.calls.filter((call) => call.startsWith('claim'))).toEqual(['claim j1']);
  });
});

describe('continuity of a camera', () => {
  test('K8: a video is told what the batch before showed; other tasks, other cameras and the first batch are not', async () => {
    const { offerJobs, vision } = createJobLoopStage();
    vision.lookAs = ({ ask }) =>
      ask.task === 'detect' ? sampleAnswer({ finding: detecting(car(0)) }) : answerTo(ask, { text: 'A car.' });
    for (const job of [clip('j1', 1), clip('j2', 2), { ...clip('j3', 3), serviceId: 'hall' }]) await offerJobs(job);
    expect(vision.looks.map((look) => [look.ask.task, look.ask.before])).toEqual([
      ['detect', undefined],
      ['video', undefined],
      ['detect', undefined],
      ['video', { description: 'A car stands in the yard.', objects: [{ id: 1, ...car(0) }] }],
      ['detect', undefined],
      ['video', undefined],
    ]);
  });

  test('K9: objects keep their ids from one job to the next, in the result and for the page', async () => {
    const { offerJobs, vision, results } = createJobLoopStage();
    const seen = [[car(0)], [car(500), car(20)], [car(510)]];
    vision.lookAs = ({ ask }) =>
      ask.task === 'detect' ? sampleAnswer({ finding: detecting(...(seen.shift() ?? [])) }) : answerTo(ask);
    for (const job of [clip('j1', 1), clip('j2', 2), clip('j3', 3)]) await offerJobs(job);
    expect(results.map(({ result }) => result.objects.map(({ id }) => id))).toEqual([[1], [2, 1], [2]]);
  });

  test('K8: a job that failed is not remembered', async () => {
    const { offerJobs, vision } = createJobLoopStage();
    vision.lookAs = ({ ask }) =>
      ask.task === 'video'
        ? { type: 'failed', reason: 'answer-unreadable', message: 'No.' }
        : sampleAnswer({ finding: detecting(car(0)) });
    await offerJobs(clip('j1', 1));
    vision.lookAs = ({ ask }) => answerTo(ask);
    await offerJobs(clip('j2', 2));
    expect(vision.looks.at(-1)?.ask.before).toBeUndefined();
  });
});
