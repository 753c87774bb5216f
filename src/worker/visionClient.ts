// Owns the life of the vision thread. comlink never rejects a call whose thread died, so each call here races against the
// thread's death and against silence; after a failure of the device the thread is replaced, as one failed run leaves
// transformers.js unable to run again. The model then comes from the cache.
import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { Clock } from '../platform/clock.ts';
import type {
  Answer,
  EngineInfo,
  LoadProgress,
  LoadRequest,
  LookRequest,
  VisionApi,
  VisionFailure,
} from '../vision/api.ts';
import { type SilenceWatch, watchSilence } from './silenceWatch.ts';

export interface VisionClient {
  load(request: LoadRequest, onProgress: (progress: LoadProgress) => void): Promise<EngineInfo | VisionFailure>;
  /** Nothing where nothing is loaded. */
  pauseDownload(paused: boolean): void;
  /** The load in hand reports `interrupted`, soon also where its thread is too busy to hear of it. */
  cancelLoad(): void;
  look(request: LookRequest, onText: (text: string) => void): Promise<Answer | VisionFailure>;
  /** Announces a look that follows the one in hand. Whatever becomes of it shows in that look alone. */
  lookAhead(request: LookRequest): void;
  interrupt(): void;
  close(): void;
}

interface Thread {
  readonly worker: Worker;
  readonly api: Remote<VisionApi>;
  /** Ends of the calls in hand. Not one promise for all of them: it would keep what each race came to, for days. */
  readonly calls: Set<(failure: VisionFailure) => void>;
}

/** A model that was asked for, loaded or on its way. */
interface Model {
  readonly request: LoadRequest;
  readonly info: Promise<EngineInfo | VisionFailure>;
}

interface Loading {
  progress?: LoadProgress;
  /** Set once it was cancelled: ends the wait for the thread to hear of it. */
  stopGrace?: () => void;
}

/** A thread that builds a session or compiles shaders hears nothing. */
const CANCEL_GRACE_MS = 2000;

export function createVisionClient(spawn: () => Worker, clock: Clock): VisionClient {
  let thread: Thread | undefined;
  let model: Model | undefined;
  /** Of the newest `load`: a download that goes on is told to whoever asked last. */
  let onProgressNow: (progress: LoadProgress) => void = () => {};
  /** The load in hand. */
  let loading: Loading | undefined;

  function open(): Thread {
    const worker = spawn();
    const opened: Thread = { worker, api: wrap<VisionApi>(worker), calls: new Set() };
    worker.onerror = (event) => {
      event.preventDefault();
      drop(opened, lost(`The vision thread broke down: ${event.message || 'no reason was given'}.`));
    };
    return opened;
  }

  /** Ends a thread, unless it was ended before, and fails what it is still asked. */
  function drop(dropped: Thread | undefined, why: VisionFailure): void {
    if (!dropped || dropped !== thread) return;
    thread = undefined;
    for (const fail of dropped.calls) fail(why);
    dropped.api[releaseProxy]();
    dropped.worker.terminate();
  }

  /** Runs one call; the watch is to be told of each sign of life. */
  async function call<T>(
    run: (api: Remote<VisionApi>, watch: SilenceWatch) => Promise<T | VisionFailure>,
  ): Promise<T | VisionFailure> {
    thread ??= open();
    const used = thread;
    let fail: (failure: VisionFailure) => void = () => {};
    const failed = new Promise<VisionFailure>((resolve) => {
      fail = resolve;
    });
    used.calls.add(fail);
    const watch = watchSilence(clock, () => fail(lost('The GPU stopped answering.')));
    const result = await Promise.race([run(used.api, watch).catch(asFailure), failed]);
    watch.stop();
    used.calls.delete(fail);
    if (isDeviceFailure(result)) drop(used, REPLACED);
    return result;
  }

  async function load(request: LoadRequest, onProgress: typeof onProgressNow): Promise<EngineInfo | VisionFailure> {
    onProgressNow = onProgress;
    // One that was cancelled is about to end.
    if (thread && model && !loading?.stopGrace && isSameRequest(model.request, request)) {
      if (loading?.progress) onProgress(loading.progress);
      return model.info;
    }
    drop(thread, REPLACED);
    const ours: Loading = {};
    loading = ours;
    const info = call<EngineInfo>((api, watch) =>
      api.load(
        request,
        proxy((progress: LoadProgress) => {
          if (progress.stage === 'download') watch.hold();
          else watch.alive();
          ours.progress = progress;
          if (loading === ours) onProgressNow(progress);
        }),
      ),
    );
    const used = thread;
    model = { request, info };
    const result = await info;
    ours.stopGrace?.();
    if (loading === ours) loading = undefined;
    // A thread without a model is of no use; the next call begins anew.
    if (result.type === 'failed') drop(used, REPLACED);
    return result;
  }

  return {
    load,
    pauseDownload(paused) {
      void thread?.api.pauseDownload(paused);
    },
    cancelLoad() {
      const used = thread;
      if (!used || !loading || loading.stopGrace) return;
      void used.api.cancelLoad();
      loading.stopGrace = clock.after(CANCEL_GRACE_MS, () => drop(used, REPLACED));
    },
    async look(request, onText) {
      if (!thread && model) {
        const again = await load(model.request, () => {});
        if (again.type === 'failed') return again;
      }
      return call<Answer>((api, watch) =>
        api.look(
          request,
          proxy((text: string) => {
            watch.alive();
            onText(text);
          }),
        ),
      );
    },
    lookAhead(request) {
      // Not through `call`: it must neither end its thread nor speak for the look in hand. While a model loads it is of no use.
      if (!loading) thread?.api.lookAhead(request).catch(() => {});
    },
    interrupt() {
      void thread?.api.interrupt();
    },
    close: () => drop(thread, REPLACED),
  };
}

const isSameRequest = (a: LoadRequest, b: LoadRequest): boolean =>
  a.modelId === b.modelId &&
  a.device === b.device &&
  a.dtype === b.dtype &&
  a.framePixels === b.framePixels &&
  a.pageBase === b.pageBase &&
  a.modelHost === b.modelHost;

const REPLACED: VisionFailure = { type: 'failed', reason: 'interrupted', message: 'The vision thread was ended.' };

const lost = (message: string): VisionFailure => ({ type: 'failed', reason: 'gpu-lost', message });

/** Only what nobody expected is thrown in the vision thread. */
const asFailure = (error: unknown): VisionFailure => ({
  type: 'failed',
  reason: 'engine',
  message: `The vision thread failed: ${error instanceof Error ? error.message : String(error)}`,
});

function isDeviceFailure(result: unknown): boolean {
  const { type, reason } = result as Partial<VisionFailure>;
  return type === 'failed' && (reason === 'engine' || reason === 'gpu-lost');
}
