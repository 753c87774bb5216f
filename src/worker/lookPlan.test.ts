import { describe, expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { frameTimesSeconds, planLooks } from './lookPlan.ts';

const outline = (frameCount: number) => planLooks(frameCount).map(({ task, frames }) => [task, ...frames]);

describe('looks', () => {
  test('W6: a single frame is described and searched', () => {
    expect(outline(1)).toEqual([
      ['detect', 0],
      ['describe', 0],
    ]);
  });

  test('W6: up to three frames are looked at one by one', () => {
    expect(outline(3)).toEqual([
      ['detect', 0],
      ['describe', 0],
      ['detect', 1],
      ['describe', 1],
      ['detect', 2],
      ['describe', 2],
    ]);
  });

  test('W6: from four frames on a job is a video, with the boxes of its newest frame', () => {
    expect(outline(4)).toEqual([
      ['detect', 3],
      ['video', 0, 1, 2, 3],
    ]);
    expect(outline(10)[1]).toEqual(['video', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.each([11, 12, 25, 64])(
    'W6: a video of %i frames is thinned out to ten, with its first and last',
    (frameCount) => {
      const [detect, video] = planLooks(frameCount);
      const frames = video?.frames ?? [];
      expect(frames).toHaveLength(10);
      expect([frames[0], frames.at(-1)]).toEqual([0, frameCount - 1]);
      const steps = frames.slice(1).map((frame, i) => frame - (frames[i] ?? 0));
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
      expect(detect?.frames).toEqual([frameCount - 1]);
    },
  );

  test('W6: a list of boxes may be longer than a sentence', () => {
    const tokens = Object.fromEntries(planLooks(1).map(({ task, maxTokens }) => [task, maxTokens]));
    expect(tokens['detect']).toBeGreaterThan(tokens['describe'] ?? 0);
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
