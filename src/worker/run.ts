// One run of the worker, from Start to Pause: a session with one relay, its job loop and its outbox, and the snapshot of
// them that the page shows.
import { appVersion } from '../platform/build.ts';
import type { Clock } from '../platform/clock.ts';
import type { FrameLuma } from '../platform/frameLuma.ts';
import type { OneTab, TabChannel } from '../platform/oneTab.ts';
import type { DialectName, Job } from '../protocol/job.ts';
import type { RelayAddress } from '../protocol/relayAddress.ts';
import type { KeyStore } from '../storage/keyStore.ts';
import type {
  ConnectionState,
  Facts,
  Limits,
  LogLevel,
  Mode,
  Problem,
  RunState,
  Snapshot,
  WorkerEvent,
  WorkerSettings,
} from './api.ts';
import { capTokens } from './capTokens.ts';
import { createChangeNotice } from './changeNotice.ts';
import { createDiagnose, type DiagnosePorts } from './diagnose.ts';
import type { HistoryRecorder, HistoryStore } from './history/recorder.ts';
import { jobBlock } from './jobBlock.ts';
import { createJobLoop } from './jobLoop.ts';
import { createJobReports } from './jobReports.ts';
import { createLastWill, lastWillOf } from './lastWill.ts';
import { createLimiter } from './limits/limiter.ts';
import { createLineBudget } from './lineBudget.ts';
import { createModelLoad, type ModelLoad } from './modelLoad.ts';
import { createOutbox, type Delivery } from './outbox.ts';
import { planJob } from './planJob.ts';
import { createRelayHttp } from './relayHttp.ts';
import { sendDelivery } from './sendDelivery.ts';
import type { Session } from './session.ts';
import { sessionLines } from './sessionLines.ts';
import { createSession, type Socket } from './sessionLoop.ts';
import type { TabMessage } from './tabMirror.ts';
import { isWanted } from './takeRules.ts';
import { createTroubles } from './troubles.ts';
import type { Turns } from './tryIt/turns.ts';
import type { VisionClient } from './visionClient.ts';

/** Everything that the worker needs of the world. */
export interface WorkerPorts extends DiagnosePorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openSocket: (url: string) => Socket;
  readonly vision: VisionClient;
  /** Absent where frames cannot be decoded: then every job is looked at. */
  readonly frameLuma?: FrameLuma | undefined;
  readonly outboxStore: KeyStore<Delivery>;
  readonly historyStore: HistoryStore;
  readonly oneTab: OneTab;
  readonly tabs: TabChannel<TabMessage>;
}

export interface Run {
  begin(): Promise<void>;
  setMode(mode: Mode): Promise<void>;
  limit(part: { readonly limits?: Limits; readonly facts?: Facts }): void;
  /** No time to wait: the network is back, or somebody looks at the page. */
  nudge(): void;
  /** Of this run, whoever asks for it first. */
  readonly model: ModelLoad;
  /** Jobs are to be done. */
  readonly wantsModel: boolean;
  /** Jobs may have the model again. */
  wake(): void;
  /**
   * Gives back or finishes what is held, delivers for at most `graceMs` more, and disconnects; the run is then in `state`.
   * A second call overrules the first: Pause does not wait for a Stop that waits for its job.
   */
  end(finishCurrent: boolean, graceMs: number, state: RunState): Promise<void>;
}

