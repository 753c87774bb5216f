// Owns the life of the vision thread. comlink never rejects a call whose thread died, so each call here races against the
// thread's death and against silence; after a failure of the device the thread is replaced, as one failed run leaves
// transformers.js unable to run again. The model then comes from the cache.
import { proxy, releaseProxy, type Remote, wrap } from 'comlink';
import type { Clock } from '../platform/clock.ts';
import type {
  Answer,
  EngineInfo,
  FileProgress,
  LoadRequest,
  LookRequest,
  VisionApi,
  VisionFailure,
} from '../vision/api.ts';

export interface VisionClient {
  load(request: LoadRequest, onProgress: (files: readonly FileProgress[]) => void): Promise<EngineInfo | VisionFailure>;
  look(request: LookRequest, onText: (text: string) => void): Promise<Answer | VisionFailure>;
  interrupt(): void;
  close(): void;
}

interface Thread {
  readonly worker: Worker;
  readonly api: Remote<VisionApi>;
  readonly died: Promise<VisionFailure>;
}

/**
 * No token and no byte for so long means that the thread hangs. Generous: the first run compiles every shader, and a
 * software GPU under load takes a minute for its first token.
 */
const SILENCE_LIMIT_MS = 180_000;

export function createVisionClient(spawn: () => Worker, clock: Clock): VisionClient {
  let thread: Thread | undefined;
  let loaded: { readonly request: LoadRequest; readonly info: EngineInfo } | undefined;

  function open(): Thread {
    const worker = spawn();
    const died = new Promise<VisionFailure>((resolve) => {
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(lost(`The vision thread broke down: ${event.message || 'no reason was given'}.`));
      };
    });
    return { worker, api: wrap<VisionApi>(worker), died };
  }

  function drop(): void {
    thread?.api[releaseProxy]();
    thread?.worker.terminate();
    thread = undefined;
  }

  /** Runs one call; `alive` is to be called at each sign of life. */
  async function call<T>(
    run: (api: Remote<VisionApi>, alive: () => void) => Promise<T | VisionFailure>,
  ): Promise<T | VisionFailure> {
    thread ??= open();
    const watch = watchSilence(clock);
    const result = await Promise.race([run(thread.api, watch.alive).catch(asFailure), thread.died, watch.silent]);
    watch.stop();
    if (isDeviceFailure(result)) drop();
    return result;
  }

  async function load(request: LoadRequest, onProgress: (files: readonly FileProgress[]) => void) {
    if (thread && loaded && isSameRequest(loaded.request, request)) return loaded.info;
    drop();
    const result = await call<EngineInfo>((api, alive) =>
      api.load(
        request,
        proxy((files: readonly FileProgress[]) => {
          alive();
          onProgress(files);
        }),
      ),
    );
    if (result.type === 'ready') loaded = { request, info: result };
    return result;
  }

  return {
    load,
    async look(request, onText) {
      if (!thread && loaded) {
        const again = await load(loaded.request, () => {});
        if (again.type === 'failed') return again;
      }
      return call<Answer>((api, alive) =>
        api.look(
          request,
          proxy((text: string) => {
            alive();
            onText(text);
          }),
        ),
      );
    },
    interrupt() {
      void thread?.api.interrupt();
    },
    close: drop,
  };
}

const isSameRequest = (a: LoadRequest, b: LoadRequest): boolean =>
  a.modelId === b.modelId && a.device === b.device && a.pageBase === b.pageBase;

function watchSilence(clock: Clock) {
  let cancel = () => {};
  let giveUp = (_: VisionFailure) => {};
  const silent = new Promise<VisionFailure>((resolve) => {
    giveUp = resolve;
  });
  const alive = () => {
    cancel();
    cancel = clock.after(SILENCE_LIMIT_MS, () => giveUp(lost('The GPU stopped answering.')));
  };
  alive();
  return { alive, silent, stop: () => cancel() };
}

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
