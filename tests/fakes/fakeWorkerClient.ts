import type { WorkerApi, WorkerEvent, WorkerSettings } from '../../src/worker/api.ts';

/** A worker thread that does nothing but remember what it was told; a test speaks in its place. */
export interface FakeWorkerClient extends WorkerApi {
  /** Every call, oldest first: `start`, `setMode work`, … */
  readonly calls: readonly string[];
  readonly settings: WorkerSettings | undefined;
  /** Sends events to the page, as the worker would. Only after `start`. */
  emit(...events: readonly WorkerEvent[]): void;
  /** From now on every command is rejected, as when the thread is gone. */
  die(cause: Error): void;
}

export function createFakeWorkerClient(onStart: (client: FakeWorkerClient) => void = () => {}): FakeWorkerClient {
  const calls: string[] = [];
  let settings: WorkerSettings | undefined;
  let listener: ((event: WorkerEvent) => void) | undefined;
  let death: Error | undefined;
  const call = async (name: string): Promise<void> => {
    calls.push(name);
    if (death) throw death;
  };
  const client: FakeWorkerClient = {
    calls,
    get settings() {
      return settings;
    },
    async start(newSettings, onEvent) {
      await call('start');
      settings = newSettings;
      listener = onEvent;
      onStart(client);
    },
    setMode: (mode) => call(`setMode ${mode}`),
    pause: () => call('pause'),
    stopAfterJob: () => call('stopAfterJob'),
    pauseDownload: (paused) => call(`pauseDownload ${paused}`),
    cancelLoad: () => call('cancelLoad'),
    checkConnection: () => call('checkConnection'),
    emit(...events) {
      if (!listener) throw new Error('The page has not called start yet.');
      for (const event of events) listener(event);
    },
    die(cause) {
      death = cause;
    },
  };
  return client;
}
