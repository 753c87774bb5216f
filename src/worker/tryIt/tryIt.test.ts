import { describe, expect, test } from 'vitest';
import { createBrowser, twoTabs } from '../../../tests/fakes/browserStage.ts';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { answerTo, detecting, sampleAnswer } from '../../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { createWorkerStage, type WorkerStage } from '../../../tests/fakes/workerStage.ts';
import type { EngineInfo, VisionFailure } from '../../vision/api.ts';
import type { TryEvent, TryOutcome, TryRequest } from '../api.ts';

const REQUEST: TryRequest = {
  model: { modelId: 'demo-model', device: 'auto', pageUrl: 'http://page:8080/app/index.html' },
  ask: { task: 'describe' },
  frames: [new Blob(['picture'])],
  frameTimesSeconds: [0],
};

/** A trial on its way, with all that it tells. */
function tryOut({ worker }: Pick<WorkerStage, 'worker'>, part: Partial<TryRequest> = {}) {
  const events: TryEvent[] = [];
  const trial: { outcome?: TryOutcome } = {};
  const done = worker
    .tryIt({ ...REQUEST, ...part }, (event) => events.push(event))
    .then((outcome) => {
      trial.outcome = outcome;
      return outcome;
    });
  return {
    events,
    trial,
    done,
    told: () => events.flatMap(({ type }) => (type === 'log' ? [] : [type])),
    text: () => events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).at(-1),
  };
}

const problem = (outcome: TryOutcome | undefined) => (outcome?.type === 'failed' ? outcome.problem.reason : undefined);

describe('trying it out, with nothing started', () => {
  test('G42: the model is loaded first and its progress is told, then comes the answer as a relay would get it', async () => {
    const stage = createWorkerStage();
    const loading = createDeferred<EngineInfo | VisionFailure>();
    stage.vision.loadAs = () => loading.promise;
    const { done, events, text } = tryOut(stage, { ask: { task: 'detect', labels: ['car'] } });
    await settle();
    stage.vision.tellProgress({ stage: 'prepare', files: [], paused: false });
    expect(events.at(-1)).toMatchObject({
      type: 'engine',
      engine: { type: 'loading', progress: { stage: 'prepare' } },
    });
    stage.vision.lookAs = () =>
      sampleAnswer({ text: 'A car.', finding: detecting({ label: 'car', bbox: [0, 0, 500, 500] }) });
    loading.resolve(sampleEngine);
    expect(await done).toMatchObject({
      type: 'done',
      result: {
        task: 'detect',
        summary: '1 car.',
        objects: [{ id: 1, label: 'car' }],
        detections: [{ bbox_px: [0, 0, 320, 180] }],
        model: 'demo-model',
        device: 'webgpu',
        tokens: 20,
        timings_ms: { fetch: 0, pack: 10, first_token: 100, look: 600 },
      },
    });
    expect(events).toContainEqual({ type: 'engine', engine: sampleEngine });
    expect(text()).toBe('A car.');
  });

  test('G40: no request is made and no socket is opened', async () => {
    const stage = createWorkerStage();
    await tryOut(stage).done;
    expect(stage.requests).toEqual([]);
    expect(stage.sockets.all).toEqual([]);
    expect(stage.store.table.size).toBe(0);
  });

  test('G42: a second trial finds the model loaded', async () => {
    const stage = createWorkerStage();
    await tryOut(stage).done;
    const { done, told } = tryOut(stage);
    expect(await done).toMatchObject({ type: 'done' });
    expect(stage.vision.loads).toHaveLength(1);
    expect(told()).toEqual(['looking', 'text', 'text']);
  });

  test('G42: another model is loaded for another choice', async () => {
    const stage = createWorkerStage();
    await tryOut(stage).done;
    await tryOut(stage, { model: { ...REQUEST.model, modelId: 'owner/big' } }).done;
    expect(stage.vision.loads.map(({ modelId }) => modelId)).toEqual(['demo-model', 'owner/big']);
  });

  test('G42: what a run loaded meanwhile is not taken for the model that was tried before', async () => {
    const stage = createWorkerStage();
    await tryOut(stage).done;
    await stage.startWorking({ modelId: 'owner/big' });
    await stage.worker.pause();
    await tryOut(stage).done;
    expect(stage.vision.loads.map(({ modelId }) => modelId)).toEqual(['demo-model', 'owner/big', 'demo-model']);
  });

  test('G42: once a run has begun, it alone tells of the model', async () => {
    const stage = createWorkerStage();
    const loading = createDeferred<EngineInfo | VisionFailure>();
    stage.vision.loadAs = () => loading.promise;
    const { done, events, told } = tryOut(stage);
    await settle();
    void stage.start({ mode: 'work' });
    await settle();
    const before = told().length;
    loading.resolve(sampleEngine);
    await done;
    expect(told().slice(before)).not.toContain('engine');
    expect(events).not.toContainEqual({ type: 'engine', engine: sampleEngine });
    stage.clock.advance(1000);
    expect(stage.snapshot.engine).toEqual(sampleEngine);
  });

  test('G41: the frames of a clip go along with their seconds', async () => {
    const stage = createWorkerStage();
    const frames = [new Blob(['1']), new Blob(['2']), new Blob(['3'])];
    const { done } = tryOut(stage, { ask: { task: 'video' }, frames, frameTimesSeconds: [0, 1.5, 3] });
    expect(await done).toMatchObject({ result: { frame_count: 3, duration_seconds: 3, events: [] } });
    expect(stage.vision.looks).toMatchObject([{ frames, frameTimesSeconds: [0, 1.5, 3], camera: '' }]);
    expect(new Set(stage.vision.looks[0]?.frameNames).size).toBe(3);
  });
});

