// The whole worker among fakes: its sockets, its HTTP, its vision thread, its time and its storage. What its tests start
// from, with all that the page would hear written down.
import type { Job } from '../../src/protocol/job.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import type { Snapshot, WorkerEvent, WorkerSettings } from '../../src/worker/api.ts';
import { createWorker } from '../../src/worker/createWorker.ts';
import type { Delivery } from '../../src/worker/outbox.ts';
import type { WorkerPorts } from '../../src/worker/run.ts';
import { createFakeClock, type FakeClock } from './fakeClock.ts';
import { createFakeSockets, type FakeSockets } from './fakeSocket.ts';
import { createFakeVision, type FakeVision } from './fakeVision.ts';
import { jpegBytes } from './imageBytes.ts';
import { batchCalled, jobCalled, wireEvent, wireJob } from './jobs.ts';
import { createMemoryHistoryStore, type MemoryHistoryStore } from './memoryHistoryStore.ts';
import { createMemoryKeyStore, type MemoryKeyStore } from './memoryKeyStore.ts';
import { settle } from './settle.ts';

export interface WorkerStage {
  readonly worker: ReturnType<typeof createWorker>;
  readonly clock: FakeClock;
  readonly sockets: FakeSockets;
  readonly vision: FakeVision;
  readonly store: MemoryKeyStore<Delivery>;
  readonly historyStore: MemoryHistoryStore;
  /** `POST /jobs/j1/claim`, … in their order. */
  readonly requests: readonly string[];
  /** Of the requests that had one. */
  readonly bodies: readonly SentBody[];
  /** The key of each request, in their order. */
  readonly keys: readonly (string | null)[];
  readonly events: readonly WorkerEvent[];
  readonly log: readonly string[];
  readonly snapshot: Snapshot;
  /** The status of each answer; frames that are had are JPEGs. A rejection is a relay that does not answer. */
  statusOf: (request: string) => number | Promise<number>;
  start(settings?: Partial<WorkerSettings>): Promise<void>;
  /** Starts in work mode, registers, and loads the model. */
  startWorking(settings?: Partial<WorkerSettings>): Promise<void>;
  /** The relay offers a job. */
  offer(id: string): Promise<void>;
  /** The relay tells everyone of a batch, or of this job. */
  broadcast(event: string | Job): Promise<void>;
  /** Lets the clock run, and what waits for it, in steps of half a second. */
  pass(ms: number): Promise<void>;
}

/** What a request of any dialect may carry. */
export interface SentBody extends Partial<Omit<JobResult, 'frames'>> {
  readonly worker_id: string;
  readonly job_id?: string;
  readonly frames?: readonly string[];
  readonly result?: JobResult;
  readonly error?: string;
}

const SETTINGS: WorkerSettings = {
  relay: 'ws://relay:7010/connect',
  mode: 'observe',
  take: { services: [], jobTypes: [], singleFrames: false },
  cameras: [],
  modelId: 'demo-model',
  device: 'auto',
  workerId: 'worker-1',
  pageUrl: 'http://page:8080/app/index.html',
};

/** @param ports what is to be other than usual; by default this browser has no other tab */
export function createWorkerStage(ports: Partial<WorkerPorts> = {}): WorkerStage {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const vision = createFakeVision();
  const store = createMemoryKeyStore<Delivery>();
  const historyStore = createMemoryHistoryStore();
  const requests: string[] = [];
  const bodies: SentBody[] = [];
  const keys: (string | null)[] = [];
  const events: WorkerEvent[] = [];

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
    requests.push(request);
    keys.push(new Headers(init?.headers).get('X-Worker-Key'));
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    const status = await stage.statusOf(request);
    return new Response(request.includes('/frames/') ? jpegBytes(640, 360) : '{}', { status });
  };

  const worker = createWorker({
    clock,
    random: () => 0.5,
    openSocket: sockets.openSocket,
    fetch,
    localNetworkPermission: async () => undefined,
    vision,
    outboxStore: store,
    historyStore,
    oneTab: { take: async () => () => {} },
    tabs: { post: () => {}, listen: () => {} },
    ...ports,
  });

  const stage: WorkerStage = {
    worker,
    clock,
    sockets,
    vision,
    store,
    historyStore,
    requests,
    bodies,
    keys,
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
    async startWorking(settings = {}) {
      const starting = stage.start({ mode: 'work', ...settings });
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
    async broadcast(event) {
      sockets.newest.receive(wireEvent(typeof event === 'string' ? batchCalled(event) : event));
      await settle(12);
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 500) {
        clock.advance(500);
        await settle(6);
      }
    },
  };
  return stage;
}
