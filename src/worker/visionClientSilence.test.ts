import { describe, expect, test } from 'vitest';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import {
  failure,
  LOAD,
  LOOK,
  never,
  progressOf,
  SILENCE_MS,
  createVisionClientStage as setUp,
} from '../../tests/fakes/visionClientStage.ts';
import type { LoadProgress } from '../vision/api.ts';

describe('death and silence', () => {
  test('V7: a thread that breaks down fails the call in hand, and the next call has a new one with the model', async () => {
    const { load, look, calls, spawned } = setUp((thread) => (thread === 0 ? { look: never } : {}));
    await load();
    const looking = look();
    await settle();
    spawned[0]?.breakDown('out of memory');
    expect(await looking).toEqual({
      type: 'failed',
      reason: 'gpu-lost',
      message: 'The vision thread broke down: out of memory.',
    });
    expect(spawned[0]?.terminated).toBe(true);
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(calls).toEqual(['0 load demo-model', '0 look', '1 load demo-model', '1 look']);
  });

  test('V7: a thread that breaks down between two calls costs no call', async () => {
    const { load, look, spawned } = setUp();
    await load();
    spawned[0]?.breakDown('gone');
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(spawned).toHaveLength(2);
  });

  test('V7: a thread that says nothing for three minutes is replaced', async () => {
    const { load, look, clock, spawned } = setUp((thread) => (thread === 0 ? { look: never } : {}));
    await load();
    const looking = look();
    clock.advance(SILENCE_MS);
    expect(await looking).toMatchObject({ reason: 'gpu-lost', message: 'The GPU stopped answering.' });
    expect(spawned[0]?.terminated).toBe(true);
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(clock.pending).toBe(0);
  });

  test.each(['load', 'look'] as const)('V7: each sign of life puts off the end of a %s', async (name) => {
    let tell = () => {};
    const { client, clock } = setUp(() => ({
      load(_, onProgress) {
        tell = () => onProgress(progressOf({ stage: 'prepare' }));
        return name === 'load' ? never() : Promise.resolve(sampleEngine);
      },
      look(_, onText) {
        tell = () => onText('A');
        return never();
      },
    }));
    const signs: unknown[] = [];
    const loading = client.load(LOAD, (progress) => signs.push(progress));
    const call = name === 'load' ? loading : loading.then(() => client.look(LOOK, (text) => signs.push(text)));
    await settle(6);
    for (let sign = 1; sign <= 2; sign++) {
      clock.advance(SILENCE_MS - 1);
      tell();
      await settle();
      expect([signs.length, clock.pending]).toEqual([sign, 1]);
    }
    clock.advance(SILENCE_MS);
    expect(await call).toMatchObject({ reason: 'gpu-lost' });
  });

  test.each([true, false])(
    'M6: while files are on their way silence is no sign of a hang (paused: %s)',
    async (paused) => {
      let tell: (progress: LoadProgress) => void = () => {};
      const { load, clock } = setUp(() => ({
        load(_, onProgress) {
          tell = onProgress;
          return never();
        },
      }));
      const loading = load();
      await settle();
      tell(progressOf({ paused }));
      await settle();
      clock.advance(100 * SILENCE_MS);
      tell(progressOf({ stage: 'prepare' }));
      await settle();
      clock.advance(SILENCE_MS - 1);
      expect(clock.pending).toBe(1);
      clock.advance(1);
      expect(await loading).toMatchObject({ reason: 'gpu-lost' });
    },
  );

  test('V7: a sign of life that comes after its call leaves nothing to wait for', async () => {
    let tell = () => {};
    const { load, look, clock } = setUp(() => ({
      async look(_, onText) {
        tell = () => onText('late');
        return sampleAnswer();
      },
    }));
    await load();
    await look();
    tell();
    await settle();
    expect(clock.pending).toBe(0);
  });

  test.each(['engine', 'gpu-lost'] as const)(
    'V5: after a failure of kind %s the thread is replaced',
    async (reason) => {
      const { load, look, spawned } = setUp((thread) => (thread === 0 ? { look: async () => failure(reason) } : {}));
      await load();
      expect(await look()).toEqual(failure(reason));
      expect(await look()).toMatchObject({ type: 'answer' });
      expect(spawned.map(({ terminated }) => terminated)).toEqual([true, false]);
    },
  );

  test.each(['frame-unreadable', 'answer-unreadable', 'interrupted'] as const)(
    'V5: a failure of kind %s leaves the thread alone',
    async (reason) => {
      const { load, look, spawned } = setUp(() => ({ look: async () => failure(reason) }));
      await load();
      await look();
      expect(await look()).toEqual(failure(reason));
      expect(spawned.map(({ terminated }) => terminated)).toEqual([false]);
    },
  );

  test('V5: what the thread throws is a failure, not a rejection', async () => {
    const { load, look } = setUp(() => ({
      look: async () => {
        throw new Error('oops');
      },
    }));
    await load();
    expect(await look()).toEqual({ type: 'failed', reason: 'engine', message: 'The vision thread failed: oops' });
  });

  test('V7: a model that cannot be loaded again fails the look, and the look after that tries again', async () => {
    const { load, look, spawned, calls } = setUp((thread) => ({
      ...(thread === 0 && { look: async () => failure('gpu-lost') }),
      ...(thread === 1 && { load: async () => failure('model-missing') }),
    }));
    await load();
    await look();
    expect(await look()).toMatchObject({ reason: 'model-missing' });
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(calls.at(-1)).toBe('2 look');
    expect(spawned.map(({ terminated }) => terminated)).toEqual([true, true, false]);
  });

  test('V7: closing twice is fine, and fails what is in hand', async () => {
    const { client, load, look, spawned } = setUp(() => ({ look: never }));
    await load();
    const looking = look();
    client.close();
    client.close();
    expect(await looking).toMatchObject({ type: 'failed', reason: 'interrupted' });
    expect(spawned.map(({ terminated }) => terminated)).toEqual([true]);
  });
});
