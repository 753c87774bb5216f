// The bundled relay: joins cameras, the front of one dialect, the status and the page on one port.
import { once } from 'node:events';
import serveSockets from '@fastify/websocket';
import fastify from 'fastify';
import { MAX_FRAMES_PER_JOB } from '../src/protocol/messages.ts';
import type { AskMetadata } from './ask.ts';
import type { Camera, ShotTruth } from './camera.ts';
import { createSyntheticCamera } from './cameras.ts';
import { type Clock, systemClock } from './clock.ts';
import { addCors } from './cors.ts';
import { DIALECT_DEFAULTS, type Dialect } from './dialects/dialect.ts';
import { createEventFront } from './dialects/eventFront.ts';
import type { Front } from './dialects/front.ts';
import { createJobFront } from './dialects/jobFront.ts';
import type { RelayEvent } from './events.ts';
import { createFeed } from './feed.ts';
import { createFolderCamera } from './folderCamera.ts';
import { addErrorAnswers, HttpError, MAX_BODY_BYTES } from './httpErrors.ts';
import { addPage } from './page.ts';
import type { QueueLimits } from './queueLimits.ts';
import { createResultBoard, shownResult } from './resultBoard.ts';
import { addStatusRoutes } from './statusRoutes.ts';
import { createWorkers, type Workers } from './workers.ts';

const MAX_CONNECTIONS = 200;
/** An id of 200 characters, each of which may be percent-encoded in up to four bytes. */
const MAX_PARAM_LENGTH = 200 * 12;
/** For close frames to be answered. Who does not is cut off. */
const CLOSE_GRACE_MS = 500;

export interface RelayOptions {
  readonly dialect?: Dialect;
  /** Lets pages of other origins call the relay. Left out, it is as usual in the dialect: yes for J, no for E1 and E2. */
  readonly cors?: boolean;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** How many of the built-in cameras, or cameras of one's own. */
  readonly cameras?: number | readonly Camera[];
  /** What the jobs of the built-in cameras ask of a worker. */
  readonly ask?: AskMetadata;
  /** The same by `service_id`, for cameras that ask something of their own. */
  readonly asks?: Readonly<Record<string, AskMetadata>>;
  /** Between two jobs of one camera. */
  readonly intervalMs?: number;
  /** Frames a job: 1, and 4 in E1 and E2. Of several frames these make a `frame_batch`, besides a `frame` for each. */
  readonly batch?: number;
  /** Jobs in all; then the cameras rest. In E1 and E2 nothing waits, and only what a worker was there for counts. */
  readonly count?: number;
  /** J alone. */
  readonly leaseMs?: number;
  /** JPEGs to show instead of drawn scenes. */
  readonly framesFolder?: string;
  readonly seed?: number;
  /** Drawn cameras show the time of day; without it their pictures depend on the seed alone. */
  readonly stampTime?: boolean;
  /** J alone. */
  readonly requireKey?: boolean;
  /** The built page. */
  readonly pageFolder?: string;
  readonly onEvent?: (event: RelayEvent) => void;
  readonly clock?: Clock;
  readonly limits?: Partial<QueueLimits>;
}

export const RELAY_DEFAULTS = {
  dialect: 'J',
  host: '127.0.0.1',
  port: 7010,
  cameras: 3,
  intervalMs: 4_000,
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
  listen(): Promise<{
    /** Of pages and HTTP, without a trailing slash. */
    readonly url: string;
    /** Where workers of this dialect connect. */
    readonly socketUrl: string;
    readonly port: number;
  }>;
  /** Ends every connection and timer. May be called twice. */
  close(): Promise<void>;
  /**
   * What a camera of ours really showed in this job, `frame_batch` or `frame`; undefined for other cameras and for what
   * was long ago.
   */
  truthOf(workId: string): ShotTruth | undefined;
}

