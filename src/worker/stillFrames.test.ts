import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { sampleResult } from '../../tests/fakes/samples.ts';
import type { Job } from '../protocol/job.ts';
import type { JobResult } from '../protocol/result.ts';
import type { Ask } from '../vision/ask.ts';
import type { FetchedJob } from './activeJob.ts';
import { planAsked } from './lookPlan.ts';
import { createStillFrames } from './stillFrames.ts';

const THRESHOLD = 4;
const MINUTE_MS = 60_000;
const ASK: Ask = { task: 'describe' };

/** A grey picture, with some steps of it changed: `[x, y, by]`. */
function picture(...changes: readonly (readonly [number, number, number])[]): Uint8Array {
  const luma = new Uint8Array(64 * 36).fill(100);
  for (const [x, y, by] of changes) luma[y * 64 + x] = 100 + by;
  return luma;
}

/** A block of 4x4 steps changed alike. */
const block = (left: number, top: number, by: number): Uint8Array =>
  picture(...Array.from({ length: 16 }, (_, i) => [left + (i % 4), top + (i >> 2), by] as const));

interface Part {
  readonly job?: Partial<Job>;
  readonly ask?: Ask;
  readonly luma?: readonly Uint8Array[];
  readonly width?: number;
}

function shown(id: string, { job = {}, ask = ASK, luma = [picture()], width = 640 }: Part = {}): FetchedJob {
  const frames = luma.map(() => ({ type: 'image/jpeg', width, height: 360, blob: new Blob() }) as const);
  return {
    job: jobCalled(id, { frames: luma.map((_, i) => `f${i}`), ...job }),
    plan: { type: 'plan', asked: ask, looks: planAsked(ask, luma.length) },
    workerId: 'worker-1',
    times: {},
    frame: 0,
    fetched: { type: 'frames', frames, ms: 12.4 },
    luma,
  };
}

/** Job `j1` was looked at. */
function setUp(result: JobResult = sampleResult(), first = shown('j1')) {
  const clock = createFakeClock();
  const stills = createStillFrames({ clock, stillThreshold: THRESHOLD, frameLuma: async () => picture() });
  stills.remember(first, result);
  const again = (part: Part = {}) => stills.answerTo(shown('j2', part))?.unchanged_since;
  return { clock, stills, again };
}

describe('what counts as unmoved', () => {
  test('W14: up to the threshold in each block, and no further', () => {
    const { again } = setUp();
    expect(again({ luma: [block(60, 32, THRESHOLD)] })).toBe('j1');
    expect(again({ luma: [block(60, 32, THRESHOLD + 1)] })).toBeUndefined();
    expect(again({ luma: [block(0, 0, -THRESHOLD - 1)] })).toBeUndefined();
  });

  test('W14: noise of single steps passes, a small object does not, nor does what moves within one block', () => {
    const { again } = setUp();
    expect(again({ luma: [picture([0, 0, 40], [9, 9, -40], [63, 35, 60])] })).toBe('j1');
    expect(again({ luma: [picture([8, 8, 80])] })).toBeUndefined();
    const [left, right] = [picture([8, 8, 60]), picture([11, 11, 60])];
    expect(setUp(sampleResult(), shown('j1', { luma: [left] })).again({ luma: [right] })).toBeUndefined();
  });

  test('W14: every frame counts', () => {
    const { again } = setUp(sampleResult(), shown('j1', { luma: [picture(), picture(), picture()] }));
    expect(again({ luma: [picture(), picture(), picture()] })).toBe('j1');
    expect(again({ luma: [picture(), block(4, 4, 50), picture()] })).toBeUndefined();
  });

  test('W14: it is compared with what was looked at, so that slow drift is seen', () => {
    const { again } = setUp();
    expect([3, 4, 5, 6].map((by) => again({ luma: [block(0, 0, by)] }))).toEqual(['j1', 'j1', undefined, undefined]);
  });
});

