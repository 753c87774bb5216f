import { describe, expect, test } from 'vitest';
import { createFakeVision } from '../../tests/fakes/fakeVision.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { LoadProgress, VisionFailure } from '../vision/api.ts';
import type { EngineState, WorkerSettings } from './api.ts';
import { createModelLoad } from './modelLoad.ts';

const SETTINGS: WorkerSettings = {
  relay: 'ws://relay',
  mode: 'work',
  take: { services: [], jobTypes: [], singleFrames: false },
  cameras: [],
  modelId: 'demo-model',
  device: 'auto',
  workerId: 'worker-1',
  pageUrl: 'http://page/app/index.html',
};
const PROGRESS: LoadProgress = {
  stage: 'download',
  files: [{ file: 'a', loadedBytes: 1, totalBytes: 2 }],
  bytesPerSecond: 1,
  secondsLeft: 1,
  paused: true,
};
const failed = (reason: VisionFailure['reason']): VisionFailure => ({ type: 'failed', reason, message: `${reason}!` });

function setUp(settings: Partial<WorkerSettings> = {}) {
  const vision = createFakeVision();
  const states: EngineState[] = [];
  const logged: string[] = [];
  const model = createModelLoad(
    { ...SETTINGS, ...settings },
    {
      vision,
      changed: () => states.push(model.engine),
      log: (level, text) => logged.push(`${level} ${text}`),
    },
  );
  return { vision, states, logged, model };
}

describe('loading a model', () => {
  test('M7: the device, and the seconds that a frame takes, are logged', async () => {
    const { model, logged } = setUp();
    await model.load();
    expect(model.engine).toEqual(sampleEngine);
    expect(logged).toEqual([
      'info [Worker] Demo (fp32) loaded on webgpu, Apple M3, in 0.1 s',
      'info [Worker] Self-test passed, 0.4 s per frame, 31 tokens/s',
    ]);
  });

  test('M5: progress is shown as it comes, and not after the end', async () => {
    const { model, vision, states } = setUp();
    let arrive = () => {};
    vision.loadAs = () => new Promise((resolve) => (arrive = () => resolve(sampleEngine)));
    const loading = model.load();
    vision.tellProgress(PROGRESS);
    arrive();
    await loading;
    vision.tellProgress(PROGRESS);
    const modelName = 'Demo Qwen3-VL';
    expect(states).toEqual([
      { type: 'loading', modelName, progress: { stage: 'download', files: [], paused: false } },
      { type: 'loading', modelName, progress: PROGRESS },
      sampleEngine,
    ]);
  });

  test('M5: a mirror is passed on where there is one', async () => {
    const { model, vision } = setUp({ modelHost: 'https://mirror.example' });
    await model.load();
    expect(vision.loads).toEqual([
      { modelId: 'demo-model', device: 'auto', pageBase: 'http://page/app/', modelHost: 'https://mirror.example' },
    ]);
    const without = setUp({ modelHost: '' });
    await without.model.load();
    expect(without.vision.loads[0]).not.toHaveProperty('modelHost');
  });

  test('G64: the weights’ type and the pixels of a frame go to the vision thread, where the person chose them', async () => {
    const { model, vision } = setUp({ dtype: 'q4', framePixels: 65_536 });
    await model.load();
    expect(vision.loads).toMatchObject([{ dtype: 'q4', framePixels: 65_536 }]);
    const without = setUp();
    await without.model.load();
    expect(Object.keys(without.vision.loads[0] ?? {})).toEqual(['modelId', 'device', 'pageBase']);
  });

  test('M6: a load that is cancelled leaves no engine and no problem, and goes on when asked again', async () => {
    const { model, vision, logged } = setUp();
    vision.loadAs = () => failed('interrupted');
    await model.load();
    expect(model.engine).toEqual({ type: 'none' });
    expect(logged).toEqual([
      'info [Worker] Loading Demo Qwen3-VL was ended. What has arrived stays: press Start or Work to go on.',
    ]);
    vision.loadAs = () => sampleEngine;
    await model.load();
    expect(model.engine.type).toBe('ready');
  });

  test.each(['self-test', 'no-space', 'file-corrupt', 'model-missing'] as const)(
    'M7: %s is logged and shown, and the next load tries again',
    async (reason) => {
      const { model, vision, logged } = setUp();
      vision.loadAs = () => failed(reason);
      await model.load();
      expect(model.engine).toEqual({ type: 'failed', problem: { reason, message: `${reason}!` } });
      expect(logged).toEqual([`error [Worker] ${reason}!`]);
      vision.loadAs = () => sampleEngine;
      await model.load();
      expect(model.engine.type).toBe('ready');
    },
  );

  test('V4: it is loaded once, however often it is asked for', async () => {
    const { model, vision } = setUp();
    await Promise.all([model.load(), model.load()]);
    await model.load();
    await settle();
    expect(vision.loads).toHaveLength(1);
  });
});
