// The bundled relay of dialect J: joins cameras, queue, sockets and HTTP on one port. The wire is docs/PROTOCOL.md.
import { once } from 'node:events';
import serveSockets from '@fastify/websocket';
import fastify from 'fastify';
import { MAX_FRAMES_PER_JOB } from '../src/protocol/messages.ts';
import type { Camera, ShotTruth } from './camera.ts';
import { createSyntheticCamera } from './cameras.ts';
import { type Clock, systemClock } from './clock.ts';
import { serveConnection } from './connection.ts';
import { addCors } from './cors.ts';
import type { JobEvent, RelayEvent } from './events.ts';
import { createFeed } from './feed.ts';
import { createFolderCamera } from './folderCamera.ts';
import { addErrorAnswers, HttpError, MAX_BODY_BYTES } from './httpErrors.ts';
import { addJobRoutes } from './jobRoutes.ts';
import { addPage } from './page.ts';
import { createQueue } from './queue.ts';
import type { QueueLimits } from './queueLimits.ts';
import { addStatusRoutes, createResultBoard } from './statusRoutes.ts';
import { createWorkers } from './workers.ts';

/** A worker says `register` and `heartbeat`; a list of models is the longest that may come along. */
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 200;
/** An id of 200 characters, each of which may be percent-encoded in up to four bytes. */
const MAX_PARAM_LENGTH = 200 * 12;
const CLOSE_GOING_AWAY = 1001;
const CLOSE_TRY_LATER = 1013;
/** For close frames to be answered. Who does not is cut off. */
const CLOSE_GRACE_MS = 500;

export interface RelayOptions {
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** How many of the built-in cameras, or cameras of one's own. */
  readonly cameras?: number | readonly Camera[];
  /** Between two jobs of one camera. */
  readonly intervalMs?: number;
  /** Frames a job. */
  readonly batch?: number;
  /** Jobs in all; then the cameras rest. */
  readonly count?: number;
  readonly leaseMs?: number;
  /** JPEGs to show instead of drawn scenes. */
  readonly framesFolder?: string;
  readonly seed?: number;
  /** Drawn cameras show the time of day; without it their pictures depend on the seed alone. */
  readonly stampTime?: boolean;
  readonly requireKey?: boolean;
  /** The built page. */
  readonly pageFolder?: string;
  readonly onEvent?: (event: RelayEvent) => void;
  readonly clock?: Clock;
  readonly limits?: Partial<QueueLimits>;
}

export const RELAY_DEFAULTS = {
  host: '127.0.0.1',
  port: 7010,
  cameras: 3,
  intervalMs: 4_000,
  batch: 1,
  count: Number.POSITIVE_INFINITY,
  leaseMs: 60_000,
  seed: 1,
  stampTime: false,
  requireKey: false,
  pageFolder: 'dist',
  clock: systemClock,
} as const satisfies RelayOptions;

export interface Relay {
  /** Resolves when connections are accepted; rejects when the port is taken. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends every connection and timer. May be called twice. */
  close(): Promise<void>;
  /** What a camera of ours really showed in this job; undefined for other cameras and for jobs of long ago. */
  truthOf(jobId: string): ShotTruth | undefined;
}

/** Throws when the options make no sense, for example when the folder of frames is empty. */
export function createRelay(options: RelayOptions = {}): Relay {
  const { host, port, intervalMs, count, leaseMs, requireKey, pageFolder, clock } = { ...RELAY_DEFAULTS, ...options };
  const observe = (event: RelayEvent): void => options.onEvent?.(event);
  const workers = createWorkers({ clock, onEvent: observe });
  const board = createResultBoard();
  const queue = createQueue({ clock, leaseMs, ...(options.limits && { limits: options.limits }), onEvent: onJobEvent });
  const feed = createFeed({
    cameras: makeCameras(options),
    clock,
    intervalMs,
    count,
    offer: queue.offer,
    onEvent: observe,
  });
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  let closing: Promise<void> | undefined;

  function onJobEvent(event: JobEvent): void {
    if (event.type === 'job-offered') workers.broadcast(JSON.stringify({ type: 'job_available', job: event.job }));
    if (event.type === 'job-completed') board.add(event);
    observe(event);
  }

  async function build(): Promise<void> {
    addErrorAnswers(app);
    await addCors(app);
    await app.register(serveSockets, {
      options: { maxPayload: MAX_MESSAGE_BYTES },
      // A broken frame or one that is too long: ws closes by itself with the code that fits.
      errorHandler: () => {},
      preClose: (done) => {
        app.websocketServer.close();
        done();
      },
    });
    app.route({
      method: 'GET',
      url: '/connect',
      handler: () => {
        throw new HttpError(426, 'Workers connect here with a WebSocket.');
      },
      wsHandler(socket) {
        if (app.websocketServer.clients.size > MAX_CONNECTIONS)
          socket.close(CLOSE_TRY_LATER, 'The relay has too many connections.');
        else serveConnection(socket, { clock, workers, queue, onEvent: observe });
      },
    });
    addJobRoutes(app, { queue, workers, leaseMs, requireKey });
    addStatusRoutes(app, { queue, workers, feed, board });
    await addPage(app, pageFolder);
  }

  async function endSockets(): Promise<void> {
    const sockets = [...(app.websocketServer?.clients ?? [])];
    const stopGrace = clock.after(CLOSE_GRACE_MS, () => sockets.forEach((socket) => socket.terminate()));
    for (const socket of sockets) socket.close(CLOSE_GOING_AWAY, 'The relay is closing.');
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    stopGrace();
  }

  return {
    async listen() {
      await build();
      await app.listen({ host, port });
      const address = app.server.address();
      const boundPort = typeof address === 'object' && address !== null ? address.port : port;
      feed.start();
      return { url: `http://${reachable(host)}:${boundPort}`, port: boundPort };
    },
    close() {
      closing ??= (async () => {
        feed.stop();
        queue.close();
        await Promise.all([endSockets(), app.close()]);
      })();
      return closing;
    },
    truthOf: feed.truthOf,
  };
}

function makeCameras(options: RelayOptions): readonly Camera[] {
  const { cameras, batch, seed, stampTime, clock } = { ...RELAY_DEFAULTS, ...options };
  if (typeof cameras !== 'number') return cameras;
  if (batch < 1 || batch > MAX_FRAMES_PER_JOB)
    throw new Error(`A job has 1 to ${MAX_FRAMES_PER_JOB} frames, not ${batch}.`);
  const folder = options.framesFolder;
  return Array.from({ length: cameras }, (_, index) =>
    folder === undefined
      ? createSyntheticCamera({ seed, index, batch, ...(stampTime && { stampMs: clock.now }) })
      : createFolderCamera({ folder, index, cameras, batch }),
  );
}

/** Where a person reaches a relay that listens everywhere. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