describe('what has to be the same', () => {
  test.each<[string, Part]>([
    ['camera', { job: { serviceId: 'hall' } }],
    ['task', { ask: { task: 'count' } }],
    ['prompt', { ask: { task: 'describe', prompt: 'Only cars.' } }],
    ['language', { ask: { task: 'describe', language: 'German' } }],
    ['number of frames', { luma: [picture(), picture()] }],
    ['size of the frames', { width: 1280 }],
  ])('W14: another %s is looked at', (_, part) => {
    const { again } = setUp();
    expect(again()).toBe('j1');
    expect(again(part)).toBeUndefined();
  });

  test('W14: so are frames at other times', () => {
    const at = (ms: number): Part => ({ luma: [picture(), picture()], job: { metadata: { frame_interval_ms: ms } } });
    const { again } = setUp(sampleResult(), shown('j1', at(500)));
    expect(again(at(500))).toBe('j1');
    expect(again(at(1000))).toBeUndefined();
  });

  test('W14: two asks of one camera are remembered side by side', () => {
    const { stills, again } = setUp();
    stills.remember(shown('j9', { ask: { task: 'count' } }), sampleResult());
    expect([again(), again({ ask: { task: 'count' } })]).toEqual(['j1', 'j9']);
  });
});

describe('how long an answer holds', () => {
  test('W14: for five minutes from its look, however often it was given', () => {
    const { again, clock } = setUp();
    clock.advance(5 * MINUTE_MS);
    expect(again()).toBe('j1');
    clock.advance(1);
    expect(again()).toBeUndefined();
  });

  test('W14: for thirty times, until the next look', () => {
    const { again, stills } = setUp();
    expect(Array.from({ length: 31 }, () => again()).lastIndexOf('j1')).toBe(29);
    stills.remember(shown('j40'), sampleResult());
    expect(again()).toBe('j40');
  });

  test('W14: an answer that was cut short is not given again', () => {
    expect(setUp(sampleResult({ cut: 'time' })).again()).toBeUndefined();
  });

  test('W14: 64 scenes are remembered, of which the longest unseen goes first', () => {
    const { again, stills } = setUp();
    for (let i = 0; i < 63; i++) stills.remember(shown(`k${i}`, { job: { serviceId: `camera-${i}` } }), sampleResult());
    stills.remember(shown('j3'), sampleResult());
    stills.remember(shown('k'), sampleResult());
    stills.remember(shown('k64', { job: { serviceId: 'one more' } }), sampleResult());
    expect(again()).toBe('k');
    expect(again({ job: { serviceId: 'camera-0' } })).toBeUndefined();
    expect(again({ job: { serviceId: 'camera-1' } })).toBe('k1');
  });
});

describe('what it costs', () => {
  const read = (stillThreshold: number, ask: Ask, frameLuma?: (frame: Blob) => Promise<Uint8Array>) => {
    const { plan, fetched } = shown('j1', { ask, luma: [picture(), picture()] });
    return createStillFrames({ clock: createFakeClock(), stillThreshold, frameLuma }).luma(plan, fetched.frames);
  };

  test('W14: frames are read one by one', async () => {
    let open = 0;
    let most = 0;
    const luma = await read(THRESHOLD, ASK, async () => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return picture();
    });
    expect([luma?.length, most]).toEqual([2, 1]);
  });

  test('W14: nothing is read with the threshold 0, for alerts, and where nothing can read', async () => {
    const reads: Blob[] = [];
    const frameLuma = async (frame: Blob) => {
      reads.push(frame);
      return picture();
    };
    expect(await read(0, ASK, frameLuma)).toBeUndefined();
    expect(await read(THRESHOLD, { task: 'alert', prompt: 'smoke' }, frameLuma)).toBeUndefined();
    expect(await read(THRESHOLD, ASK)).toBeUndefined();
    expect(reads).toEqual([]);
  });

  test('W14: a frame that cannot be read leaves its job to the look, which says what is wrong', async () => {
    expect(await read(THRESHOLD, ASK, () => Promise.reject(new Error('no picture')))).toBeUndefined();
    const { stills, again } = setUp();
    const { luma: _, ...unread } = shown('j5');
    expect(stills.answerTo(unread)).toBeUndefined();
    stills.remember(unread, sampleResult());
    expect(again()).toBe('j1');
  });
});
