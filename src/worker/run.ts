// One run of the worker, from Start to Pause: a session with one relay, its job loop and its outbox, and the snapshot of
// them that the page shows.
import { appVersion } from '../platform/build.ts';
import type { Clock } from '../platform/clock.ts';
import type { RelayAddress } from '../protocol/dialectJ.ts';
import type { KeyStore } from '../storage/keyStore.ts';
import { DEMO_MODEL_ID, findModel } from '../vision/models.ts';
import type {
  ConnectionState,
  EngineState,
  LogLevel,
  Mode,
  Problem,
  RunState,
  Snapshot,
  WorkerEvent,
  WorkerSettings,
} from './api.ts';
import { jobBlock } from './jobBlock.ts';
import { createJobLoop } from './jobLoop.ts';
import { createJobReports } from './jobReports.ts';
import { createOutbox, type Delivery } from './outbox.ts';
import { createRelayHttp } from './relayHttp.ts';
import type { Session } from './session.ts';
import { sessionLines } from './sessionLines.ts';
import { createSession, type Socket } from './sessionLoop.ts';
import type { VisionClient } from './visionClient.ts';

/** Everything that the worker needs of the world. */
export interface WorkerPorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openSocket: (url: string) => Socket;
  readonly fetch: typeof globalThis.fetch;
  readonly vision: VisionClient;
  readonly outboxStore: KeyStore<Delivery>;
}

export interface Run {
  begin(): Promise<void>;
  setMode(mode: Mode): Promise<void>;
  online(): void;
  /**
   * Gives back or finishes what is held, delivers for at most `graceMs` more, and disconnects; the run is then in `state`.
   * A second call overrules the first: Pause does not wait for a Stop that waits for its job.
   */
  end(finishCurrent: boolean, graceMs: number, state: RunState): Promise<void>;
}

/** @param stopSelf ends this run from within, for a reason that the person is told */
export function createRun(
  ports: WorkerPorts,
  settings: WorkerSettings,
  address: RelayAddress,
  emit: (event: WorkerEvent) => void,
  stopSelf: (problem: Problem) => void,
): Run {
  const { clock, vision } = ports;
  const { httpBase, socketUrl, host } = address;
  let run: RunState = { type: 'running' };
  let mode = settings.mode;
  let engine: EngineState = { type: 'none' };
  let lastOfferMs: number | undefined;
  let announced = false;
  /** Set from the first call of `end` on: what ends takes nothing more. */
  let lastState: RunState | undefined;

  const http = createRelayHttp(httpBase, settings.workerId, ports.fetch);
  const key = () => (session.state.type === 'open' ? session.state.key : undefined);

  const outbox = createOutbox(httpBase, {
    store: ports.outboxStore,
    clock,
    random: ports.random,
    send: async (delivery) => {
      const used = key();
      const verdict =
        delivery.type === 'complete'
          ? await http.complete(delivery.jobId, delivery.result, used)
          : await http.fail(delivery.jobId, delivery.error, used);
      if (verdict.type === 'keyRejected' && used) session.keyRejected(used);
      return verdict;
    },
    onSettled: (delivery, verdict) => reports.settled(delivery, verdict),
    onRetry: ({ jobId }, message) => log('warning', `[Worker] Result of job ${jobId} waits: ${message}`),
  });

  const reports = createJobReports({
    clock,
    httpBase,
    outbox,
    log,
    emit,
    changed,
    keyRejected: (used) => session.keyRejected(used),
    giveUp: stopSelf,
  });

  const jobs = createJobLoop({
    http,
    vision,
    clock,
    key,
    engine: () => (engine.type === 'ready' ? engine : undefined),
    on: reports.listener,
  });

  const session = createSession(socketUrl, { worker_id: settings.workerId, version: appVersion }, ports, {
    onState: onSession,
    onHeartbeat: () => log('info', '[Worker] Heartbeat sent'),
    onReplaced: () =>
      stopSelf({
        reason: 'replaced',
        message: 'Another tab works under the same name. Paused here: close one of the two, then press Start.',
      }),
    onUnreadable: (reason) => reports.refused(reason),
    onJob(job) {
      lastOfferMs = clock.now();
      log('info', jobBlock(job));
      reports.offered();
      jobs.offer(job);
    },
  });

  function onSession(state: Session): void {
    for (const [level, text] of sessionLines(state, socketUrl, settings.workerId)) log(level, text);
    // The relay tells a newly registered worker of all that is still open.
    if (state.type === 'connecting') jobs.forgetOffers();
    if (state.type === 'open') void outbox.flush();
    jobs.wake();
  }

  /** Loads the model once; a second call while it loads, or after, does nothing. */
  async function loadModel(): Promise<void> {
    if (engine.type === 'loading' || engine.type === 'ready') return;
    const modelId = settings.modelId || DEMO_MODEL_ID;
    const modelName = findModel(modelId).name;
    engine = { type: 'loading', modelName, files: [] };
    changed();
    const pageBase = new URL('./', settings.pageUrl).href;
    const loaded = await vision.load({ modelId, device: settings.device, pageBase }, (files) => {
      engine = { type: 'loading', modelName, files };
      changed();
    });
    engine =
      loaded.type === 'ready'
        ? loaded
        : { type: 'failed', problem: { reason: loaded.reason, message: loaded.message } };
    if (loaded.type === 'ready') {
      const seconds = (loaded.loadMs / 1000).toFixed(1);
      log(
        'info',
        `[Worker] ${loaded.modelName} (${loaded.dtype}) loaded on ${loaded.device}, ${loaded.deviceName}, in ${seconds} s`,
      );
    } else log('error', `[Worker] ${loaded.message}`);
    jobs.wake();
  }

  function snapshot(): Snapshot {
    const { current, waiting } = jobs;
    return {
      run,
      mode,
      relayHost: host,
      connection: connectionOf(session.state),
      engine,
      waitingJobs: waiting ? 1 : 0,
      counts: { ...reports.counts },
      speed: reports.speed.read(clock.now()),
      ...(current && { current: { job: current.job, times: current.times, frame: current.frame } }),
      ...(lastOfferMs !== undefined && { lastOfferMs }),
    };
  }

  /** Many things change in one turn; the page hears of them once. */
  function changed(): void {
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      emit({ type: 'snapshot', snapshot: snapshot() });
    });
  }

  function log(level: LogLevel, text: string): void {
    emit({ type: 'log', line: { atMs: clock.now(), level, text } });
  }

  async function setMode(next: Mode): Promise<void> {
    mode = next;
    changed();
    if (lastState !== undefined) return;
    jobs.setTaking(mode === 'work');
    if (mode === 'work') await loadModel();
  }

  return {
    setMode,
    online: () => session.online(),
    async begin() {
      session.start();
      await setMode(mode);
    },
    async end(finishCurrent, graceMs, state) {
      lastState = state;
      run = finishCurrent ? { type: 'stopping' } : state;
      changed();
      await jobs.drain(finishCurrent, 'the worker was paused by its owner');
      await Promise.race([outbox.flush(), new Promise<void>((resolve) => clock.after(graceMs, resolve))]);
      outbox.close();
      session.stop();
      run = lastState;
      changed();
    },
  };
}

/** The key stays in this thread. */
const connectionOf = (session: Session): ConnectionState =>
  session.type === 'open' ? { type: 'open', sinceMs: session.sinceMs } : session;
