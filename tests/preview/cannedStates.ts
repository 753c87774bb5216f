import type { DialectName } from '../../src/protocol/job.ts';
import { NO_COUNTS, type Snapshot, type WorkerEvent } from '../../src/worker/api.ts';
import { jobBlock } from '../../src/worker/jobBlock.ts';
import { CANNED_ALERT, CANNED_FINDINGS } from './cannedFindings.ts';
import { cannedEngine } from './cannedModels.ts';
import { cannedFinished, cannedJob, cannedSnapshot, GPU, ONCE_MS } from './cannedParts.ts';
import { troubleSnapshot } from './cannedTroubles.ts';
import type { SceneFrames } from './sceneFrames.ts';

const CAMERAS = ['front-door', 'yard', 'gate', 'hall'] as const;
const RESULTS = 11;

/** What the worker would have told by the time that it is in this state. */
export async function eventsOf(state: string, frames: SceneFrames): Promise<WorkerEvent[]> {
  switch (state) {
    case 'loading':
    case 'loading-paused':
    case 'preparing':
    case 'self-test':
    case 'no-model':
    case 'self-test-failed':
    case 'no-space':
    case 'file-corrupt':
    case 'model-missing':
      return [snapshot({ ...cannedSnapshot(), counts: counted(0, 0), speed: {}, engine: cannedEngine(state) })];
    case 'findings':
      return [...(await findings(frames)), snapshot({ ...cannedSnapshot(), lastOfferMs: ONCE_MS - 2000 })];
    case 'alert':
      return [...(await findings(frames)), ...(await alerting(frames))];
    case 'observing':
      return [
        ...logOfObserving(),
        snapshot({ ...cannedSnapshot(), mode: 'observe', speed: {}, engine: { type: 'none' }, counts: counted(12, 0) }),
      ];
    case 'working':
      return working(frames, 'J');
    case 'e2-working':
      return working(frames, 'E2');
    case 'standby':
      return [...(await working(frames, 'J')), snapshot({ ...workingSnapshot('J'), run: { type: 'standby' } })];
    case 'waiting':
      return [...(await results(frames)), snapshot({ ...cannedSnapshot(), lastOfferMs: ONCE_MS - 100_000 })];
    case 'silent-cameras':
      return [...(await results(frames)), snapshot({ ...cannedSnapshot(), lastOfferMs: ONCE_MS - 200_000 })];
    case 'trouble':
      return [...(await results(frames)), snapshot(troubleSnapshot('relay-down'))];
    case 'trouble-in-hand': {
      const { current } = workingSnapshot('J');
      return [...(await working(frames, 'J')), snapshot({ ...troubleSnapshot('relay-down'), current })];
    }
    case 'no-cors':
    case 'local-network':
    case 'mixed-content':
    case 'relay-down':
    case 'wrong-path':
    case 'http-unreachable':
      return [snapshot({ ...troubleSnapshot(state), counts: counted(0, 0), speed: {} })];
    case 'failed':
      return [...(await results(frames)), snapshot(failed())];
    case 'long-words':
      return longWords(frames);
    case 'paused':
      return [
        ...(await results(frames)),
        snapshot({ ...cannedSnapshot(), run: { type: 'paused' }, connection: { type: 'closed' } }),
      ];
    default:
      return [];
  }
}

function workingSnapshot(dialect: DialectName): Snapshot & Required<Pick<Snapshot, 'current'>> {
  const times = {
    offered: ONCE_MS - 2400,
    claimed: ONCE_MS - 2360,
    fetched: ONCE_MS - 2270,
    packed: ONCE_MS - 2200,
    firstToken: ONCE_MS - 1600,
  };
  const job = cannedJob('front-door', 0, 10, dialect);
  const snapshot = { ...cannedSnapshot(), dialect, current: { job, times, frame: 2 }, waitingJobs: 1 };
  return dialect === 'J' ? snapshot : { ...snapshot, counts: { ...snapshot.counts, lost: 0, dropped: 19 } };
}

async function working(frames: SceneFrames, dialect: DialectName): Promise<WorkerEvent[]> {
  const now = workingSnapshot(dialect);
  const { job } = now.current;
  const { image, sentence, objects } = await frames.draw(27, 'front-door');
  const words = sentence.split(' ');
  return [
    ...logOfObserving(),
    ...(await results(frames)),
    snapshot(now),
    { type: 'frame', jobId: job.id, frame: 2, image },
    { type: 'boxes', jobId: job.id, frame: 2, boxes: objects },
    { type: 'answer', jobId: job.id, frame: 2, text: words.slice(0, -3).join(' ') },
  ];
}

