// A person tries the model out on pictures of their own. No relay is needed and none hears of it. The model is the run's
// where there is a run, loaded just as for work; the trial's turn comes after the job in hand.
import type { Clock } from '../../platform/clock.ts';
import type { Problem, TryEvent, TryOutcome, TryRequest, WorkerApi } from '../api.ts';
import { createModelLoad, type ModelLoad } from '../modelLoad.ts';
import { readableText } from '../readableText.ts';
import { sentenceOf } from '../sentenceOf.ts';
import type { VisionClient } from '../visionClient.ts';
import { trialRequest, trialResult } from './trialResult.ts';
import type { Turns } from './turns.ts';

/** A run of the worker, as a trial meets it. */
export interface RunInHand {
  readonly model: ModelLoad;
  /** Jobs wait for the model. */
  readonly wantsModel: boolean;
}

export interface TryItPorts {
  readonly vision: Pick<VisionClient, 'load' | 'cancelLoad' | 'look' | 'interrupt'>;
  readonly clock: Clock;
  readonly turns: Turns;
  /** @returns false where another tab works: two models would share one GPU */
  borrowPlace(): Promise<boolean>;
  returnPlace(): void;
  run(): RunInHand | undefined;
  /** Another number after each command that may have changed the loaded model. */
  era(): number;
}

type Tell = (event: TryEvent) => void;

const STOPPED: TryOutcome = { type: 'stopped' };

const failed = (problem: Problem): TryOutcome => ({ type: 'failed', problem });

export function createTryIt(ports: TryItPorts): Pick<WorkerApi, 'tryIt' | 'stopTry'> {
  const { vision, clock, turns } = ports;
  let stop = new AbortController();
  let inHand: Promise<unknown> = Promise.resolve();
  /** Where there is no run. */
  let own: { readonly model: ModelLoad; readonly of: string } | undefined;
  /** Of the newest trial: it hears of a load that another one began. */
  let tell: Tell = () => {};

  function modelFor(request: TryRequest): ModelLoad {
    const run = ports.run();
    if (run) return run.model;
    const of = JSON.stringify([request.model, ports.era()]);
    if (own?.of === of) return own.model;
    const model: ModelLoad = createModelLoad(request.model, {
      vision,
      // A run tells it itself.
      changed: () => !ports.run() && tell({ type: 'engine', engine: model.engine }),
      log: (level, text) => tell({ type: 'log', line: { atMs: clock.now(), level, text } }),
    });
    own = { model, of };
    return model;
  }

  async function attempt(request: TryRequest, signal: AbortSignal): Promise<TryOutcome> {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    const model = modelFor(request);
    const began = model.engine.type !== 'ready' && model.engine.type !== 'loading';
    await Promise.race([model.load(), stopped]);
    const { engine } = model;
    if (signal.aborted && engine.type === 'loading' && began && !ports.run()?.wantsModel) vision.cancelLoad();
    // Whoever ends the loading ends the trial.
    if (signal.aborted || engine.type === 'none') return STOPPED;
    if (engine.type === 'failed') return failed(engine.problem);
    if (turns.jobInHand) tell({ type: 'waiting' });
    try {
      await Promise.race([turns.beginTrial(), stopped]);
      return signal.aborted ? STOPPED : await look(request, model, signal);
    } finally {
      turns.endTrial();
    }
  }

  async function look(request: TryRequest, { engine }: ModelLoad, signal: AbortSignal): Promise<TryOutcome> {
    tell({ type: 'looking' });
    const interrupt = (): void => vision.interrupt();
    signal.addEventListener('abort', interrupt);
    const answer = await vision.look(trialRequest(request), (text) => {
      // A thread that had to be replaced first has not heard of it.
      if (signal.aborted) return interrupt();
      tell({ type: 'text', text: readableText(text) });
    });
    signal.removeEventListener('abort', interrupt);
    if (signal.aborted) return STOPPED;
    if (answer.type === 'failed') {
      const { reason, message } = answer;
      log('error', `Trial of ${request.ask.task} failed: ${message}`);
      return failed({ reason, message });
    }
    if (engine.type !== 'ready') return STOPPED;
    log('info', `Tried ${request.ask.task}: ${sentenceOf(answer.finding, request.ask.language)}`);
    return { type: 'done', result: trialResult(request, answer, engine, clock.now()) };
  }

  function log(level: 'info' | 'error', text: string): void {
    tell({ type: 'log', line: { atMs: clock.now(), level, text: `[Worker] ${text}` } });
  }

  async function run(request: TryRequest, onEvent: Tell, { signal }: AbortController): Promise<TryOutcome> {
    tell = onEvent;
    if (signal.aborted) return STOPPED;
    if (!(await ports.borrowPlace())) {
      return failed({ reason: 'other-tab', message: 'Another tab of this browser works with the GPU. Try it there.' });
    }
    try {
      return await attempt(request, signal);
    } finally {
      ports.returnPlace();
    }
  }

  return {
    async tryIt(request, onEvent) {
      // One at a time: the newest is what the person wants.
      stop.abort();
      const mine = new AbortController();
      stop = mine;
      const trial = inHand.then(() => run(request, onEvent, mine));
      inHand = trial.catch(() => {});
      return trial;
    },
    async stopTry() {
      stop.abort();
    },
  };
}
