import { describe, expect, test } from 'vitest';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import {
  failure,
  LOAD,
  never,
  progressOf,
  SILENCE_MS,
  createVisionClientStage as setUp,
} from '../../tests/fakes/visionClientStage.ts';
import type { LoadProgress } from '../vision/api.ts';

describe('calls', () => {
  test('V4: a model is loaded once in a thread, with progress on the way', async () => {
    const told = progressOf({ files: [{ file: 'a', loadedBytes: 1, totalBytes: 2 }], bytesPerSecond: 9 });
    const { client, calls, clock } = setUp((_, plain) => ({
      async load(request, onProgress) {
        onProgress(told);
        return plain.load(request, onProgress);
      },
    }));
    const progress: LoadProgress[] = [];
    expect(await client.load(LOAD, (one) => progress.push(one))).toEqual(sampleEngine);
    expect(progress).toEqual([told]);
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
    let onProgress: (progress: LoadProgress) => void = () => {};
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
    const first = client.load(LOAD, ({ stage }) => heard.push(`first ${stage}`));
    await settle();
    onProgress(progressOf());
    await settle();
    const second = client.load(LOAD, ({ stage }) => heard.push(`second ${stage}`));
    onProgress(progressOf({ stage: 'prepare' }));
    await settle();
    arrive();
    expect(await Promise.all([first, second])).toEqual([sampleEngine, sampleEngine]);
    expect(calls).toEqual(['0 load demo-model']);
    // Who joins is told at once where the load stands.
    expect(heard).toEqual(['first download', 'second download', 'second prepare']);
    await client.load(LOAD, ({ stage }) => heard.push(`third ${stage}`));
    expect(heard).toHaveLength(3);
  });

  test.each([
    { modelId: 'another' },
    { device: 'wasm' as const },
    { dtype: 'q4' as const },
    { framePixels: 65_536 },
    { modelHost: 'http://mirror' },
  ])('V4: with %j a new thread takes over', async (change) => {
    const { load, spawned } = setUp();
    await load();
    await load({ ...LOAD, ...change });
    expect(spawned.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

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

  test('M6: a pause and its end reach the thread, and are nothing where there is none', async () => {
    const { client, load, calls } = setUp(() => ({ load: never }));
    client.pauseDownload(true);
    client.cancelLoad();
    void load();
    client.pauseDownload(true);
    client.pauseDownload(false);
    await settle();
    expect(calls).toEqual(['0 load demo-model', '0 pause', '0 go on']);
  });

  test('M6: a load that is cancelled ends as the thread says, and the next one begins anew', async () => {
    let end = () => {};
    const { client, load, calls, clock } = setUp((thread) =>
      thread > 0
        ? {}
        : {
            load: () => new Promise((resolve) => (end = () => resolve(failure('interrupted')))),
            cancelLoad: () => end(),
          },
    );
    const loading = load();
    await settle();
    client.cancelLoad();
    expect(await loading).toMatchObject({ reason: 'interrupted' });
    expect(clock.pending).toBe(0);
    expect(await load()).toEqual(sampleEngine);
    expect(calls).toEqual(['0 load demo-model', '1 load demo-model']);
  });

  test('M6: a thread that is too busy to hear of it is ended after two seconds', async () => {
    const { client, load, clock, spawned } = setUp(() => ({ load: never, cancelLoad: () => {} }));
    const loading = load();
    await settle();
    client.cancelLoad();
    client.cancelLoad();
    clock.advance(1999);
    await settle();
    expect(spawned[0]?.terminated).toBe(false);
    clock.advance(1);
    expect(await loading).toMatchObject({ reason: 'interrupted' });
    expect(spawned[0]?.terminated).toBe(true);
  });

  test('M6: who loads again before the cancelled load has ended does not get its end', async () => {
    const { client, load, spawned, clock } = setUp((thread) =>
      thread === 0 ? { load: never, cancelLoad: () => {} } : {},
    );
    const cancelled = load();
    await settle();
    client.cancelLoad();
    expect(await load()).toEqual(sampleEngine);
    expect(await cancelled).toMatchObject({ reason: 'interrupted' });
    clock.advance(5000);
    expect(spawned.map(({ terminated }) => terminated)).toEqual([true, false]);
    client.cancelLoad();
    clock.advance(5000);
    expect(spawned[1]?.terminated).toBe(false);
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
