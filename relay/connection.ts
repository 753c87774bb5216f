// One WebSocket, from its opening to its end: it must register soon, may then say little, and is pinged to see that it lives.
import type { RawData, WebSocket } from 'ws';
import type { Clock, Stop } from './clock.ts';
import type { RelayEvent } from './events.ts';
import type { Queue } from './queue.ts';
import { readSocketMessage, type SocketMessage } from './socketMessage.ts';
import { MAX_UNSENT_BYTES, type Workers } from './workers.ts';

const REGISTER_DEADLINE_MS = 30_000;

/**
 * A laptop that was shut or lost its network leaves a socket that looks open for hours. Pongs come from the browser's
 * network process even when the page hangs, so they keep the socket, and only what the worker itself says keeps its leases.
 */
const PING_INTERVAL_MS = 15_000;

const CLOSE_MALFORMED = 1007;
const CLOSE_POLICY = 1008;

interface ConnectionDeps {
  readonly clock: Clock;
  readonly workers: Workers;
  readonly queue: Queue;
  readonly onEvent: (event: RelayEvent) => void;
}

export function serveConnection(socket: WebSocket, { clock, workers, queue, onEvent }: ConnectionDeps): void {
  let workerId: string | undefined;
  let answeredPing = true;

  const stopDeadline = clock.after(REGISTER_DEADLINE_MS, () =>
    refuse(CLOSE_POLICY, 'Nothing was registered within 30 s.'),
  );
  let stopPing: Stop = () => {};

  function ping(): void {
    // Still full since the last round, or silent: closing politely would wait for an answer that does not come.
    if (!answeredPing || socket.bufferedAmount > MAX_UNSENT_BYTES) {
      socket.terminate();
      return;
    }
    answeredPing = false;
    socket.ping();
    stopPing = clock.after(PING_INTERVAL_MS, ping);
  }

  function refuse(code: number, reason: string): void {
    onEvent({ type: 'connection-refused', reason });
    socket.close(code, reason);
  }

  function register(id: string): void {
    stopDeadline();
    workerId = id;
    const key = workers.join(id, socket);
    socket.send(JSON.stringify({ type: 'registered', data: { worker_id: id, key } }));
    for (const job of queue.queuedJobs()) socket.send(JSON.stringify({ type: 'job_available', job }));
    queue.renewLeases(id);
    stopPing = clock.after(PING_INTERVAL_MS, ping);
  }

  function receiveFirst(message: SocketMessage): void {
    if (message.type === 'register') {
      register(message.data.worker_id);
      return;
    }
    const reason = message.type === 'malformed' ? shortened(message.reason) : `it was a ${message.type} message`;
    refuse(CLOSE_POLICY, `The first message must be “register”: ${reason}.`);
  }

  function receiveLater(message: SocketMessage, from: string): void {
    if (message.type === 'malformed') {
      refuse(CLOSE_MALFORMED, `Malformed message: ${shortened(message.reason)}.`);
      return;
    }
    queue.renewLeases(from);
    if (message.type === 'foreign') onEvent({ type: 'message-ignored', workerId: from, reason: message.reason });
    if (message.type === 'register') onEvent({ type: 'message-ignored', workerId: from, reason: 'a second register' });
  }

  function receive(data: RawData, isBinary: boolean): void {
    // What arrives between our close frame and theirs was sent by a worker that does not know yet that it is refused.
    if (socket.readyState !== socket.OPEN) return;
    const message = readSocketMessage(isBinary ? undefined : data.toString());
    if (workerId === undefined) receiveFirst(message);
    else receiveLater(message, workerId);
  }

  socket.on('message', receive);
  socket.on('pong', () => (answeredPing = true));
  socket.once('close', () => {
    stopDeadline();
    stopPing();
  });
}

/** A close frame holds 123 bytes of reason, and ws throws at more: ASCII alone, so that characters are bytes. */
const shortened = (reason: string): string => reason.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
