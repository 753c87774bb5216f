import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createImageBitmap, OffscreenCanvas, openBitmaps, picture } from '../../tests/fakes/browserCanvas.ts';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import type { LookRequest, VisionApi } from './api.ts';
import { createEngine } from './engine.ts';
import type { Generated, GenerateOptions, QwenVl } from './qwenVl.ts';

// The real one brings ONNX Runtime along, which has no place in Node.
vi.mock('./qwenVl.ts', () => ({ loadQwenVl: undefined }));

const LOAD = { modelId: 'demo-model', device: 'auto', pageBase: 'http://page/' } as const;
const GENERATED: Generated = { text: 'A car.', promptTokens: 70, tokens: 3, firstTokenMs: 12 };
const PROCESSING: QwenVl['processing'] = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  image: { minPixels: 3136, maxPixels: 65_536 },
  video: { minPixels: 4096, maxPixels: 327_680 },
};

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', createImageBitmap);
  vi.stubGlobal('OffscreenCanvas', OffscreenCanvas);
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect(openBitmaps.count).toBe(0);
});

/** The device of a model that is never lost. */
const NEVER = new Promise<string>(() => {});

/** An engine whose model answers as told, with all that the model was asked. */
async function loaded(
  answer: (options: GenerateOptions) => Generated | Promise<Generated> = () => GENERATED,
  lost: Promise<string> = NEVER,
) {
  const asked: GenerateOptions[] = [];
  const generate = async (options: GenerateOptions) => {
    asked.push(options);
    return answer(options);
  };
  const engine = createEngine(undefined, async () => ({ processing: PROCESSING, lost, generate }));
  await engine.load(LOAD, () => {});
  return { engine, asked };
}

async function look(engine: VisionApi, request: Partial<LookRequest> = {}) {
  const frames = request.frames ?? [await picture(640, 360)];
  return engine.look({ task: 'describe', frameTimesSeconds: [0], maxTokens: 128, ...request, frames }, () => {});
}

describe('load', () => {
  test('V6: a model that is loaded tells what it is and where it runs', async () => {
    const model: QwenVl = { processing: PROCESSING, lost: NEVER, generate: async () => GENERATED };
    const engine = createEngine(undefined, async () => model);
    expect(await engine.load(LOAD, () => {})).toMatchObject({
      type: 'ready',
      modelId: 'demo-model',
      modelName: 'Demo Qwen3-VL',
      dtype: 'fp32',
      device: 'wasm',
      deviceName: 'processor: this browser has no WebGPU',
      slow: true,
      loadMs: expect.any(Number),
    });
  });

  test('V6: WebGPU that is asked for and missing is said, and nothing is fetched', async () => {
    const load = vi.fn();
    const result = await createEngine(undefined, load).load({ ...LOAD, device: 'webgpu' }, () => {});
    expect(result).toMatchObject({ type: 'failed', reason: 'no-device' });
    expect(load).not.toHaveBeenCalled();
  });

  test.each([
    ['Could not locate file: "http://page/x/config.json".', 'model-missing'],
    ['Failed to fetch', 'model-missing'],
    ['protobuf parsing failed', 'model-broken'],
  ])('V4: a load that ends with “%s” fails as %s, with that text', async (text, reason) => {
    const engine = createEngine(undefined, async () => {
      throw new Error(text);
    });
    const result = await engine.load(LOAD, () => {});
    expect(result).toMatchObject({ type: 'failed', reason, message: expect.stringContaining(text) });
  });
});