describe('trying it out beside the work', () => {
  test('G43: while it watches, the trial loads the model, and the page sees it in the run’s own state', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    const { done, told } = tryOut(stage);
    expect(await done).toMatchObject({ type: 'done' });
    stage.clock.advance(1000);
    expect(stage.snapshot).toMatchObject({ mode: 'observe', engine: { type: 'ready' }, counts: { claimed: 0 } });
    expect(told()).not.toContain('engine');
    await stage.worker.setMode('work');
    await stage.offer('j1');
    expect(stage.vision.loads).toHaveLength(1);
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('G43: the trial waits for the job in hand, goes before the next, and no job is lost', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    await stage.offer('j1');
    await stage.offer('j2');
    const { done, told, trial } = tryOut(stage, { ask: { task: 'count' } });
    await settle();
    expect(told()).toEqual(['waiting']);
    // The two looks of the first job.
    stage.vision.held[0]?.answer();
    await settle(6);
    expect(trial.outcome).toBeUndefined();
    stage.vision.held[0]?.answer();
    await settle(6);
    expect(told()).toEqual(['waiting', 'looking']);
    expect(stage.vision.held.map(({ request }) => request.ask.task)).toEqual(['count']);
    stage.vision.held[0]?.answer();
    expect(await done).toMatchObject({ type: 'done' });
    await settle(6);
    for (const tasks of [['detect'], ['describe']]) {
      expect(stage.vision.held.map(({ request }) => request.ask.task)).toEqual(tasks);
      stage.vision.held[0]?.answer();
      await settle(12);
    }
    stage.clock.advance(1000);
    expect(stage.snapshot.counts).toMatchObject({ claimed: 2, completed: 2, failed: 0 });
  });

  test('G43: a job that is offered meanwhile is fetched, and begins after the trial', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    const { done } = tryOut(stage);
    await settle();
    await stage.offer('j1');
    expect(stage.requests).toContain('POST /jobs/j1/claim');
    expect(stage.vision.looks).toHaveLength(1);
    stage.vision.held[0]?.answer();
    await done;
    await settle(6);
    expect(stage.vision.held.map(({ request }) => request.ask.task)).toEqual(['detect']);
  });

  test('G43: Start during a trial waits for it with its first job, and loads nothing anew', async () => {
    const stage = createWorkerStage();
    stage.vision.hold();
    const { done } = tryOut(stage);
    await settle();
    await stage.startWorking();
    await stage.offer('j1');
    expect(stage.vision.looks).toHaveLength(1);
    stage.vision.held[0]?.answer();
    expect(await done).toMatchObject({ type: 'done' });
    await settle(6);
    expect(stage.vision.held).toHaveLength(1);
  });

  test('G43: Pause gives the job that waits behind a trial back, and leaves the trial alone', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    const { done } = tryOut(stage);
    await settle();
    await stage.offer('j1');
    await stage.worker.pause();
    expect(stage.requests).toContain('POST /jobs/j1/fail');
    stage.vision.held[0]?.answer();
    expect(await done).toMatchObject({ type: 'done' });
  });
});

