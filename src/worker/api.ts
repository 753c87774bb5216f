// What the worker thread offers to the page: commands in, events out. The page keeps no truth of its own.
import type { DialectName, Job } from '../protocol/job.ts';
import type { JobResult } from '../protocol/result.ts';
import type { DeviceChoice, Dtype, EngineInfo, LoadProgress } from '../vision/api.ts';
import type { TaskName } from '../vision/ask.ts';
import type { History } from './history/history.ts';
import type { Facts, Hold, Limits } from './limits/limits.ts';

export type { Bucket } from './history/buckets.ts';
export { type History, HOURS, MINUTES, NO_HISTORY } from './history/history.ts';
export type { Facts, Hold, Limits, Span } from './limits/limits.ts';

/** `observe` logs jobs and takes none; `work` claims them. */
export type Mode = 'observe' | 'work';

/** Which of the work that is offered is taken. An empty list is no limit. */
export interface TakeRules {
  /** `service_id`s of cameras. */
  readonly services: readonly string[];
  /** What relays call a job's `type`. */
  readonly jobTypes: readonly string[];
  /** Whether the `frame` events of the dialects E1 and E2 are work of their own; their batches come anyway. */
  readonly singleFrames: boolean;
}

/** What is asked of a camera's jobs where they do not say it themselves. */
export interface CameraDefaults {
  /** `service_id`; the empty one is every camera, and gives way to a camera's own. */
  readonly serviceId: string;
  readonly task?: TaskName;
  readonly prompt?: string;
  readonly labels?: readonly string[];
  readonly language?: string;
  readonly maxTokens?: number;
}

export interface WorkerSettings {
  readonly relay: string;
  readonly mode: Mode;
  readonly take: TakeRules;
  readonly cameras: readonly CameraDefaults[];
  /**
   * Where no part of a camera's frames changed by more steps of brightness than this, of 255, its last answer is given again.
   * 0 or absent: every job is looked at.
   */
  readonly stillThreshold?: number;
  /** No answer has more tokens, whatever its job asks; each task's own limit where it is absent. */
  readonly maxTokens?: number;
  readonly modelId: string;
  /** A mirror of the HF Hub; the Hub itself where it is absent. */
  readonly modelHost?: string;
  readonly device: DeviceChoice;
  /** What suits the device where it is absent. */
  readonly dtype?: Dtype;
  /** The most pixels of a frame that the model is shown; our own limit where it is absent. */
  readonly framePixels?: number;
  /** Absent: there are none. */
  readonly limits?: Limits;
  /** A UUID, fixed for the life of the tab: the relay knows this worker by it. */
  readonly workerId: string;
  readonly pageUrl: string;
}

/** What is wrong, for a person: one sentence with what to do next. `reason` is a stable tag, for tests and styles. */
export interface Problem {
  readonly reason: string;
  readonly message: string;
}

export type RunState =
  | { readonly type: 'idle' }
  | { readonly type: 'running' }
  /** No further job is taken; the one in hand is finished first. */
  | { readonly type: 'stopping' }
  | { readonly type: 'paused'; readonly problem?: Problem }
  /** Another tab of this browser works; what is shown besides is that tab's. This one takes over when it ends. */
  | { readonly type: 'standby' };

export type ConnectionState =
  | { readonly type: 'closed' }
  | { readonly type: 'connecting'; readonly attempt: number }
  | { readonly type: 'registering' }
  | { readonly type: 'open'; readonly sinceMs: number }
  | { readonly type: 'waiting'; readonly attempt: number; readonly retryAtMs: number; readonly problem: Problem };

export type EngineState =
  | { readonly type: 'none' }
  | { readonly type: 'loading'; readonly modelName: string; readonly progress: LoadProgress }
  | EngineInfo
  | { readonly type: 'failed'; readonly problem: Problem };

/** Stations of a job's way, in order. */
export const STATIONS = ['offered', 'claimed', 'fetched', 'packed', 'firstToken', 'answered', 'acknowledged'] as const;
export type Station = (typeof STATIONS)[number];
/** When each station was reached, ms since the epoch. */
export type JobTimes = { readonly [S in Station]?: number };

export interface CurrentJob {
  readonly job: Job;
  readonly times: JobTimes;
  /** Index of the frame that is looked at. */
  readonly frame: number;
}

export interface Counts {
  readonly offered: number;
  readonly claimed: number;
  /** Claims that another worker won. */
  readonly lost: number;
  readonly completed: number;
  /** Of the completed: those in which nothing moved, answered as before. */
  readonly unchanged: number;
  readonly failed: number;
  /** Jobs that this worker would not take: no frames, too many, absurd ids, a task that nobody or this model cannot do, … */
  readonly refused: number;
  /** Where nobody claims (E1, E2): jobs that a newer one of their camera replaced, or that waited too long. */
  readonly dropped: number;
}

export const NO_COUNTS: Counts = {
  offered: 0,
  claimed: 0,
  lost: 0,
  completed: 0,
  unchanged: 0,
  failed: 0,
  refused: 0,
  dropped: 0,
};

export interface Speed {
  /** Of the newest 20 jobs together; undefined while no answer had more than one token. */
  readonly tokensPerSecond?: number;
  /** From claim to answer, median of the newest 20. */
  readonly medianJobMs?: number;
  /** Share of the last minute in which the device worked, 0..1. */
  readonly busyShare?: number;
}

