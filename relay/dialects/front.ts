// What the relay needs of a dialect. Cameras, workers, the status and the page are the same for all of them.
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { WireJob } from '../events.ts';
import type { Frames, JobCounts } from '../jobRecords.ts';

/** Where a piece of work comes from. */
export interface ShotPlace {
  readonly shotId: string;
  /** Index into the frames of the shot; undefined for all of it. */
  readonly frame?: number;
}

/** One dialect as workers meet it: where they connect, what they are told, and the routes that they call. */
export interface Front {
  readonly socketPath: string;
  /** Of one WebSocket message. */
  readonly maxMessageBytes: number;
  /** To be called before other routes are added, as hooks see only those that come later. */
  addRoutes(app: FastifyInstance): Promise<void>;
  serve(socket: WebSocket): void;
  /** Ends a socket that is not to stay: one too many, or each of them when the relay closes. */
  dismiss(socket: WebSocket, why: 'full' | 'closing'): void;
  /** Hands a shot out. False when it came to nothing and shall not be counted. */
  offer(shot: WireJob, frames: Frames): boolean;
  placeOf(workId: string): ShotPlace;
  counts(): JobCounts;
  /** Ends every timer. */
  close(): void;
}
