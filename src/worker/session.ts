// The life of the connection to a relay, as a pure step: (state, event) to (state, effects). sessionLoop.ts runs the
// effects. There is one timer: starting it, or leaving for a state without one, takes the old one back.
import type { Problem } from './api.ts';

export type Session =
  | { readonly type: 'closed' }
  | { readonly type: 'connecting'; readonly attempt: number }
  | { readonly type: 'registering'; readonly attempt: number }
  | { readonly type: 'open'; readonly key: string; readonly sinceMs: number }
  | { readonly type: 'waiting'; readonly attempt: number; readonly retryAtMs: number; readonly problem: Problem };

export type SessionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'opened' }
  /** The browser would not even try to connect. */
  | { readonly type: 'blocked'; readonly detail: string }
  | { readonly type: 'registered'; readonly key: string }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  /** A request with this key was answered 401 or 403. */
  | { readonly type: 'keyRejected'; readonly key: string }
  /** The browser says that there is a network again. */
  | { readonly type: 'online' }
  /** The state's timer ran out. */
  | { readonly type: 'timer' };

export type SessionEffect =
  | { readonly type: 'openSocket' }
  | { readonly type: 'closeSocket' }
  | { readonly type: 'sendRegister' }
  | { readonly type: 'sendHeartbeat' }
  | { readonly type: 'startTimer'; readonly ms: number };

/** What a step may ask of the world. */
export interface SessionWorld {
  readonly nowMs: number;
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

export function stepSession(state: Session, event: SessionEvent, world: SessionWorld): SessionStep {
  switch (event.type) {
    case 'start':
      return state.type === 'closed' ? connect(1) : stay(state);
    case 'stop':
      return state.type === 'closed' ? stay(state) : { state: { type: 'closed' }, effects: [{ type: 'closeSocket' }] };
    case 'opened':
      return state.type === 'connecting'
        ? {
            state: { type: 'registering', attempt: state.attempt },
            effects: [{ type: 'sendRegister' }, { type: 'startTimer', ms: REGISTER_DEADLINE_MS }],
          }
        : stay(state);
    case 'blocked':
      return state.type === 'connecting' ? wait(state.attempt, blockedProblem(event.detail), world) : stay(state);
    case 'registered':
      return state.type === 'registering' || state.type === 'open'
        ? {
            state: { type: 'open', key: event.key, sinceMs: world.nowMs },
            effects: [{ type: 'startTimer', ms: HEARTBEAT_MS }],
          }
        : stay(state);
    case 'closed':
      return isLive(state) ? wait(attemptOf(state), closeProblem(event.code, event.reason), world) : stay(state);
    case 'keyRejected':
      // A key that is no longer ours tells nothing about the one that we have now.
      return state.type === 'open' && state.key === event.key ? again(KEY_REJECTED, 1, world) : stay(state);
    case 'online':
      return state.type === 'waiting' ? connect(1) : stay(state);
    case 'timer':
      return onTimer(state, world);
  }
}

function onTimer(state: Session, world: SessionWorld): SessionStep {
  switch (state.type) {
    case 'closed':
      return stay(state);
    case 'connecting':
      return again(closeProblem(1006, ''), state.attempt, world);
    case 'registering':
      return again(NO_ANSWER, state.attempt, world);
    case 'open':
      return { state, effects: [{ type: 'sendHeartbeat' }, { type: 'startTimer', ms: HEARTBEAT_MS }] };
    case 'waiting':
      return connect(state.attempt);
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

const blockedProblem = (detail: string): Problem => ({
  reason: 'relay-blocked',
  message: `The browser forbids a connection to this address: ${detail}`,
});

function closeProblem(code: number, reason: string): Problem {
  if (reason) return { reason: 'relay-closed', message: `The relay closed the connection: ${reason}.` };
  if (code === 1006) {
    return { reason: 'relay-down', message: 'The relay cannot be reached. Is it running, and is the address right?' };
  }
  return { reason: 'relay-closed', message: `The relay closed the connection (code ${code}).` };
}

const connect = (attempt: number): SessionStep => ({
  state: { type: 'connecting', attempt },
  effects: [{ type: 'openSocket' }, { type: 'startTimer', ms: CONNECT_DEADLINE_MS }],
});

function wait(attempt: number, problem: Problem, world: SessionWorld): SessionStep {
  const ms = world.retryDelayMs(attempt);
  return {
    state: { type: 'waiting', attempt: attempt + 1, retryAtMs: world.nowMs + ms, problem },
    effects: [{ type: 'startTimer', ms }],
  };
}

function again(problem: Problem, attempt: number, world: SessionWorld): SessionStep {
  const { state, effects } = wait(attempt, problem, world);
  return { state, effects: [{ type: 'closeSocket' }, ...effects] };
}

/** Nothing changes; a running timer runs on. */
const stay = (state: Session): SessionStep => ({ state, effects: [] });

const isLive = (state: Session): boolean => state.type !== 'closed' && state.type !== 'waiting';

const attemptOf = (state: Session): number => ('attempt' in state ? state.attempt : 1);