describe('look', () => {
  test('V1: an image is resized, packed and asked about with its prompt', async () => {
    const { engine, asked } = await loaded();
    expect(await look(engine)).toMatchObject({
      type: 'answer',
      text: 'A car.',
      boxes: [],
      promptTokens: 70,
      tokens: 3,
      firstTokenMs: 12,
      frameSizes: [[640, 360]],
    });
    expect(asked[0]).toMatchObject({ maxTokens: 128, packed: { grid: [[1, 12, 20]], tokens: [60] } });
    expect(asked[0]?.message.content.map(({ type }) => type)).toEqual(['image', 'text']);
  });

  test('V1: the pixels that the model gets are those of the frame', async () => {
    const { engine, asked } = await loaded();
    await look(engine, { frames: [await picture(64, 64, '#ff0000')] });
    const values = asked[0]?.packed.pixelValues ?? new Float32Array();
    const plane = 16 * 16 * 2;
    expect([values[0], values[plane], values[2 * plane]]).toEqual([1, -1, -1]);
  });

  test('V1: a video’s frames take one size, in pairs', async () => {
    const { engine, asked } = await loaded();
    const frames = await Promise.all([0, 1, 2, 3, 4].map((i) => picture(i === 4 ? 320 : 640, 360)));
    const answer = await look(engine, { task: 'video', frames, frameTimesSeconds: [0, 1, 2, 3, 4] });
    expect(answer).toMatchObject({ type: 'answer', frameSizes: [...Array(4).fill([640, 360]), [320, 360]] });
    expect(asked[0]?.packed.grid).toEqual(Array(3).fill([1, 12, 20]));
    expect(asked[0]?.message.content.filter(({ type }) => type === 'image')).toHaveLength(3);
  });

  test('V3: boxes are read from the answer to detect, and from no other', async () => {
    const text = '[{"bbox_2d": [300, 0, 100, 50], "label": "car"}]';
    const { engine } = await loaded(() => ({ ...GENERATED, text }));
    expect(await look(engine, { task: 'detect' })).toMatchObject({
      boxes: [{ label: 'car', bbox: [100, 0, 300, 50] }],
    });
    expect(await look(engine)).toMatchObject({ boxes: [] });
  });

  test('V3: an answer to detect without a list is a failure that shows it', async () => {
    const { engine } = await loaded();
    const result = await look(engine, { task: 'detect' });
    expect(result).toMatchObject({ reason: 'answer-unreadable', message: expect.stringContaining('A car.') });
  });
});

describe('failures', () => {
  test('V5: a look without a model fails as a value', async () => {
    expect(await look(createEngine(undefined))).toMatchObject({ type: 'failed', reason: 'engine' });
  });

  test('V5: a run that throws is told, and the next one works', async () => {
    let runs = 0;
    const { engine } = await loaded(() => {
      if (runs++ === 0) throw new Error('device lost');
      return GENERATED;
    });
    expect(await look(engine)).toMatchObject({ reason: 'engine', message: expect.stringContaining('device lost') });
    expect(await look(engine)).toMatchObject({ type: 'answer' });
  });

  test('V7: a GPU that is lost ends the run that would never answer, with what the browser says', async () => {
    const lost = createDeferred<string>();
    const { engine } = await loaded(() => {
      lost.resolve('device hung');
      return new Promise<Generated>(() => {});
    }, lost.promise);
    expect(await look(engine)).toMatchObject({ reason: 'gpu-lost', message: expect.stringContaining('device hung') });
  });

  test('V5: a frame that cannot be decoded is named, the others are closed, and nothing is run', async () => {
    const { engine, asked } = await loaded();
    const frames = [await picture(640, 360), new Blob(['no picture']), await picture(640, 360)];
    const result = await look(engine, { task: 'video', frames, frameTimesSeconds: [0, 1, 2] });
    expect(result).toMatchObject({ reason: 'frame-unreadable', message: expect.stringContaining('Frame 2 of 3') });
    expect(asked).toEqual([]);
  });

  test('V5: a frame that is too narrow for the model is said', async () => {
    const { engine } = await loaded();
    const result = await look(engine, { frames: [await picture(2010, 10)] });
    expect(result).toMatchObject({ reason: 'frame-unreadable', message: expect.stringContaining('Frame 1 of 1') });
  });

  test('V5: no frame at all is a failure', async () => {
    const { engine } = await loaded();
    expect(await look(engine, { frames: [] })).toMatchObject({ reason: 'frame-unreadable' });
  });

  test('W8: a run that is interrupted reports that, and the next one works', async () => {
    const { engine, asked } = await loaded(({ signal }) => {
      if (asked.length === 1) engine.interrupt();
      return { ...GENERATED, text: signal.aborted ? 'A c' : 'A car.' };
    });
    expect(await look(engine)).toMatchObject({ type: 'failed', reason: 'interrupted' });
    expect(await look(engine)).toMatchObject({ type: 'answer', text: 'A car.' });
  });

  test('W8: an interrupt that comes while frames are decoded spares the run', async () => {
    const { engine, asked } = await loaded();
    const looking = look(engine, { frames: [await picture(640, 360)] });
    engine.interrupt();
    expect(await looking).toMatchObject({ type: 'failed', reason: 'interrupted' });
    expect(asked).toEqual([]);
  });

  test('W8: an interrupt between two looks is of no effect', async () => {
    const { engine } = await loaded();
    engine.interrupt();
    expect(await look(engine)).toMatchObject({ type: 'answer' });
  });
});
