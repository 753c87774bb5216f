import { type Facts, NO_HISTORY, type WorkerApi, type WorkerEvent, type WorkerSettings } from '../../src/worker/api.ts';

/** A worker thread that does nothing but remember what it was told; a test speaks in its place. */
export interface FakeWorkerClient extends WorkerApi {
  /** Every call, oldest first: `start`, `setMode work`, … */
  readonly calls: readonly string[];
  readonly settings: WorkerSettings | undefined;
  /** The newest. */
  readonly facts: Facts;
  /** Sends events to the page, as the worker would. Only after `start`. */
  emit(...events: readonly WorkerEvent[]): void;
  /** What trials come to. */
  tryAs: WorkerApi['tryIt'];
  /** From now on every command is rejected, as when the thread is gone. */
  die(cause: Error): void;
}

/** @param history what was done on earlier visits */
export function createFakeWorkerClient(
  onStart: (client: FakeWorkerClient) => void = () => {},
  history = NO_HISTORY,
): FakeWorkerClient {
  const calls: string[] = [];
  let settings: WorkerSettings | undefined;
  let listener: ((event: WorkerEvent) => void) | undefined;
  let facts: Facts = {};
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
    get facts() {
      return facts;
    },
    async start(newSettings, onEvent) {
      await call('start');
      settings = newSettings;
      listener = onEvent;
      onStart(client);
    },
    setMode: (mode) => call(`setMode ${mode}`),
    setLimits: (limits) => call(`setLimits ${JSON.stringify(limits)}`),
    async setFacts(newFacts) {
      facts = newFacts;
    },
    pause: () => call('pause'),
    stopAfterJob: () => call('stopAfterJob'),
    pauseDownload: (paused) => call(`pauseDownload ${paused}`),
    cancelLoad: () => call('cancelLoad'),
    checkConnection: () => call('checkConnection'),
    async tryIt(request, onEvent) {
      await call('tryIt');
      return client.tryAs(request, onEvent);
    },
    stopTry: () => call('stopTry'),
    tryAs: async () => ({ type: 'stopped' }),
    // It changes nothing, and every page asks it.
    history: async () => history,
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
