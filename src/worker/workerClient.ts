// The page's end of the worker thread. The thread lives as long as the page; its death is a bug, and is told as one.
import { proxy, wrap } from 'comlink';
import type { WorkerApi, WorkerEvent, WorkerSettings } from './api.ts';

/** @param onDeath the thread broke down, with what the browser says of it */
export function createWorkerClient(onDeath: (message: string) => void): WorkerApi {
  const worker = new Worker(new URL('./worker.worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = (event) => onDeath(event.message || 'no reason was given');
  const api = wrap<WorkerApi>(worker);
  return {
    start: (settings: WorkerSettings, onEvent: (event: WorkerEvent) => void) => api.start(settings, proxy(onEvent)),
    setMode: (mode) => api.setMode(mode),
    setLimits: (limits) => api.setLimits(limits),
    setFacts: (facts) => api.setFacts(facts),
    pause: () => api.pause(),
    stopAfterJob: () => api.stopAfterJob(),
    pauseDownload: (paused) => api.pauseDownload(paused),
    cancelLoad: () => api.cancelLoad(),
    checkConnection: () => api.checkConnection(),
    tryIt: (request, onEvent) => api.tryIt(request, proxy(onEvent)),
    stopTry: () => api.stopTry(),
    history: () => api.history(),
  };
}
