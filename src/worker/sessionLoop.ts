// Runs the session's effects on a real socket and clock. Events of a socket that was replaced are dropped here, so that
// the state machine never hears of them.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import type { WorkerMessage } from '../protocol/messages.ts';
import { parseRelayMessage } from '../protocol/messages.ts';
import { retryDelayMs } from './retryDelay.ts';
import { type Session, type SessionEffect, type SessionEvent, stepSession } from './session.ts';

/** The slice of WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface SessionPorts {
  readonly openSocket: (url: string) => Socket;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface SessionListener {
  onState(state: Session): void;
  onJob(job: Job): void;
  /** A message was not understood and is ignored. */
  onUnreadable(reason: string): void;
  onHeartbeat(): void;
  /** Another program registered under the same id; the session is closed, as the two would throw each other out for ever. */
  onReplaced(): void;
}

export interface SessionLoop {
  readonly state: Session;
  start(): void;
  stop(): void;
  /** To be told when a keyed request was answered 401 or 403. */
  keyRejected(key: string): void;
  online(): void;
}

/** What the bundled relay closes a socket with when its worker id is registered by another (docs/PROTOCOL.md). */
const CLOSE_REPLACED = 4001;

/** @param register what `register` carries: the id, and facts that a relay may ignore */
export function createSession(
  socketUrl: string,
  register: (WorkerMessage & { type: 'register' })['data'],
  ports: SessionPorts,
  listener: SessionListener,
): SessionLoop {
  let state: Session = { type: 'closed' };
  let socket: Socket | undefined;
  let cancelTimer = () => {};

  function dispatch(event: SessionEvent): void {
    const { clock, random } = ports;
    const step = stepSession(state, event, {
      nowMs: clock.now(),
      retryDelayMs: (attempt) => retryDelayMs(attempt, random),
    });
    const changed = step.state !== state;
    state = step.state;
    if (changed) cancelTimer();
    for (const effect of step.effects) run(effect);
    if (changed) listener.onState(state);
  }

  function run(effect: SessionEffect): void {
    switch (effect.type) {
      case 'openSocket':
        return openSocket();
      case 'closeSocket':
        return dropSocket();
      case 'sendRegister':
        return send({ type: 'register', data: register });
      case 'sendHeartbeat':
        send({ type: 'heartbeat' });
        return listener.onHeartbeat();
      case 'startTimer':
        cancelTimer();
        cancelTimer = ports.clock.after(effect.ms, () => dispatch({ type: 'timer' }));
    }
  }

  function openSocket(): void {
    dropSocket();
    const opened = tryToOpen();
    if (!opened) return;
    socket = opened;
    const ifCurrent = (act: () => void) => {
      if (socket === opened) act();
    };
    opened.onopen = () => ifCurrent(() => dispatch({ type: 'opened' }));
    opened.onmessage = ({ data }) => ifCurrent(() => read(data));
    opened.onclose = ({ code, reason }) =>
      ifCurrent(() => {
        socket = undefined;
        if (code === CLOSE_REPLACED) {
          dispatch({ type: 'stop' });
          listener.onReplaced();
        } else dispatch({ type: 'closed', code, reason });
      });
  }

  /** Where the browser forbids an address, as it does ws: from an https page, it throws: in the middle of a step. */
  function tryToOpen(): Socket | undefined {
    try {
      return ports.openSocket(socketUrl);
    } catch (error) {
      const connecting = state;
      const detail = error instanceof Error ? error.message : String(error);
      queueMicrotask(() => {
        if (state === connecting) dispatch({ type: 'blocked', detail });
      });
      return undefined;
    }
  }

  function dropSocket(): void {
    const dropped = socket;
    socket = undefined;
    dropped?.close();
  }

  function read(data: unknown): void {
    const message = parseRelayMessage(data);
    if (message.type === 'unreadable') listener.onUnreadable(message.reason);
    else if (message.type === 'registered') dispatch({ type: 'registered', key: message.key });
    else listener.onJob(message.job);
  }

  function send(message: WorkerMessage): void {
    socket?.send(JSON.stringify(message));
  }

  return {
    get state() {
      return state;
    },
    start: () => dispatch({ type: 'start' }),
    stop: () => dispatch({ type: 'stop' }),
    keyRejected: (key) => dispatch({ type: 'keyRejected', key }),
    online: () => dispatch({ type: 'online' }),
  };
}
