// The whole worker among fakes: its sockets, its HTTP, its vision thread, its time and its storage. What its tests start
// from, with all that the page would hear written down.
import type { JobResult } from '../../src/protocol/result.ts';
import type { Snapshot, WorkerEvent, WorkerSettings } from '../../src/worker/api.ts';
import { createWorker } from '../../src/worker/createWorker.ts';
import type { Delivery } from '../../src/worker/outbox.ts';
import { createFakeClock, type FakeClock } from './fakeClock.ts';
import { createFakeSockets, type FakeSockets } from './fakeSocket.ts';
import { createFakeVision, type FakeVision } from './fakeVision.ts';
import { jpegBytes } from './imageBytes.ts';
import { jobCalled, wireJob } from './jobs.ts';
import { createMemoryKeyStore, type MemoryKeyStore } from './memoryKeyStore.ts';
import { settle } from './settle.ts';

export interface WorkerStage {
  readonly worker: ReturnType<typeof createWorker>;
  readonly clock: FakeClock;
  readonly sockets: FakeSockets;
  readonly vision: FakeVision;
  readonly store: MemoryKeyStore<Delivery>;
  /** `POST /jobs/j1/claim`, … in their order. */
  readonly requests: readonly string[];
  readonly bodies: readonly { readonly worker_id: string; readonly result?: JobResult; readonly error?: string }[];
  readonly events: readonly WorkerEvent[];
  readonly log: readonly string[];
  readonly snapshot: Snapshot;
  /** The status of each answer; frames that are had are JPEGs. */
  statusOf: (request: string) => number | Promise<number>;
  start(settings?: Partial<WorkerSettings>): Promise<void>;
  /** Starts in work mode, registers, and loads the model. */
  startWorking(): Promise<void>;
  /** The relay offers a job. */
  offer(id: string): Promise<void>;
}

const SETTINGS: WorkerSettings = {
  relay: 'ws://relay:7010/connect',
  mode: 'observe',
  modelId: 'demo-model',
  device: 'auto',
  workerId: 'worker-1',
  pageUrl: 'http://page:8080/app/index.html',
};

export function createWorkerStage(): WorkerStage {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const vision = createFakeVision();
  const store = createMemoryKeyStore<Delivery>();
  const requests: string[] = [];
  const bodies: WorkerStage['bodies'][number][] = [];
  const events: WorkerEvent[] = [];

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
    requests.push(request);
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    const status = await stage.statusOf(request);
    return new Response(request.includes('/frames/') ? jpegBytes(640, 360) : '{}', { status });
  };

  const worker = createWorker({
    clock,
    random: () => 0.5,
    openSocket: sockets.openSocket,
    fetch,
    vision,
    outboxStore: store,
  });

  const stage: WorkerStage = {
    worker,
    clock,
    sockets,
    vision,
    store,
    requests,
    bodies,
    events,
    get log() {
      return events.flatMap((event) => (event.type === 'log' ? [event.line.text] : []));
    },
    get snapshot() {
      const newest = events.filter((event) => event.type === 'snapshot').at(-1);
      if (!newest) throw new Error('the worker has told nothing yet');
      return newest.snapshot;
    },
    statusOf: () => 200,
    async start(settings = {}) {
      await worker.start({ ...SETTINGS, ...settings }, (event) => events.push(event));
      await settle();
    },
    async startWorking() {
      const starting = stage.start({ mode: 'work' });
      await settle();
      sockets.register();
      await starting;
      await settle();
    },
    async offer(id) {
      sockets.newest.receive({ type: 'job_available', job: wireJob(jobCalled(id)) });
      // Bodies of real Responses are read in turns of their own.
      await settle(12);
    },
  };
  return stage;
}