describe('ending a trial', () => {
  test('G44: Stop interrupts the answer, and the next job goes on', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    const { done } = tryOut(stage);
    await settle();
    await stage.worker.stopTry();
    expect(await done).toEqual({ type: 'stopped' });
    expect(stage.vision.interrupts).toBe(1);
    await stage.offer('j1');
    expect(stage.vision.held.map(({ request }) => request.ask.task)).toEqual(['detect']);
  });

  test('G44: Stop ends the waiting for a job, which is finished', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    await stage.offer('j1');
    const { done } = tryOut(stage);
    await settle();
    await stage.worker.stopTry();
    expect(await done).toEqual({ type: 'stopped' });
    expect(stage.vision.interrupts).toBe(0);
    stage.vision.held[0]?.answer();
    await settle(6);
    stage.vision.held[0]?.answer();
    await settle(12);
    stage.clock.advance(1000);
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test.each([
    ['a load that it began', false, ['cancel']],
    ['no load that jobs wait for', true, []],
  ])('G44: Stop ends %s', async (_, working, commands) => {
    const stage = createWorkerStage();
    stage.vision.loadAs = () => createDeferred<EngineInfo>().promise;
    if (working) {
      void stage.start({ mode: 'work' });
      await settle();
    }
    const { done } = tryOut(stage);
    await settle();
    await stage.worker.stopTry();
    expect(await done).toEqual({ type: 'stopped' });
    expect(stage.vision.commands).toEqual(commands);
  });

  test('G44: whoever ends the loading ends the trial', async () => {
    const stage = createWorkerStage();
    stage.vision.loadAs = () => ({ type: 'failed', reason: 'interrupted', message: 'Ended.' });
    const { done, events } = tryOut(stage);
    expect(await done).toEqual({ type: 'stopped' });
    expect(events).toContainEqual({ type: 'engine', engine: { type: 'none' } });
  });

  test('G44: a second trial ends the first', async () => {
    const stage = createWorkerStage();
    stage.vision.hold();
    const first = tryOut(stage);
    await settle();
    const second = tryOut(stage, { ask: { task: 'count' } });
    expect(await first.done).toEqual({ type: 'stopped' });
    await settle();
    stage.vision.held[0]?.answer();
    expect(await second.done).toMatchObject({ result: { task: 'count' } });
  });

  test('G44: a thread that is replaced first hears of Stop with its first sign of life', async () => {
    const stage = createWorkerStage();
    stage.vision.hold();
    const { done } = tryOut(stage);
    await settle();
    const { interrupt } = stage.vision;
    // Nobody is there to hear it.
    stage.vision.interrupt = () => {};
    await stage.worker.stopTry();
    stage.vision.interrupt = interrupt;
    stage.vision.held[0]?.tell('');
    expect(await done).toEqual({ type: 'stopped' });
    expect(stage.vision.interrupts).toBe(1);
  });
});

describe('a trial that fails', () => {
  test.each(['no-device', 'self-test', 'no-space', 'file-corrupt', 'model-missing'] as const)(
    'G45: a model that does not load for “%s” is told by the same tag as in work',
    async (reason) => {
      const stage = createWorkerStage();
      stage.vision.loadAs = () => ({ type: 'failed', reason, message: 'Why.' });
      const { done, trial, events } = tryOut(stage);
      expect(await done).toEqual({ type: 'failed', problem: { reason, message: 'Why.' } });
      expect(events).toContainEqual({
        type: 'engine',
        engine: { type: 'failed', problem: { reason, message: 'Why.' } },
      });
      stage.vision.loadAs = () => sampleEngine;
      expect(trial.outcome?.type).toBe('failed');
      expect(await tryOut(stage).done).toMatchObject({ type: 'done' });
    },
  );

  test('G45: a GPU that is lost fails the trial, and neither the run nor the next trial', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.lookAs = () => ({ type: 'failed', reason: 'gpu-lost', message: 'Lost.' });
    const { done, events } = tryOut(stage);
    expect(problem(await done)).toBe('gpu-lost');
    expect(events).toContainEqual(expect.objectContaining({ type: 'log' }));
    stage.vision.lookAs = ({ ask }) => answerTo(ask);
    await stage.offer('j1');
    stage.clock.advance(1000);
    expect(stage.snapshot).toMatchObject({ run: { type: 'running' }, counts: { completed: 1, failed: 0 } });
    expect(await tryOut(stage).done).toMatchObject({ type: 'done' });
  });
});

describe('a trial and other tabs', () => {
  test('G46: a tab that stands by looks at nothing, and says that the other tab has the GPU', async () => {
    const { first, second } = await twoTabs();
    expect(problem(await tryOut(second).done)).toBe('other-tab');
    expect(second.vision.loads).toEqual([]);
    await first.worker.pause();
    await settle(10);
    expect(second.snapshot.run).toEqual({ type: 'running' });
  });

  test('G46: a tab in which nothing was started does not take the GPU from the one that works', async () => {
    const browser = createBrowser();
    const [first, second] = [browser.openTab(), browser.openTab()];
    await first.press({ mode: 'work' });
    expect(problem(await tryOut(second).done)).toBe('other-tab');
    await first.worker.pause();
    await settle(10);
    expect(await tryOut(second).done).toMatchObject({ type: 'done' });
  });

  test('G46: while a trial runs, another tab stands by, and goes on after it', async () => {
    const browser = createBrowser();
    const [first, second] = [browser.openTab(), browser.openTab()];
    first.vision.hold();
    const { done } = tryOut(first);
    await settle(10);
    await second.press({ mode: 'work' });
    expect(second.snapshot.run).toEqual({ type: 'standby' });
    first.vision.held[0]?.answer();
    await done;
    await settle(10);
    expect(second.snapshot.run).toEqual({ type: 'running' });
  });

  test('G46: a tab that works keeps its place through a trial, and a trial its own through Pause', async () => {
    const browser = createBrowser();
    const [first, second] = [browser.openTab(), browser.openTab()];
    await first.press({ mode: 'work' });
    await tryOut(first).done;
    await second.press({ mode: 'work' });
    expect(second.snapshot.run).toEqual({ type: 'standby' });
    first.vision.hold();
    const { done } = tryOut(first);
    await settle();
    await first.worker.pause();
    await settle(10);
    expect(second.snapshot.run).toEqual({ type: 'standby' });
    first.vision.held[0]?.answer();
    await done;
    await settle(10);
    expect(second.snapshot.run).toEqual({ type: 'running' });
  });
});
