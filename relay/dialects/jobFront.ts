// Dialect J: jobs that wait in a queue until a worker claims them. The wire is docs/PROTOCOL.md.
import type { Clock } from '../clock.ts';
import { serveConnection } from '../connection.ts';
import type { JobEvent, RelayEvent } from '../events.ts';
import { addJobRoutes } from '../jobRoutes.ts';
import { createQueue } from '../queue.ts';
import type { QueueLimits } from '../queueLimits.ts';
import type { Workers } from '../workers.ts';
import type { Front } from './front.ts';

/** A worker says `register` and `heartbeat`; a list of models is the longest that may come along. */
const MAX_MESSAGE_BYTES = 64 * 1024;
const CLOSE_GOING_AWAY = 1001;
const CLOSE_TRY_LATER = 1013;

interface JobFrontOptions {
  readonly clock: Clock;
  readonly workers: Workers;
  readonly leaseMs: number;
  readonly requireKey: boolean;
  readonly limits?: Partial<QueueLimits>;
  readonly onEvent: (event: RelayEvent) => void;
}

export function createJobFront({ clock, workers, leaseMs, requireKey, limits, onEvent }: JobFrontOptions): Front {
  const queue = createQueue({ clock, leaseMs, ...(limits && { limits }), onEvent: onJobEvent });

  function onJobEvent(event: JobEvent): void {
    if (event.type === 'job-offered') workers.broadcast(JSON.stringify({ type: 'job_available', job: event.job }));
    onEvent(event);
  }

  return {
    socketPath: '/connect',
    maxMessageBytes: MAX_MESSAGE_BYTES,
    async addRoutes(app) {
      addJobRoutes(app, { queue, workers, leaseMs, requireKey });
    },
    serve: (socket) => serveConnection(socket, { clock, workers, queue, onEvent }),
    dismiss(socket, why) {
      if (why === 'full') socket.close(CLOSE_TRY_LATER, 'The relay has too many connections.');
      else socket.close(CLOSE_GOING_AWAY, 'The relay is closing.');
    },
    offer: queue.offer,
    placeOf: (jobId) => ({ shotId: jobId }),
    counts: queue.counts,
    close: queue.close,
  };
}
