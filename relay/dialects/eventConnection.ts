// One WebSocket of E1 or E2. Nothing is asked of a worker but to register first: no heartbeat, no pong, no valid fields.
// What ends the connection ends it without a close frame, so that browsers see 1006 and no reason.
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { RelayEvent } from '../events.ts';
import type { Workers } from '../workers.ts';
import { type EventMessage, readEventMessage } from './eventMessage.ts';
import { asObject, type JsonObject } from './jsonObject.ts';

interface EventConnectionDeps {
  readonly workers: Workers;
  readonly onEvent: (event: RelayEvent) => void;
  /** Takes an `event`; left out where the dialect has no such message. */
  readonly receive?: (workerId: string, data: JsonObject) => void;
}

export function serveEventConnection(socket: WebSocket, { workers, onEvent, receive }: EventConnectionDeps): void {
  let workerId: string | undefined;

  function cutOff(reason: string): void {
    onEvent({ type: 'connection-refused', reason });
    socket.terminate();
  }

  function readFirst(message: EventMessage): void {
    if (message.type === 'malformed' || message.name !== 'register') {
      const what = message.type === 'malformed' ? message.reason : `it was “${message.name.slice(0, 60)}”`;
      cutOff(`The first message must be “register”: ${what}.`);
      return;
    }
    // Ours, whatever id the worker may have sent along.
    workerId = randomUUID();
    const key = workers.join(workerId, socket);
    socket.send(JSON.stringify({ type: 'registered', data: { worker_id: workerId, key } }));
  }

  function readLater(message: EventMessage, from: string): void {
    if (message.type === 'malformed') {
      cutOff(`Malformed message: ${message.reason}.`);
      return;
    }
    const { name } = message;
    if (name === 'heartbeat') return;
    if (name === 'event' && receive !== undefined) {
      const data = asObject(message.data);
      if (data !== undefined) receive(from, data);
      else onEvent({ type: 'message-ignored', workerId: from, reason: 'an event whose data is not an object' });
      return;
    }
    const what = name === 'register' ? 'a second register' : `a message of the unknown type “${name.slice(0, 60)}”`;
    onEvent({ type: 'message-ignored', workerId: from, reason: what });
  }

  socket.on('message', (data) => {
    // What was on its way when the socket was cut off.
    if (socket.readyState !== socket.OPEN) return;
    const message = readEventMessage(data.toString());
    if (workerId === undefined) readFirst(message);
    else readLater(message, workerId);
  });
}
