// Runs the session's effects on a real socket and clock. Events of a socket that was replaced are dropped here, so that
// the state machine never hears of them.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import type { WorkerMessage } from '../protocol/messages.ts';
import { parseRelayMessage } from '../protocol/messages.ts';
import type { RelayAddress, SocketAddress } from '../protocol/relayAddress.ts';
import { watchForSleep } from './clockWatch.ts';
import { retryDelayMs } from './retryDelay.ts';
import { type Session, type SessionEffect, type SessionEvent, stepSession } from './session.ts';

/** The slice of WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  /** 1 while what is sent goes out; later it is lost without a word. */
  readonly readyState: number;
  send(text: string): void;
  close(): void;
}

export interface SessionPorts {
  /** Throws where the browser forbids the address. */
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
  /** The machine slept for so long; the session connects anew. */
  onWake(sleptMs: number): void;
  /** Another program registered under the same id; the session is closed. */
  onReplaced(): void;
}

export interface SessionLoop {
  readonly state: Session;
  /** Where it connects, or tried last. */
  readonly socketUrl: string;
  start(): void;
  stop(): void;
  /** To be told when a keyed request was answered 401 or 403. */
  keyRejected(key: string): void;
  /** There is a network again, or somebody looks at the page: nothing waits for a timer. */
  nudge(): void;
  /** False where there is no connection to say it on. */
  say(message: WorkerMessage): boolean;
}

const SOCKET_OPEN = 1;

/** @param register what `register` carries: the id, and facts that a relay may ignore */
export function createSession(
  { sockets }: Pick<RelayAddress, 'sockets'>,
  register: (WorkerMessage & { type: 'register' })['data'],
  ports: SessionPorts,
  listener: SessionListener,
): SessionLoop {
  const { clock, random } = ports;
  let state: Session = { type: 'closed' };
  let address: SocketAddress = sockets[0];
  let socket: Socket | undefined;
  let heardMs = 0;
  let cancelTimer = () => {};
  let timerDueMs = Number.POSITIVE_INFINITY;
  let stopWatch: (() => void) | undefined;

  function dispatch(event: SessionEvent): void {
    const step = stepSession(state, event, {
      nowMs: clock.now(),
      heardMs,
      addresses: sockets.length,
      retryDelayMs: (attempt) => retryDelayMs(attempt, random),
    });
    const changed = step.state !== state;
    state = step.state;
    if (changed) stopTimer();
    for (const effect of step.effects) run(effect);
    if (state.type === 'closed') endWatch();
    if (changed) listener.onState(state);
  }

  function endWatch(): void {
    stopWatch?.();
    stopWatch = undefined;
  }

  function run(effect: SessionEffect): void {
    switch (effect.type) {
      case 'openSocket':
        return openSocket(sockets[effect.address] ?? sockets[0]);
      case 'closeSocket':
        return dropSocket();
      case 'sendRegister':
        return send({ type: 'register', data: register });
      case 'sendHeartbeat':
        send({ type: 'heartbeat' });
        return listener.onHeartbeat();
      case 'startTimer':
        return startTimer(effect.ms);
      case 'tellReplaced':
        return listener.onReplaced();
    }
  }

  function startTimer(ms: number): void {
    stopTimer();
    timerDueMs = clock.now() + ms;
    cancelTimer = clock.after(ms, onTimer);
  }

  function stopTimer(): void {
    cancelTimer();
    timerDueMs = Number.POSITIVE_INFINITY;
  }

  function onTimer(): void {
    stopTimer();
    dispatch({ type: 'timer' });
  }

  function openSocket(next: SocketAddress): void {
    dropSocket();
    address = next;
    heardMs = 0;
    const opened = tryToOpen(next.url);
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
        dispatch({ type: 'closed', code, reason });
      });
  }

  /** Where the browser forbids an address, as it does ws: from an https page, it throws: in the middle of a step. */
  function tryToOpen(url: string): Socket | undefined {
    try {
      return ports.openSocket(url);
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
    heardMs = clock.now();
    // A relay that floods keeps the thread busy, and a browser may hold timers back: a heartbeat hangs on the clock. The
    // deadlines of the other states do not: what arrives is what was waited for.
    if (state.type === 'open' && heardMs >= timerDueMs) onTimer();
    const message = parseRelayMessage(data, address.events);
    if (message.type === 'unreadable') listener.onUnreadable(message.reason);
    else if (message.type === 'registered') dispatch({ workerId: register.worker_id, ...message });
    else listener.onJob(message.job);
  }

  function send(message: WorkerMessage): void {
    socket?.send(JSON.stringify(message));
  }

  return {
    get state() {
      return state;
    },
    get socketUrl() {
      return address.url;
    },
    start() {
      stopWatch ??= watchForSleep(clock, (sleptMs) => {
        listener.onWake(sleptMs);
        dispatch({ type: 'woke' });
      });
      dispatch({ type: 'start' });
    },
    stop: () => dispatch({ type: 'stop' }),
    keyRejected: (key) => dispatch({ type: 'keyRejected', key }),
    nudge: () => dispatch({ type: 'nudged' }),
    say(message) {
      if (state.type !== 'open' || socket?.readyState !== SOCKET_OPEN) return false;
      send(message);
      return true;
    },
  };
}
