import { describe, expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { type Ask, TASK_NAMES, type TaskName } from '../vision/ask.ts';
import { frameTimesSeconds, type Look, planAsked, planUnasked } from './lookPlan.ts';

const outline = (looks: readonly Look[]) => looks.map(({ ask, frames }) => [ask.task, ...frames]);
const unasked = (frameCount: number, tasks: readonly TaskName[] = TASK_NAMES) =>
  planUnasked(frameCount, tasks, (task) => ({ task }));
const asked = (task: TaskName, frameCount: number) => outline(planAsked({ task }, frameCount));

describe('the looks of a job that asks nothing in particular', () => {
  test('K2: a single frame is described and searched', () => {
    expect(outline(unasked(1))).toEqual([
      ['detect', 0],
      ['describe', 0],
    ]);
  });

  test('K2: up to three frames are looked at one by one', () => {
    expect(outline(unasked(3))).toEqual([
      ['detect', 0],
      ['describe', 0],
      ['detect', 1],
      ['describe', 1],
      ['detect', 2],
      ['describe', 2],
    ]);
  });

  test('K2: from four frames on a job is a video, with the boxes of its newest frame', () => {
    expect(outline(unasked(4))).toEqual([
      ['detect', 3],
      ['video', 0, 1, 2, 3],
    ]);
    expect(outline(unasked(10))[1]).toEqual(['video', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('K2: only what the model can do is asked; where it can tell no video, its newest frame is described', () => {
    expect(outline(unasked(2, ['describe']))).toEqual([
      ['describe', 0],
      ['describe', 1],
    ]);
    expect(outline(unasked(5, ['describe', 'detect']))).toEqual([
      ['detect', 4],
      ['describe', 4],
    ]);
    expect(outline(unasked(5, ['video']))).toEqual([['video', 0, 1, 2, 3, 4]]);
    expect(unasked(5, ['count'])).toEqual([]);
  });

  test('K2: the wishes that there are besides go along', () => {
    const wish = (task: TaskName): Ask => ({ task, language: 'German' });
    expect(planUnasked(4, TASK_NAMES, wish).map(({ ask }) => ask.language)).toEqual(['German', 'German']);
  });
});

describe('the looks of a job that asks one thing', () => {
  test.each(['describe', 'detect', 'count', 'read'] as const)(
    'K3: %s is asked of each of up to three frames, and of the newest of more',
    (task) => {
      expect(asked(task, 3)).toEqual([
        [task, 0],
        [task, 1],
        [task, 2],
      ]);
      expect(asked(task, 4)).toEqual([[task, 3]]);
    },
  );

  test.each(['video', 'question', 'alert'] as const)('K3: %s is asked of all frames at once', (task) => {
    expect(asked(task, 1)).toEqual([[task, 0]]);
    expect(asked(task, 3)).toEqual([[task, 0, 1, 2]]);
    expect(asked(task, 4)).toEqual([[task, 0, 1, 2, 3]]);
  });

  test.each([11, 12, 25, 64])('K3: %i frames are thinned out evenly to ten, with the first and the last', (count) => {
    const frames = planAsked({ task: 'alert' }, count)[0]?.frames ?? [];
    expect(frames).toHaveLength(10);
    expect([frames[0], frames.at(-1)]).toEqual([0, count - 1]);
    const steps = frames.slice(1).map((frame, i) => frame - (frames[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
  });
});

describe('times of frames', () => {
  const frames = ['a', 'b', 'c', 'd', 'e'];
  const timesWith = (metadata: Record<string, unknown>) => frameTimesSeconds(jobCalled('j', { frames, metadata }));

  test('V2: they follow from the interval that the relay tells', () => {
    expect(timesWith({ frame_interval_ms: 250, duration_seconds: 99 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test('V2: they follow from the clip’s length, from its first frame to its last', () => {
    expect(timesWith({ duration_seconds: 2 })).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  test.each([
    [{}],
    [{ frame_interval_ms: 0 }],
    [{ frame_interval_ms: -5, duration_seconds: '2' }],
    [{ duration_seconds: Number.NaN, frame_interval_ms: Number.POSITIVE_INFINITY }],
    [{ duration_seconds: null }],
  ])('V2: they are a second apart where the job says %j', (metadata) => {
    expect(timesWith(metadata)).toEqual([0, 1, 2, 3, 4]);
  });

  test('V2: a single frame is at 0', () => {
    expect(frameTimesSeconds(jobCalled('j', { metadata: { duration_seconds: 5 } }))).toEqual([0]);
  });
});