/** @param stopSelf ends this run from within, for a reason that the person is told */
export function createRun(
  ports: Omit<WorkerPorts, 'historyStore'> & { readonly history: HistoryRecorder; readonly turns: Turns },
  settings: WorkerSettings,
  facts: Facts,
  address: RelayAddress,
  emit: (event: WorkerEvent) => void,
  stopSelf: (problem: Problem) => void,
): Run {
  const { clock, vision, history } = ports;
  const { httpBase, host } = address;
  let run: RunState = { type: 'running' };
  let mode = settings.mode;
  let lastOfferMs: number | undefined;
  let dialect: DialectName | undefined;
  /** Set from the first call of `end` on: what ends takes nothing more. */
  let lastState: RunState | undefined;

  const notice = createChangeNotice(clock, () => emit({ type: 'snapshot', snapshot: snapshot() }));
  const tellHistory = createChangeNotice(clock, () => emit({ type: 'history', history: history.history }));
  const lastWill = createLastWill(
    () => lastWillOf([jobs.current, jobs.waiting], httpBase, credentials()?.key, clock.now()),
    (requests) => emit({ type: 'lastWill', requests }),
  );
  function changed(): void {
    if (!jobs.current) ports.turns.endJob();
    notice();
    lastWill();
  }

  /** A relay may open and close by the thousand as well. */
  const logSession = createLineBudget(clock, log);
  const troubles = createTroubles(createDiagnose(address, settings.pageUrl, ports), (problem) => {
    if (problem) log('warning', `[Worker] ${problem.message}`);
    changed();
  });
  const http = createRelayHttp(httpBase, { fetch: ports.fetch, clock, onEnding: troubles.onHttp });
  const credentials = () => (session.state.type === 'open' ? session.state : undefined);

  const model = createModelLoad(settings, { vision, changed, log });
  const outbox = createOutbox(httpBase, {
    store: ports.outboxStore,
    clock,
    random: ports.random,
    send: (delivery) => sendDelivery(delivery, { http, session, credentials: credentials() }),
    onSettled: (delivery, verdict) => reports.settled(delivery, verdict),
    onRetry: ({ job }, message) => log('warning', `[Worker] Result of job ${job.id} waits: ${message}`),
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
    record(work) {
      history.record(work);
      tellHistory();
    },
  });

  const limiter = createLimiter(settings.limits ?? {}, facts, { clock, log, changed, opened: () => jobs.wake() });

  const jobs = createJobLoop({
    http,
    vision,
    clock,
    credentials,
    engine: () => (model.engine.type === 'ready' ? model.engine : undefined),
    turns: ports.turns,
    stillThreshold: settings.stillThreshold ?? 0,
    frameLuma: ports.frameLuma,
    plan: (job, tasks) => capTokens(planJob(job, settings.cameras, tasks), settings.maxTokens),
    mayTake: limiter.mayTake,
    on: limiter.measuring(reports.listener),
  });

  const session = createSession(address, { worker_id: settings.workerId, version: appVersion }, ports, {
    onState: onSession,
    onHeartbeat: () => log('info', '[Worker] Heartbeat sent'),
    onReplaced: () =>
      stopSelf({
        reason: 'replaced',
        message: 'Another tab works under the same name. Paused here: close one of the two, then press Start.',
      }),
    onWake: (sleptMs) => log('info', `[Worker] Slept for ${Math.round(sleptMs / 1000)} s. Connecting anew.`),
    onUnreadable: (reason) => reports.refused(reason),
    onJob,
  });

  function onJob(job: Job): void {
    lastOfferMs = clock.now();
    dialect = job.dialect;
    reports.offered(jobBlock(job));
    if (isWanted(job, settings.take)) jobs.offer(job);
  }

  function onSession(state: Session): void {
    for (const [level, text] of sessionLines(state, session.socketUrl, settings.workerId)) logSession(level, text);
    troubles.onSession(state);
    if (state.type === 'open') void outbox.flush();
    jobs.wake();
  }

  function snapshot(): Snapshot {
    const { current, waiting } = jobs;
    return {
      run,
      mode,
      relayHost: host,
      connection: connectionOf(troubles.explain(session.state)),
      engine: model.engine,
      waitingJobs: waiting ? 1 : 0,
      counts: { ...reports.counts },
      speed: reports.speed.read(clock.now()),
      ...(current && { current: { job: current.job, times: current.times, frame: current.frame } }),
      ...(lastOfferMs !== undefined && { lastOfferMs }),
      ...(dialect && { dialect }),
      ...(troubles.current && { trouble: troubles.current }),
      ...(limiter.hold && { hold: limiter.hold }),
    };
  }

  function log(level: LogLevel, text: string): void {
    emit({ type: 'log', line: { atMs: clock.now(), level, text } });
  }

  async function setMode(next: Mode): Promise<void> {
    mode = next;
    changed();
    if (lastState !== undefined) return;
    limiter.setActive(mode === 'work');
    jobs.setTaking(mode === 'work');
    if (mode === 'work') await model.load();
    jobs.wake();
  }

  return {
    setMode,
    limit: limiter.set,
    nudge: () => session.nudge(),
    model,
    get wantsModel() {
      return mode === 'work' && lastState === undefined;
    },
    wake: () => jobs.wake(),
    async begin() {
      session.start();
      void history.read().then(tellHistory);
      await setMode(mode);
    },
    async end(finishCurrent, graceMs, state) {
      lastState = state;
      run = finishCurrent ? { type: 'stopping' } : state;
      limiter.setActive(false);
      changed();
      await jobs.drain(finishCurrent, 'the worker was paused by its owner');
      const kept = Promise.all([outbox.flush(), history.flush()]);
      await Promise.race([kept, new Promise<void>((resolve) => clock.after(graceMs, resolve))]);
      outbox.close();
      session.stop();
      run = lastState;
      changed();
    },
  };
}

/** The key stays in this thread. */
function connectionOf(session: Session): ConnectionState {
  switch (session.type) {
    case 'closed':
    case 'registering':
      return { type: session.type };
    case 'connecting':
      return { type: 'connecting', attempt: session.attempt };
    case 'open':
      return { type: 'open', sinceMs: session.sinceMs };
    case 'waiting':
      return { type: 'waiting', attempt: session.attempt, retryAtMs: session.retryAtMs, problem: session.problem };
  }
}
