import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createFakeThreads } from '../../tests/fakes/fakeThread.ts';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { FileProgress, LoadRequest, LookRequest, VisionApi, VisionFailure } from '../vision/api.ts';
import { createVisionClient } from './visionClient.ts';

const LOAD: LoadRequest = { modelId: 'demo-model', device: 'auto', pageBase: 'http://page/' };
const LOOK: LookRequest = { task: 'describe', frames: [], frameTimesSeconds: [], maxTokens: 9 };
const SILENCE_MS = 180_000;
const never = <T>() => new Promise<T>(() => {});
const failure = (reason: VisionFailure['reason']): VisionFailure => ({ type: 'failed', reason, message: reason });

/** A client whose threads do as told; without more they load and answer at once. */
function setUp(createApi: (thread: number, api: VisionApi) => Partial<VisionApi> = () => ({})) {
  const clock = createFakeClock();
  const calls: string[] = [];
  const threads = createFakeThreads((thread) => {
    const plain: VisionApi = {
      load: async () => sampleEngine,
      look: async () => sampleAnswer(),
      interrupt: () => void calls.push(`${thread} interrupt`),
    };
    const api = { ...plain, ...createApi(thread, plain) };
    return {
      ...api,
      load(...parameters) {
        calls.push(`${thread} load ${parameters[0].modelId}`);
        return api.load(...parameters);
      },
      look(...parameters) {
        calls.push(`${thread} look`);
        return api.look(...parameters);
      },
    };
  });
  const client = createVisionClient(threads.spawn, clock);
  const load = (request = LOAD) => client.load(request, () => {});
  const look = () => client.look(LOOK, () => {});
  return { clock, calls, client, load, look, spawned: threads.spawned };
}

describe('calls', () => {
  test('V4: a model is loaded once in a thread, with progress on the way', async () => {
    const files: FileProgress[] = [{ file: 'a', loadedBytes: 1, totalBytes: 2 }];
    const { client, calls, clock } = setUp((_, plain) => ({
      async load(request, onProgress) {
        onProgress(files);
        return plain.load(request, onProgress);
      },
    }));
    const progress: (readonly FileProgress[])[] = [];
    expect(await client.load(LOAD, (one) => progress.push(one))).toEqual(sampleEngine);
    expect(progress).toEqual([files]);
    expect(calls).toEqual(['0 load demo-model']);
    expect(clock.pending).toBe(0);
  });

  test('V4: the same model on the same device is not loaded again', async () => {
    const { load, look, calls } = setUp();
    await load();
    expect(await load({ ...LOAD })).toEqual(sampleEngine);
    expect(await look()).toEqual(sampleAnswer());
    expect(calls).toEqual(['0 load demo-model', '0 look']);
  });

  test('V4: a model that is on its way is not begun anew, and its progress goes to who asked last', async () => {
    let onProgress: (files: readonly FileProgress[]) => void = () => {};
    let arrive = () => {};
    const { client, calls } = setUp(() => ({
      load: (_, report) => {
        onProgress = report;
        return new Promise((resolve) => {
          arrive = () => resolve(sampleEngine);
        });
      },
    }));
    const heard: string[] = [];
    const first = client.load(LOAD, () => heard.push('first'));
    await settle();
    const second = client.load(LOAD, () => heard.push('second'));
    onProgress([]);
    await settle();
    arrive();
    expect(await Promise.all([first, second])).toEqual([sampleEngine, sampleEngine]);
    expect(calls).toEqual(['0 load demo-model']);
    expect(heard).toEqual(['second']);
  });

  test.each([{ modelId: 'another' }, { device: 'wasm' as const }])(
    'V4: with %j a new thread takes over',
    async (change) => {
      const { load, spawned } = setUp();
      await load();
      await load({ ...LOAD, ...change });
      expect(spawned.map(({ terminated }) => terminated)).toEqual([true, false]);
    },
  );

  test('V4: another model ends the load of the one before at once, and is not ended by it later', async () => {
    const { load, look, clock, spawned } = setUp((thread) => (thread === 0 ? { load: never } : {}));
    const first = load();
    await load({ ...LOAD, modelId: 'another' });
    expect(await first).toMatchObject({ type: 'failed', reason: 'interrupted' });
    clock.advance(2 * SILENCE_MS);
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(spawned).toHaveLength(2);
  });

  test('V4: a load that failed is tried anew, in a new thread', async () => {
    const { load, look, calls } = setUp((thread) =>
      thread === 0 ? { load: async () => failure('model-missing') } : {},
    );
    expect(await load()).toMatchObject({ reason: 'model-missing' });
    expect(await load()).toEqual(sampleEngine);
    expect(await look()).toMatchObject({ type: 'answer' });
    expect(calls).toEqual(['0 load demo-model', '1 load demo-model', '1 look']);
  });

  test('W8: an interrupt reaches the thread, and is nothing where there is none', async () => {
    const { client, load, calls } = setUp();
    client.interrupt();
    await load();
    client.interrupt();
    await settle();
    expect(calls).toEqual(['0 load demo-model', '0 interrupt']);
  });
});

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
        tell = () => onProgress([]);
        return name === 'load' ? never() : Promise.resolve(sampleEngine);
      },
      look(_, onText) {
        tell = () => onText('A');
        return never();
      },
    }));
    const signs: unknown[] = [];
    const loading = client.load(LOAD, (files) => signs.push(files));
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
