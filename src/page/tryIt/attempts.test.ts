import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { framesOf } from '../../../tests/fakes/fakeTryMedia.ts';
import { sampleResult } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import type { TryEvent, TryOutcome } from '../../worker/api.ts';
import { createAttempts } from './attempts.ts';
import type { TryWish } from './tryDoor.ts';

const DONE: TryOutcome = { type: 'done', result: sampleResult() };
const failed = (reason: string): TryOutcome => ({ type: 'failed', problem: { reason, message: 'Why.' } });

/** A worker whose answers a test gives by hand. */
function setUp() {
  const looks: { wish: TryWish; tell: (event: TryEvent) => void; end: (outcome: TryOutcome) => void }[] = [];
  let stops = 0;
  const attempts = createAttempts(
    {
      look(wish, tell) {
        const { promise, resolve } = createDeferred<TryOutcome>();
        looks.push({ wish, tell, end: resolve });
        return promise;
      },
      stop: () => void stops++,
    },
    () => false,
  );
  return {
    attempts,
    looks,
    stops: () => stops,
    states: () => attempts.list.value.map(({ state }) => state.type),
    text: () => attempts.list.value.map(({ state }) => ('text' in state ? state.text : '')).join(),
  };
}

describe('one question', () => {
  test('G41: the answer streams, and its words come no more once it is there', async () => {
    const { attempts, looks, states, text } = setUp();
    const looking = attempts.look(framesOf(1), 0);
    expect(states()).toEqual(['starting']);
    expect(attempts.busy.value).toBe(true);
    looks[0]?.tell({ type: 'waiting' });
    expect(states()).toEqual(['waiting']);
    looks[0]?.tell({ type: 'looking' });
    looks[0]?.tell({ type: 'text', text: 'A yard' });
    expect(text()).toBe('A yard');
    looks[0]?.end(DONE);
    await looking;
    looks[0]?.tell({ type: 'text', text: 'A yard with' });
    expect(attempts.list.value[0]?.state).toEqual({ type: 'done', result: sampleResult(), frame: 0 });
    expect(attempts.busy.value).toBe(false);
  });

  test('G41: of a clip a video sees all frames with their seconds, and a description the chosen one', async () => {
    const { attempts, looks } = setUp();
    const clip = framesOf(4);
    attempts.type(0, { task: 'video' });
    void attempts.look(clip, 2);
    expect(looks[0]?.wish).toEqual({
      ask: { task: 'video' },
      frames: clip.frames,
      frameTimesSeconds: [0, 0.5, 1, 1.5],
    });
    looks[0]?.end(DONE);
    await settle();
    attempts.type(0, { task: 'detect' });
    void attempts.look(clip, 2);
    expect(looks[1]?.wish).toEqual({ ask: { task: 'detect' }, frames: [clip.frames[2]], frameTimesSeconds: [0] });
    looks[1]?.end(DONE);
    await settle();
    expect(attempts.list.value[0]?.state).toMatchObject({ type: 'done', frame: 2 });
  });

  test('G44: Stop keeps what was written', async () => {
    const { attempts, looks, states, text, stops } = setUp();
    const looking = attempts.look(framesOf(1), 0);
    looks[0]?.tell({ type: 'text', text: 'A ya' });
    attempts.stop();
    expect(stops()).toBe(1);
    looks[0]?.end({ type: 'stopped' });
    await looking;
    expect([...states(), text()]).toEqual(['stopped', 'A ya']);
  });

  test('G41: while one look runs no other begins', async () => {
    const { attempts, looks } = setUp();
    void attempts.look(framesOf(1), 0);
    await attempts.look(framesOf(1), 0);
    expect(looks).toHaveLength(1);
  });
});

describe('two questions', () => {
  test('G47: the second begins as the first one is, and comes after it on the same picture', async () => {
    const { attempts, looks, states } = setUp();
    attempts.type(0, { prompt: 'name colours' });
    attempts.compare(true);
    attempts.type(1, { task: 'count' });
    const source = framesOf(1);
    const looking = attempts.look(source, 0);
    expect(states()).toEqual(['starting', 'queued']);
    looks[0]?.end(DONE);
    await settle();
    expect(states()).toEqual(['done', 'starting']);
    expect(looks.map(({ wish }) => wish.ask)).toEqual([
      { task: 'describe', prompt: 'name colours' },
      { task: 'count', prompt: 'name colours' },
    ]);
    expect(looks[1]?.wish.frames).toEqual(source.frames);
    looks[1]?.end(DONE);
    await looking;
    expect(states()).toEqual(['done', 'done']);
  });

  test.each([
    ['stopped', { type: 'stopped' } as const, ['stopped', 'empty']],
    ['lost GPU', failed('gpu-lost'), ['failed', 'empty']],
  ])('G47: after the first was %s the second is not asked', async (_, outcome, expected) => {
    const { attempts, looks, states } = setUp();
    attempts.compare(true);
    const looking = attempts.look(framesOf(1), 0);
    looks[0]?.end(outcome);
    await looking;
    expect(looks).toHaveLength(1);
    expect(states()).toEqual(expected);
  });

  test('G47: after an answer that made no sense the second is asked all the same', async () => {
    const { attempts, looks, states } = setUp();
    attempts.compare(true);
    void attempts.look(framesOf(1), 0);
    looks[0]?.end(failed('answer-unreadable'));
    await settle();
    expect(looks).toHaveLength(2);
    expect(states()).toEqual(['failed', 'starting']);
  });

  test('G47: one question alone keeps the first with its answer', async () => {
    const { attempts, looks, states } = setUp();
    const looking = attempts.look(framesOf(1), 0);
    looks[0]?.end(DONE);
    await looking;
    attempts.compare(true);
    expect(states()).toEqual(['done', 'empty']);
    attempts.compare(false);
    expect(states()).toEqual(['done']);
    attempts.clear();
    expect(states()).toEqual(['empty']);
  });
});
