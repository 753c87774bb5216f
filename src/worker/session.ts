// The life of the connection to a relay, as a pure step: (state, event) to (state, effects). sessionLoop.ts runs the
// effects. There is one timer: starting it, or leaving for a state without one, takes the old one back.
import type { Problem } from './api.ts';
import { UNREACHABLE, verdictOf } from './verdict.ts';

export type Session =
  | { readonly type: 'closed' }
  /** `tried`: how many other addresses of the relay failed in this attempt. */
  | { readonly type: 'connecting'; readonly attempt: number; readonly address: number; readonly tried: number }
  | { readonly type: 'registering'; readonly attempt: number; readonly address: number }
  | {
      readonly type: 'open';
      /** As the relay calls this worker: some give ids of their own. */
      readonly workerId: string;
      readonly key: string;
      readonly sinceMs: number;
      readonly attempt: number;
      readonly address: number;
    }
  | {
      readonly type: 'waiting';
      readonly attempt: number;
      readonly address: number;
      readonly retryAtMs: number;
      readonly problem: Problem;
    };

export type SessionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'opened' }
  /** The browser would not even try to connect. */
  | { readonly type: 'blocked'; readonly detail: string }
  | { readonly type: 'registered'; readonly workerId: string; readonly key: string }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  /** A request with this key was answered 401 or 403. */
  | { readonly type: 'keyRejected'; readonly key: string }
  /** There is a network again, or the page is looked at again: no time to wait. */
  | { readonly type: 'nudged' }
  /** The machine slept: the connection may be dead without knowing it. */
  | { readonly type: 'woke' }
  /** The state's timer ran out. */
  | { readonly type: 'timer' };

export type SessionEffect =
  /** `address` counts the places where this relay may take workers. */
  | { readonly type: 'openSocket'; readonly address: number }
  | { readonly type: 'closeSocket' }
  | { readonly type: 'sendRegister' }
  | { readonly type: 'sendHeartbeat' }
  | { readonly type: 'startTimer'; readonly ms: number }
  /** Another program registered under the same id: the two would throw each other out for ever. */
  | { readonly type: 'tellReplaced' };

/** What a step may ask of the world. */
export interface SessionWorld {
  readonly nowMs: number;
  /** When a message last came on the socket in use. */
  readonly heardMs: number;
  readonly addresses: number;
  readonly retryDelayMs: (attempt: number) => number;
}

export interface SessionStep {
  readonly state: Session;
  readonly effects: readonly SessionEffect[];
}

/** The seed's worker sends one every 30 s. */
export const HEARTBEAT_MS = 30_000;
/** A socket that opened, or is opening, and says nothing for so long is given up. */
export const REGISTER_DEADLINE_MS = 10_000;
/** A connection that takes longer than this to open is given up: a dropped SYN would wait for minutes. */
const CONNECT_DEADLINE_MS = 20_000;
/** A registration that held for so long was a good one: the delays before the next try start anew. */
const GOOD_AFTER_MS = 10_000;
/**
 * No relay answers heartbeats, so a connection that died in silence looks like a quiet camera. Connecting anew costs a relay
 * less than a worker that hears nothing for ever.
 */
export const SILENCE_MS = 180_000;

export function stepSession(state: Session, event: SessionEvent, world: SessionWorld): SessionStep {
  switch (event.type) {
    case 'start':
      return state.type === 'closed' ? connect(1, 0) : stay(state);
    case 'stop':
      return state.type === 'closed' ? stay(state) : { state: { type: 'closed' }, effects: [{ type: 'closeSocket' }] };
    case 'opened':
      return state.type === 'connecting' ? register(state) : stay(state);
    case 'blocked':
      return state.type === 'connecting' ? wait(state, blockedProblem(event.detail), world) : stay(state);
    case 'registered':
      return state.type === 'registering' || state.type === 'open' ? open(state, event, world) : stay(state);
    case 'closed':
      return state.type === 'closed' || state.type === 'waiting' ? stay(state) : onClosed(state, event, world);
    case 'keyRejected':
      // A key that is no longer ours tells nothing about the one that we have now.
      return state.type === 'open' && state.key === event.key ? again(state, KEY_REJECTED, world) : stay(state);
    case 'nudged':
      if (state.type === 'waiting') return connect(1, state.address);
      return state.type === 'open' ? heartbeat(state) : stay(state);
    case 'woke':
      return state.type === 'closed' ? stay(state) : afterClosing(connect(1, state.address));
    case 'timer':
      return onTimer(state, world);
  }
}

