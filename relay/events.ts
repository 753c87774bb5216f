// What happens in the relay, for whoever watches: the terminal prints it, tests wait for it, the status page counts it.
import type { AskMetadata } from './ask.ts';

/** A job exactly as it goes over the wire, in `job_available` and in the answer to a claim. */
export interface WireJob {
  readonly id: string;
  readonly type: string;
  readonly service_id: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly frames: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface CompletedJob {
  readonly job: WireJob;
  readonly workerId: string;
  /** The worker's own words: an object, and nothing more is known of it. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly offeredAtMs: number;
  readonly claimedAtMs: number;
  readonly completedAtMs: number;
}

export type JobEvent =
  /** `failedTries` is 0 the first time and more when the job is offered again. */
  | { readonly type: 'job-offered'; readonly job: WireJob; readonly failedTries: number }
  | { readonly type: 'job-claimed'; readonly job: WireJob; readonly workerId: string }
  | ({ readonly type: 'job-completed' } & CompletedJob)
  /** `final`: it was the last try, and the job is not offered again. */
  | {
      readonly type: 'job-failed';
      readonly job: WireJob;
      readonly workerId: string;
      readonly error: string;
      readonly final: boolean;
    }
  | { readonly type: 'job-expired'; readonly job: WireJob; readonly workerId: string; readonly final: boolean }
  /** Nobody took it in time, and newer frames needed its place. */
  | { readonly type: 'job-dropped'; readonly job: WireJob };

/** What a relay of dialect E1 or E2 tells every worker, exactly as it goes over the wire. */
export type WireEvent =
  | {
      readonly type: 'frame';
      readonly id: string;
      /** RFC 3339, whole seconds. */
      readonly created_at: string;
      readonly data: { readonly service_id: string; readonly frame_uuid: string };
    }
  | {
      readonly type: 'frame_batch';
      readonly id: string;
      readonly created_at: string;
      readonly data: {
        readonly service_id: string;
        readonly frames: readonly string[];
        readonly metadata: AskMetadata & { readonly duration_seconds: number };
      };
    };

export interface SentWork {
  readonly message: WireEvent;
  /** The id of the `frame_batch`, or of the `frame` that is alone in its shot: one for all messages of a shot. */
  readonly shotId: string;
  /** Of a `frame`: which one of its shot. */
  readonly frame?: number;
  /** Its name, for people. */
  readonly camera: string;
  readonly sentAtMs: number;
}

export interface ReceivedEvent {
  readonly workerId: string;
  /** The worker's own words: an object, and nothing more is known of it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Why the work could not be done, where the event says so. */
  readonly error?: string;
  /** What it is about, where its `job_id` names something that is still remembered. */
  readonly work?: SentWork;
  /** Of that work, else as the event says; empty when it says nothing. */
  readonly serviceId: string;
  /** The camera's name, for people; where it is not known, `serviceId`. */
  readonly camera: string;
  readonly receivedAtMs: number;
}

export type RelayEvent =
  | JobEvent
  /** One message of E1 or E2, to every worker. */
  | ({ readonly type: 'work-sent' } & SentWork)
  /** A worker of E1 or E2 handed something in. */
  | ({ readonly type: 'event-received' } & ReceivedEvent)
  | { readonly type: 'worker-joined'; readonly workerId: string }
  | { readonly type: 'worker-left'; readonly workerId: string; readonly reason: string }
  | { readonly type: 'connection-refused'; readonly reason: string }
  | { readonly type: 'message-ignored'; readonly workerId: string; readonly reason: string }
  | { readonly type: 'camera-failed'; readonly serviceId: string; readonly reason: string };
