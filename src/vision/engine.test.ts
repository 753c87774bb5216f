import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createImageBitmap, OffscreenCanvas, openBitmaps, picture } from '../../tests/fakes/browserCanvas.ts';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createFakeQwenVl, type FakeAnswer, SELF_TEST_ANSWER } from '../../tests/fakes/fakeQwenVl.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { GpuFacts } from '../platform/gpuProbe.ts';
import type { LoadProgress, VisionApi } from './api.ts';
import { createEngine } from './engine.ts';
import { failure } from './failure.ts';
import type { LoadModel, ModelLoad } from './loadModel.ts';

const NO_GPU = async (): Promise<GpuFacts> => ({ type: 'none', why: 'no-webgpu' });
const LOAD = { modelId: 'demo-model', device: 'auto', pageBase: 'http://page/' } as const;

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', createImageBitmap);
  vi.stubGlobal('OffscreenCanvas', OffscreenCanvas);
});
afterEach(async () => {
  // A while after the last look its frames are closed.
  clock.advance(60_000);
  await settle();
  vi.unstubAllGlobals();
  expect(openBitmaps.count).toBe(0);
});

/** An engine whose self-test passes, and which then answers as told. */
const clock = createFakeClock();

async function loaded(answer: () => FakeAnswer | Promise<FakeAnswer>, lost?: Promise<string>) {
  let ready = false;
  const { qwenVl, ahead, asked } = createFakeQwenVl(() => (ready ? answer() : { text: SELF_TEST_ANSWER }), lost);
  const engine = createEngine(NO_GPU, async () => qwenVl, clock);
  const info = await engine.load(LOAD, () => {});
  ready = true;
  return { engine, info, ahead, asked };
}

const look = async (engine: VisionApi) =>
  engine.look(
    {
      ask: { task: 'describe' },
      camera: 'door',
      frames: [await picture(64, 64)],
      frameNames: ['a'],
      frameTimesSeconds: [0],
    },
    () => {},
  );

describe('load', () => {
  test('V6: a model that is loaded and checked tells what it is, where it runs and what it can be asked', async () => {
    const { info } = await loaded(() => ({ text: '' }));
    expect(info).toMatchObject({
      type: 'ready',
      modelId: 'demo-model',
      modelName: 'Demo Qwen3-VL',
      dtype: 'fp32',
      device: 'wasm',
      deviceName: 'processor: this browser has no WebGPU',
      slow: true,
      loadMs: expect.any(Number),
      tasks: ['describe', 'detect', 'video', 'count'],
      selfTest: { answer: SELF_TEST_ANSWER, secondsPerFrame: expect.any(Number) },
    });
  });

  test('V6: WebGPU that is asked for and missing is said, and nothing is fetched', async () => {
    const load = vi.fn<LoadModel>();
    const result = await createEngine(NO_GPU, load).load({ ...LOAD, device: 'webgpu' }, () => {});
    expect(result).toMatchObject({ type: 'failed', reason: 'no-device' });
    expect(load).not.toHaveBeenCalled();
  });

  test('M2: what the gate speaks against is not fetched, and the sentence says what to do', async () => {
    const load = vi.fn<LoadModel>();
    const modelId = 'onnx-community/Qwen3-VL-2B-Instruct-ONNX';
    const result = await createEngine(NO_GPU, load).load({ ...LOAD, modelId }, () => {});
    expect(result).toMatchObject({
      reason: 'no-device',
      message: expect.stringMatching(/needs a GPU.*Choose the demo/),
    });
    expect(load).not.toHaveBeenCalled();
  });

  test('V6: the processor by name asks for no GPU', async () => {
    const probe = vi.fn(NO_GPU);
    const { qwenVl } = createFakeQwenVl(() => ({ text: SELF_TEST_ANSWER }));
    const info = await createEngine(probe, async () => qwenVl).load({ ...LOAD, device: 'wasm' }, () => {});
    expect(info).toMatchObject({ device: 'wasm', deviceName: 'processor, as chosen' });
    expect(probe).not.toHaveBeenCalled();
  });

  test('M4: why a model did not arrive is told as it was', async () => {
    const gone = failure('model-missing', 'The hub has no such model.');
    expect(await createEngine(NO_GPU, async () => gone).load(LOAD, () => {})).toEqual(gone);
  });

  test('G64: the weights’ type and the pixels of a frame that the person chose reach the model', async () => {
    const loads: ModelLoad[] = [];
    const gone = failure('model-missing', 'Gone.');
    const gpu: GpuFacts = {
      type: 'adapter',
      name: 'Acme',
      isFallbackAdapter: false,
      hasF16: true,
      subgroups: true,
      maxBufferSize: 4e9,
      maxStorageBufferBindingSize: 4e9,
    };
    const engine = createEngine(
      async () => gpu,
      async (load) => {
        loads.push(load);
        return gone;
      },
    );
    const modelId = 'onnx-community/Qwen3-VL-2B-Instruct-ONNX';
    await engine.load({ ...LOAD, modelId }, () => {});
    await engine.load({ ...LOAD, modelId, dtype: 'q4', framePixels: 65_536 }, () => {});
    expect(loads.map(({ dtype, framePixels }) => [dtype.decoder_model_merged, framePixels])).toEqual([
      ['q4f16', undefined],
      ['q4', 65_536],
    ]);
    expect(await engine.load({ ...LOAD, dtype: 'q4' }, () => {})).toMatchObject({ reason: 'no-device' });
  });

  test('M6: the person’s hand on the download reaches it: hold, go on, and end', async () => {
    const started = createDeferred<ModelLoad>();
    const engine = createEngine(NO_GPU, async (load) => {
      started.resolve(load);
      await new Promise<void>((resolve) => load.signal.addEventListener('abort', () => resolve()));
      return failure('interrupted', 'Ended.');
    });
    const loading = engine.load({ ...LOAD, modelHost: 'https://mirror.example' }, () => {});
    const { hold, modelHost } = await started.promise;
    engine.pauseDownload(true);
    expect([hold.held, modelHost]).toEqual([true, 'https://mirror.example']);
    engine.pauseDownload(false);
    expect(hold.held).toBe(false);
    engine.cancelLoad();
    expect(await loading).toMatchObject({ reason: 'interrupted' });
  });
});