type Live = Exclude<Session, { type: 'closed' | 'waiting' }>;

function onClosed(state: Live, event: SessionEvent & { type: 'closed' }, world: SessionWorld): SessionStep {
  const verdict = verdictOf(event);
  if (verdict.type === 'replaced') return { state: { type: 'closed' }, effects: [{ type: 'tellReplaced' }] };
  if (state.type === 'connecting' && state.tried + 1 < world.addresses) {
    return connect(state.attempt, nextAddress(state, world), state.tried + 1);
  }
  return wait(state, { reason: verdict.reason, message: verdict.message }, world);
}

function onTimer(state: Session, world: SessionWorld): SessionStep {
  switch (state.type) {
    case 'closed':
      return stay(state);
    case 'connecting':
      return again(state, UNREACHABLE, world);
    case 'registering':
      return again(state, NO_ANSWER, world);
    case 'open':
      return world.nowMs - Math.max(state.sinceMs, world.heardMs) < SILENCE_MS
        ? heartbeat(state)
        : again(state, SILENT, world);
    case 'waiting':
      return connect(state.attempt, state.address);
  }
}

const NO_ANSWER: Problem = {
  reason: 'no-answer',
  message: 'The server at this address takes connections and answers nothing. Is it a relay, and is the path right?',
};
const KEY_REJECTED: Problem = {
  reason: 'key-rejected',
  message: 'The relay no longer takes the key. Registering again.',
};
const SILENT: Problem = {
  reason: 'silent',
  message: 'Nothing came from the relay for three minutes. Connecting anew, in case that the connection is dead.',
};

const blockedProblem = (detail: string): Problem => ({
  reason: 'relay-blocked',
  message: `The browser forbids a connection to this address: ${detail}`,
});

const connect = (attempt: number, address: number, tried = 0): SessionStep => ({
  state: { type: 'connecting', attempt, address, tried },
  effects: [
    { type: 'openSocket', address },
    { type: 'startTimer', ms: CONNECT_DEADLINE_MS },
  ],
});

const register = ({ attempt, address }: Session & { type: 'connecting' }): SessionStep => ({
  state: { type: 'registering', attempt, address },
  effects: [{ type: 'sendRegister' }, { type: 'startTimer', ms: REGISTER_DEADLINE_MS }],
});

const open = (
  { attempt, address }: Session & { type: 'registering' | 'open' },
  { workerId, key }: SessionEvent & { type: 'registered' },
  { nowMs }: SessionWorld,
): SessionStep => ({
  state: { type: 'open', workerId, key, sinceMs: nowMs, attempt, address },
  effects: [{ type: 'startTimer', ms: HEARTBEAT_MS }],
});

const heartbeat = (state: Session & { type: 'open' }): SessionStep => ({
  state,
  effects: [{ type: 'sendHeartbeat' }, { type: 'startTimer', ms: HEARTBEAT_MS }],
});

function wait(state: Live, problem: Problem, world: SessionWorld): SessionStep {
  const good = state.type === 'open' && world.nowMs - state.sinceMs >= GOOD_AFTER_MS;
  const attempt = good ? 1 : state.attempt;
  const ms = world.retryDelayMs(attempt);
  return {
    state: {
      type: 'waiting',
      attempt: attempt + 1,
      // One that gave a key is the right one.
      address: state.type === 'open' ? state.address : nextAddress(state, world),
      retryAtMs: world.nowMs + ms,
      problem,
    },
    effects: [{ type: 'startTimer', ms }],
  };
}

const again = (state: Live, problem: Problem, world: SessionWorld): SessionStep =>
  afterClosing(wait(state, problem, world));

const afterClosing = ({ state, effects }: SessionStep): SessionStep => ({
  state,
  effects: [{ type: 'closeSocket' }, ...effects],
});

/** Nothing changes; a running timer runs on. */
const stay = (state: Session): SessionStep => ({ state, effects: [] });

const nextAddress = ({ address }: Live, { addresses }: SessionWorld): number => (address + 1) % addresses;
