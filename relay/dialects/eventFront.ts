// Dialects E1 and E2, as Unblink's published Go relay was seen to speak them: every worker is told of every frame and
// batch, nobody claims anything, and results are events. E1 takes them over HTTP, E2 over the WebSocket.
import { cameraOf } from '../cameraOf.ts';
import type { Clock } from '../clock.ts';
import type { RelayEvent } from '../events.ts';
import { DEFAULT_QUEUE_LIMITS, type QueueLimits } from '../queueLimits.ts';
import type { Workers } from '../workers.ts';
import type { EventDialect } from './dialect.ts';
import { serveEventConnection } from './eventConnection.ts';
import { addEventsRoute } from './eventsRoute.ts';
import { addFrameRoute } from './frameRoute.ts';
import { createFrameStore } from './frameStore.ts';
import type { Front } from './front.ts';
import type { JsonObject } from './jsonObject.ts';
import { addPlainErrors } from './plainErrors.ts';
import { createSentWork } from './sentWork.ts';
import { eventsOf } from './wireEvents.ts';

/** The published relay knows no limit, and 64 MB passed. Ours is here so that nobody fills the memory with one message. */
const MAX_EVENT_BYTES = 64 * 1024 * 1024;

const PATHS = {
  E1: { socket: '/connect', frames: '/frames', events: '/events' },
  E2: { socket: '/worker/connect', frames: '/worker/frames', events: undefined },
} as const satisfies Record<EventDialect, { socket: string; frames: string; events: string | undefined }>;

interface EventFrontOptions {
  readonly dialect: EventDialect;
  readonly clock: Clock;
  readonly workers: Workers;
  readonly limits?: Partial<QueueLimits>;
  readonly onEvent: (event: RelayEvent) => void;
}

export function createEventFront({ dialect, clock, workers, limits, onEvent }: EventFrontOptions): Front {
  const paths = PATHS[dialect];
  const { keepFramesMs, maxClosedWithFrames } = { ...DEFAULT_QUEUE_LIMITS, ...limits };
  const frameStore = createFrameStore({ clock, keepMs: keepFramesMs, maxShots: maxClosedWithFrames });
  const sentWork = createSentWork();
  const shotsOf = new Map<string, number>();
  const received = { results: 0, errors: 0 };

  function receive(workerId: string, data: JsonObject): void {
    const error = data['error'];
    const failed = typeof error === 'string' && error !== '';
    received[failed ? 'errors' : 'results'] += 1;
    onEvent({
      type: 'event-received',
      workerId,
      data,
      ...(failed && { error }),
      ...sentWork.about(data),
      receivedAtMs: clock.now(),
    });
  }

  return {
    socketPath: paths.socket,
    maxMessageBytes: MAX_EVENT_BYTES,
    async addRoutes(app) {
      await app.register(async (scope) => {
        addPlainErrors(scope);
        addFrameRoute(scope, { path: paths.frames, workers, frameStore });
        if (paths.events !== undefined)
          addEventsRoute(scope, { path: paths.events, maxBytes: MAX_EVENT_BYTES, workers, receive });
      });
    },
    serve: (socket) =>
      serveEventConnection(socket, { workers, onEvent, ...(paths.events === undefined && { receive }) }),
    // The published relay says no goodbye: its process ends.
    dismiss: (socket) => socket.terminate(),
    offer(shot, frames) {
      frameStore.add(frames);
      if (workers.list().length === 0) return false;
      const earlier = shotsOf.get(shot.service_id) ?? 0;
      shotsOf.set(shot.service_id, earlier + 1);
      // The published relay's messages overtake each other: 18 of 30 batches came before the last of their frames. Here it
      // is every second one of a camera, from the first on, so that whoever looks at a single shot meets the odd case.
      for (const { message, ...place } of eventsOf(shot, { nowMs: clock.now(), batchEarly: earlier % 2 === 0 })) {
        const work = sentWork.add({ message, camera: cameraOf(shot), sentAtMs: clock.now(), ...place });
        workers.broadcast(JSON.stringify(message));
        onEvent({ type: 'work-sent', ...work });
      }
      return true;
    },
    placeOf: (workId) => sentWork.find(workId) ?? { shotId: workId },
    counts: () => ({ queued: 0, claimed: 0, done: received.results, failed: received.errors, dropped: 0 }),
    close: frameStore.close,
  };
}