describe('self-test', () => {
  test('M7: a device that gives a wrong answer is not taken into service, and the sentence says what it said', async () => {
    const { qwenVl } = createFakeQwenVl(() => ({ text: 'A street with a green box.' }));
    const engine = createEngine(NO_GPU, async () => qwenVl);
    const stages: LoadProgress['stage'][] = [];
    const result = await engine.load(LOAD, ({ stage }) => stages.push(stage));
    expect(result).toMatchObject({ reason: 'self-test', message: expect.stringContaining('a green box') });
    expect(stages).toEqual(['selfTest']);
    expect(await look(engine)).toMatchObject({ reason: 'engine', message: 'No model is loaded.' });
  });

  test('M7: a run that breaks down in the self-test fails it', async () => {
    const { qwenVl } = createFakeQwenVl(() => {
      throw new Error('shader compilation failed');
    });
    const result = await createEngine(NO_GPU, async () => qwenVl).load(LOAD, () => {});
    expect(result).toMatchObject({ reason: 'self-test', message: expect.stringContaining('shader compilation') });
  });
});

describe('failures', () => {
  test('V5: a look without a model fails as a value', async () => {
    const { qwenVl } = createFakeQwenVl();
    expect(await look(createEngine(NO_GPU, async () => qwenVl))).toMatchObject({ type: 'failed', reason: 'engine' });
  });

  test('V5: a run that throws is told, and the next one works', async () => {
    let runs = 0;
    const { engine } = await loaded(() => {
      if (runs++ === 0) throw new Error('device lost');
      return { text: 'A car.' };
    });
    expect(await look(engine)).toMatchObject({ reason: 'engine', message: expect.stringContaining('device lost') });
    expect(await look(engine)).toMatchObject({ type: 'answer', finding: { description: 'A car.' } });
  });

  test('V7: a GPU that is lost ends the run that would never answer, with what the browser says', async () => {
    const lost = createDeferred<string>();
    const { engine } = await loaded(() => {
      lost.resolve('device hung');
      return new Promise<FakeAnswer>(() => {});
    }, lost.promise);
    expect(await look(engine)).toMatchObject({ reason: 'gpu-lost', message: expect.stringContaining('device hung') });
  });

  test('V14: frames that are announced are decoded and seen once, and the look takes them as they are', async () => {
    const { engine, ahead, asked } = await loaded(() => ({ text: 'A car.' }));
    const request = {
      ask: { task: 'describe' },
      camera: 'door',
      frames: [await picture(64, 64)],
      frameNames: ['next'],
      frameTimesSeconds: [0],
    } as const;
    await engine.lookAhead(request);
    await engine.look(request, () => {});
    await engine.look(request, () => {});
    expect(asked.slice(-2).map(({ frames }) => frames[0])).toEqual([ahead[0]?.frames[0], ahead[0]?.frames[0]]);
    expect(openBitmaps.count).toBe(1);
  });

  test('V14: what cannot be announced is told by the look alone', async () => {
    const { engine } = await loaded(() => ({ text: 'A car.' }));
    const request = {
      ask: { task: 'describe' },
      camera: 'door',
      frames: [new Blob(['no picture'])],
      frameNames: ['broken'],
      frameTimesSeconds: [0],
    } as const;
    await engine.lookAhead(request);
    expect(await engine.look(request, () => {})).toMatchObject({ reason: 'frame-unreadable' });
  });

  test('V5: an interrupted look says so', async () => {
    const { engine } = await loaded(() => {
      engine.interrupt();
      return { text: 'A c' };
    });
    expect(await look(engine)).toMatchObject({ reason: 'interrupted' });
  });
});