export interface Snapshot {
  readonly run: RunState;
  readonly mode: Mode;
  readonly relayHost: string;
  readonly connection: ConnectionState;
  /** What the relay turned out to speak. */
  readonly dialect?: DialectName;
  /** What keeps this page from working with the relay although it may be connected, until it is over. */
  readonly trouble?: Problem;
  readonly engine: EngineState;
  readonly current?: CurrentJob;
  /** A job that is claimed and fetched while the current one is looked at. */
  readonly waitingJobs: number;
  readonly counts: Counts;
  readonly speed: Speed;
  /** When the newest job was offered, ms since the epoch. */
  readonly lastOfferMs?: number;
  /** Why no further job is taken at the moment, by the person's limits; the job in hand is finished. */
  readonly hold?: Hold;
}

/** Before anything has happened. */
export const idleSnapshot = (mode: Mode, relayHost: string): Snapshot => ({
  run: { type: 'idle' },
  mode,
  relayHost,
  connection: { type: 'closed' },
  engine: { type: 'none' },
  waitingJobs: 0,
  counts: NO_COUNTS,
  speed: {},
});

export interface FinishedJob {
  readonly job: Job;
  readonly times: JobTimes;
  /** The newest frame of the job; small enough to keep two dozen of. */
  readonly image?: Blob;
  readonly outcome:
    | { readonly type: 'completed'; readonly result: JobResult }
    | { readonly type: 'failed'; readonly reason: string };
}

/** A POST that the page makes when it is closed or frozen, as the worker thread may get no turn then. */
export interface LastRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type LogLevel = 'info' | 'warning' | 'error';

export interface LogLine {
  readonly atMs: number;
  readonly level: LogLevel;
  /** May hold several lines: the seed's job block is one entry. */
  readonly text: string;
}

export type WorkerEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** The frame that is looked at now. */
  | { readonly type: 'frame'; readonly jobId: string; readonly frame: number; readonly image: Blob }
  /** The answer so far: the whole text each time. */
  | { readonly type: 'answer'; readonly jobId: string; readonly frame: number; readonly text: string }
  | { readonly type: 'boxes'; readonly jobId: string; readonly frame: number; readonly boxes: JobResult['objects'] }
  | { readonly type: 'finished'; readonly job: FinishedJob }
  /** All that was done in this browser, earlier visits included. */
  | { readonly type: 'history'; readonly history: History }
  /** Gives back the jobs in hand. Replaces the requests of before. */
  | { readonly type: 'lastWill'; readonly requests: readonly LastRequest[] }
  | { readonly type: 'log'; readonly line: LogLine };

/** Which model, from where, and on what it runs. */
export type ModelSettings = Pick<
  WorkerSettings,
  'modelId' | 'modelHost' | 'device' | 'dtype' | 'framePixels' | 'pageUrl'
>;

/** What a person tries out, and with which model, should none be loaded yet. */
export interface TryRequest {
  readonly model: ModelSettings;
  readonly ask: Omit<CameraDefaults, 'serviceId' | 'task'> & { readonly task: TaskName };
  /** One or more, in the order of time: all that the answer is to be about. */
  readonly frames: readonly Blob[];
  /** Seconds from the first frame, one a frame. */
  readonly frameTimesSeconds: readonly number[];
}

export type TryEvent =
  /** Where no run tells it by its snapshot. */
  | { readonly type: 'engine'; readonly engine: EngineState }
  /** A job is in hand, and comes first. */
  | { readonly type: 'waiting' }
  | { readonly type: 'looking' }
  /** The answer so far: the whole text each time. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'log'; readonly line: LogLine };

export type TryOutcome =
  | { readonly type: 'done'; readonly result: JobResult }
  /** The reasons are those of `VisionFailure`, and `other-tab`. */
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'stopped' };

export interface WorkerApi {
  /** Connects, and loads the model when the mode is `work`. Calling it while running applies the settings anew. */
  start(settings: WorkerSettings, onEvent: (event: WorkerEvent) => void): Promise<void>;
  /** Takes effect at once: observe mode leaves the job in hand to be finished. */
  setMode(mode: Mode): Promise<void>;
  /** Takes effect at once; the connection and the job in hand stay. */
  setLimits(limits: Limits): Promise<void>;
  /** What only the page can learn. Kept, also before Start. */
  setFacts(facts: Facts): Promise<void>;
  /** Gives the job in hand back (`fail` with a reason) and disconnects. */
  pause(): Promise<void>;
  /** Finishes the job in hand and its delivery, then disconnects; resolves when that is done. */
  stopAfterJob(): Promise<void>;
  /** Holds the download of the model, or goes on with it. */
  pauseDownload(paused: boolean): Promise<void>;
  /** Ends the loading of the model: the engine is `none` then. What has arrived stays; Start or Work goes on with it. */
  cancelLoad(): Promise<void>;
  /** To be called when the page became visible again or came back from a freeze: do not wait for a timer. */
  checkConnection(): Promise<void>;
  /** Asks the model about pictures of the person's own, in any state; a second call ends the first. No relay hears of it. */
  tryIt(request: TryRequest, onEvent: (event: TryEvent) => void): Promise<TryOutcome>;
  /** Ends the trial in hand, which then comes to `stopped`. */
  stopTry(): Promise<void>;
  /** What was done here so far; the one thing that is known before `start`. */
  history(): Promise<History>;
}