/** Throws when the options make no sense, for example when the folder of frames is empty. */
export function createRelay(options: RelayOptions = {}): Relay {
  const { host, port, intervalMs, count, cors, pageFolder, clock } = settingsOf(options);
  const workers = createWorkers({ clock, onEvent: observe });
  const board = createResultBoard();
  const front = makeFront(options, workers, observe);
  const feed = createFeed({
    cameras: makeCameras(options),
    clock,
    intervalMs,
    count,
    offer: front.offer,
    onEvent: observe,
  });
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  let closing: Promise<void> | undefined;

  function observe(event: RelayEvent): void {
    const result = shownResult(event);
    if (result !== undefined) board.add(result);
    options.onEvent?.(event);
  }

  async function build(): Promise<void> {
    addErrorAnswers(app);
    if (cors) await addCors(app);
    await app.register(serveSockets, {
      options: { maxPayload: front.maxMessageBytes },
      // A broken frame or one that is too long: ws closes by itself with the code that fits.
      errorHandler: () => {},
      preClose: (done) => {
        app.websocketServer.close();
        done();
      },
    });
    app.route({
      method: 'GET',
      url: front.socketPath,
      handler: () => {
        throw new HttpError(426, 'Workers connect here with a WebSocket.');
      },
      wsHandler(socket) {
        if (app.websocketServer.clients.size > MAX_CONNECTIONS) front.dismiss(socket, 'full');
        else front.serve(socket);
      },
    });
    // The page answers any path, and would open a socket there only to close it: a worker must see a wrong path as such.
    app.addHook('onRequest', async ({ ws, routeOptions }) => {
      if (ws && routeOptions.url !== front.socketPath)
        throw new HttpError(404, `Workers connect at ${front.socketPath}.`);
    });
    await front.addRoutes(app);
    addStatusRoutes(app, { counts: front.counts, workers, feed, board });
    await addPage(app, pageFolder);
  }

  async function endSockets(): Promise<void> {
    const sockets = [...(app.websocketServer?.clients ?? [])];
    const stopGrace = clock.after(CLOSE_GRACE_MS, () => sockets.forEach((socket) => socket.terminate()));
    for (const socket of sockets) front.dismiss(socket, 'closing');
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    stopGrace();
  }

  return {
    async listen() {
      await build();
      await app.listen({ host, port });
      const bound = app.server.address();
      const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
      feed.start();
      const address = `${reachable(host)}:${boundPort}`;
      return { url: `http://${address}`, socketUrl: `ws://${address}${front.socketPath}`, port: boundPort };
    },
    close() {
      closing ??= (async () => {
        feed.stop();
        front.close();
        await Promise.all([endSockets(), app.close()]);
        workers.close();
      })();
      return closing;
    },
    truthOf(workId) {
      const { shotId, frame } = front.placeOf(workId);
      return feed.truthOf(shotId, frame);
    },
  };
}

function settingsOf(options: RelayOptions) {
  const { dialect = RELAY_DEFAULTS.dialect } = options;
  return { ...RELAY_DEFAULTS, ...DIALECT_DEFAULTS[dialect], ...options };
}

function makeFront(options: RelayOptions, workers: Workers, onEvent: (event: RelayEvent) => void): Front {
  const { dialect, clock, leaseMs, requireKey } = settingsOf(options);
  const common = { clock, workers, onEvent, ...(options.limits && { limits: options.limits }) };
  return dialect === 'J'
    ? createJobFront({ ...common, leaseMs, requireKey })
    : createEventFront({ ...common, dialect });
}

function makeCameras(options: RelayOptions): readonly Camera[] {
  const { cameras, batch, seed, stampTime, clock } = settingsOf(options);
  if (typeof cameras !== 'number') return cameras;
  if (batch < 1 || batch > MAX_FRAMES_PER_JOB)
    throw new Error(`A job has 1 to ${MAX_FRAMES_PER_JOB} frames, not ${batch}.`);
  const folder = options.framesFolder;
  return Array.from({ length: cameras }, (_, index) => {
    const camera =
      folder === undefined
        ? createSyntheticCamera({ seed, index, batch, ...(stampTime && { stampMs: clock.now }) })
        : createFolderCamera({ folder, index, cameras, batch });
    const ask = options.asks?.[camera.serviceId] ?? options.ask;
    return ask === undefined ? camera : { ...camera, ask };
  });
}

/** Where a person reaches a relay that listens everywhere. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