async function results(frames: SceneFrames): Promise<WorkerEvent[]> {
  const events: WorkerEvent[] = [];
  for (let i = 0; i < RESULTS; i++) {
    const age = (RESULTS - i) * 14_000;
    const camera = CAMERAS[i % CAMERAS.length] ?? 'yard';
    const frame = await frames.draw(100 + i, camera);
    const rate = 24 + Math.sin(i) * 3 + i * 0.7;
    events.push({ type: 'finished', job: cannedFinished(camera, i, frame, age, i === 7 ? { fails: true } : {}) });
    events.push(
      snapshot({
        ...cannedSnapshot(),
        counts: counted(20 + i, i + 1),
        speed: { tokensPerSecond: rate, medianJobMs: 2400, busyShare: 0.78 },
      }),
    );
  }
  return events;
}

/** One result of each task. */
async function findings(frames: SceneFrames): Promise<WorkerEvent[]> {
  const events: WorkerEvent[] = [];
  for (const [i, found] of CANNED_FINDINGS.entries()) {
    const camera = CAMERAS[i % CAMERAS.length] ?? 'yard';
    const frame = await frames.draw(100 + i, camera);
    events.push({
      type: 'finished',
      job: cannedFinished(camera, i, frame, (CANNED_FINDINGS.length - i) * 9000, found),
    });
  }
  return events;
}

/** A job that has just raised an alert, still in NOW. */
async function alerting(frames: SceneFrames): Promise<WorkerEvent[]> {
  const { current } = workingSnapshot('J');
  const frame = await frames.draw(27, 'front-door');
  const done = cannedFinished('front-door', 90, frame, 500, CANNED_ALERT);
  return [
    snapshot({ ...cannedSnapshot(), current: { ...current, job: done.job } }),
    { type: 'frame', jobId: done.job.id, frame: 0, image: frame.image },
    { type: 'finished', job: done },
    snapshot({ ...cannedSnapshot(), lastOfferMs: ONCE_MS - 2000 }),
  ];
}

/** As long as cameras and models may make them. */
async function longWords(frames: SceneFrames): Promise<WorkerEvent[]> {
  const camera = `Kellertreppenhausüberwachungskamera ${'nordost-'.repeat(10)}7`;
  const { image, objects } = await frames.draw(27, 'front-door');
  const sentence = `A ${'very '.repeat(60)}long look at Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen${'x'.repeat(90)}.`;
  const boxes = objects.map((object) => ({ ...object, label: 'Kraftfahrzeughaftpflichtversicherung' }));
  const scene = { image, sentence, objects: boxes };
  const { current, ...rest } = workingSnapshot('J');
  const job = { ...current.job, metadata: { camera } };
  return [
    ...[0, 1, 2].map(
      (i): WorkerEvent => ({ type: 'finished', job: cannedFinished(camera, i, scene, 90_000 - i * 9000) }),
    ),
    ...logOfObserving(),
    { type: 'log', line: { atMs: ONCE_MS, level: 'error', text: `[Worker] ${sentence}` } },
    snapshot({ ...rest, relayHost: `${'relay.'.repeat(20)}example:7010`, current: { ...current, job } }),
    { type: 'frame', jobId: job.id, frame: 2, image },
    { type: 'boxes', jobId: job.id, frame: 2, boxes },
    { type: 'answer', jobId: job.id, frame: 2, text: sentence },
  ];
}

const failed = (): Snapshot => ({
  ...cannedSnapshot(),
  engine: { ...GPU, device: 'wasm', deviceName: '', slow: true },
  connection: { type: 'closed' },
  run: {
    type: 'paused',
    problem: {
      reason: 'gpu-failed',
      message: 'The GPU failed 3 times in ten minutes. Paused until you press Start. The device was lost.',
    },
  },
});

const counted = (offered: number, claimed: number): Snapshot['counts'] => ({
  ...NO_COUNTS,
  offered,
  claimed,
  lost: Math.floor(claimed / 10),
  completed: claimed,
  failed: claimed > 7 ? 1 : 0,
});

function logOfObserving(): WorkerEvent[] {
  const line = (text: string, level: 'info' | 'warning' | 'error' = 'info', ageMs = 0): WorkerEvent => ({
    type: 'log',
    line: { atMs: ONCE_MS - ageMs, level, text },
  });
  return [
    line('[Worker] Connecting to ws://localhost:7010/connect', 'info', 60_000),
    line('[Worker] Registered as 4f3c2a10-9d6b-4f0e-8a55-1c2d3e4f5a6b', 'info', 59_000),
    line(jobBlock(cannedJob('front-door', 1, 3)), 'info', 40_000),
    line('[Worker] Refused a message: job.frames: job without frames', 'warning', 30_000),
    line('[Worker] Job 7b1d failed: the relay did not answer (HTTP 502).', 'error', 12_000),
    line('[Worker] Heartbeat sent'),
  ];
}

const snapshot = (value: Snapshot): WorkerEvent => ({ type: 'snapshot', snapshot: value });
