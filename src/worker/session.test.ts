import { describe, expect, test } from 'vitest';
import {
  HEARTBEAT_MS,
  REGISTER_DEADLINE_MS,
  type Session,
  type SessionEvent,
  type SessionWorld,
  SILENCE_MS,
  stepSession,
} from './session.ts';

const NOW = 1_000_000;
/** Delays that tell which try they belong to. */
const world: SessionWorld = { nowMs: NOW, heardMs: NOW, addresses: 1, retryDelayMs: (attempt) => attempt * 100 };

const step = (state: Session, event: SessionEvent, change: Partial<SessionWorld> = {}) =>
  stepSession(state, event, { ...world, ...change });
const effectsOf = (state: Session, event: SessionEvent) => step(state, event).effects.map(({ type }) => type);

const CLOSED: Session = { type: 'closed' };
const CONNECTING: Session = { type: 'connecting', attempt: 3, address: 0, tried: 0 };
const REGISTERING: Session = { type: 'registering', attempt: 3, address: 0 };
const OPEN: Session = { type: 'open', workerId: 'w1', key: 'k1', sinceMs: 5, attempt: 3, address: 0 };
const WAITING: Session = {
  type: 'waiting',
  attempt: 3,
  address: 0,
  retryAtMs: NOW + 100,
  problem: { reason: 'relay-down', message: '' },
};
const STATES = [CLOSED, CONNECTING, REGISTERING, OPEN, WAITING];
const LOST: SessionEvent = { type: 'closed', code: 1006, reason: '' };
const REGISTERED: SessionEvent = { type: 'registered', workerId: 'w1', key: 'k1' };

/** The states in which an event changes nothing at all. */
const untouchedBy = (event: SessionEvent): string[] =>
  STATES.filter((state) => {
    const { state: next, effects } = step(state, event);
    return next === state && effects.length === 0;
  }).map(({ type }) => type);

describe('registration', () => {
  test('S1: start opens a socket, and once it is open the worker registers', () => {
    const { state, effects } = step(CLOSED, { type: 'start' });
    expect(state).toEqual({ type: 'connecting', attempt: 1, address: 0, tried: 0 });
    expect(effects[0]).toEqual({ type: 'openSocket', address: 0 });
    expect(effectsOf(CONNECTING, { type: 'opened' })).toEqual(['sendRegister', 'startTimer']);
    expect(step(CONNECTING, { type: 'opened' }).state).toEqual(REGISTERING);
  });

  test('S1: the key of the newest registration counts', () => {
    const first = step(REGISTERING, REGISTERED).state;
    expect(first).toMatchObject({ type: 'open', key: 'k1', sinceMs: NOW });
    expect(step(first, { ...REGISTERED, key: 'k2' }).state).toMatchObject({ key: 'k2' });
  });

  test('S14: the id that the relay gives is the one that counts', () => {
    expect(step(REGISTERING, { ...REGISTERED, workerId: 'theirs' }).state).toMatchObject({ workerId: 'theirs' });
  });

  test('S1: a registration that nobody asked for is ignored', () => {
    expect(untouchedBy(REGISTERED)).toEqual(['closed', 'connecting', 'waiting']);
  });

  test('S2: a heartbeat is due every 30 s from the registration on', () => {
    expect(HEARTBEAT_MS).toBe(30_000);
    expect(step(REGISTERING, REGISTERED).effects).toEqual([{ type: 'startTimer', ms: 30_000 }]);
    const { state, effects } = step(OPEN, { type: 'timer' });
    expect(state).toBe(OPEN);
    expect(effects).toEqual([{ type: 'sendHeartbeat' }, { type: 'startTimer', ms: 30_000 }]);
  });

  test('S9: after three minutes without a word from the relay the worker connects anew', () => {
    expect(SILENCE_MS).toBe(180_000);
    const silent = { heardMs: NOW - 180_000 };
    expect(step(OPEN, { type: 'timer' }, { heardMs: NOW - 179_999 }).state).toBe(OPEN);
    const { state, effects } = step(OPEN, { type: 'timer' }, silent);
    expect(state).toMatchObject({ type: 'waiting', problem: { reason: 'silent' } });
    expect(effects.map(({ type }) => type)).toEqual(['closeSocket', 'startTimer']);
  });

  test('S9: a registration is a word as well', () => {
    const young: Session = { ...OPEN, sinceMs: NOW - 1000 } as Session;
    expect(step(young, { type: 'timer' }, { heardMs: 0 }).state).toBe(young);
  });
});

describe('trouble', () => {
  test('S3: a closed socket is opened again after the delay of its try', () => {
    const { state, effects } = step(CONNECTING, LOST);
    expect(state).toMatchObject({ type: 'waiting', attempt: 4, retryAtMs: NOW + 300 });
    expect(effects).toEqual([{ type: 'startTimer', ms: 300 }]);
    expect(step(state, { type: 'timer' }).state).toMatchObject({ type: 'connecting', attempt: 4 });
  });

  test.each([
    [9_999, 'goes on as before', { attempt: 4, retryAtMs: NOW + 300 }],
    [10_000, 'starts anew', { attempt: 2, retryAtMs: NOW + 100 }],
  ])('S3: after a registration that held %i ms the row of delays %s', (heldMs, _, waiting) => {
    const held: Session = { ...OPEN, sinceMs: NOW - heldMs } as Session;
    expect(step(held, LOST).state).toMatchObject({ type: 'waiting', ...waiting });
  });

  test('S3: a relay that registers and throws out at once is not asked ever faster', () => {
    let state: Session = CONNECTING;
    for (const event of [
      { type: 'opened' },
      REGISTERED,
      LOST,
      { type: 'timer' },
      { type: 'opened' },
      REGISTERED,
      LOST,
    ] as const)
      state = step(state, event).state;
    expect(state).toMatchObject({ type: 'waiting', attempt: 5, retryAtMs: NOW + 400 });
  });

  test('S3: a socket that does not even open is given up', () => {
    const { effects } = step(CLOSED, { type: 'start' });
    const deadline = effects.find(({ type }) => type === 'startTimer');
    expect(deadline).toMatchObject({ ms: 20_000 });
    expect(effectsOf(CONNECTING, { type: 'timer' })).toEqual(['closeSocket', 'startTimer']);
    expect(step(CONNECTING, { type: 'timer' }).state).toMatchObject({ problem: { reason: 'relay-down' } });
  });

  test('S4: a socket that does not answer the registration for 10 s is closed, and tried again later', () => {
    expect(REGISTER_DEADLINE_MS).toBe(10_000);
    expect(step(CONNECTING, { type: 'opened' }).effects).toContainEqual({ type: 'startTimer', ms: 10_000 });
    expect(effectsOf(REGISTERING, { type: 'timer' })).toEqual(['closeSocket', 'startTimer']);
    const { state } = step(REGISTERING, { type: 'timer' });
    expect(state).toMatchObject({ type: 'waiting', attempt: 4, problem: { reason: 'no-answer' } });
  });

  test('S3: an address that the browser forbids is told as such, and tried again later', () => {
    const { state } = step(CONNECTING, { type: 'blocked', detail: 'mixed content' });
    expect(state).toMatchObject({
      type: 'waiting',
      problem: { reason: 'relay-blocked', message: expect.stringContaining('mixed content') },
    });
    expect(untouchedBy({ type: 'blocked', detail: '' })).toEqual(['closed', 'registering', 'open', 'waiting']);
  });

  test('S6: a rejected key closes the socket and the worker registers again', () => {
    expect(effectsOf(OPEN, { type: 'keyRejected', key: 'k1' })).toEqual(['closeSocket', 'startTimer']);
    const { state } = step(OPEN, { type: 'keyRejected', key: 'k1' });
    expect(state).toMatchObject({ type: 'waiting', problem: { reason: 'key-rejected' } });
  });

  test('S6: that an old key is rejected says nothing about the one in use', () => {
    expect(untouchedBy({ type: 'keyRejected', key: 'k0' })).toHaveLength(STATES.length);
  });

  test.each([
    [1006, '', 'relay-down'],
    [1000, '', 'relay-closed'],
    [1008, 'Not a register', 'relay-closed'],
  ])('S3: a close with code %i and reason “%s” is told as %s', (code, reason, tag) => {
    const { state } = step(OPEN, { type: 'closed', code, reason });
    expect(state).toMatchObject({ problem: { reason: tag, message: expect.stringContaining(reason || 'relay') } });
  });
});

describe('events that come at the wrong time', () => {
  test('S5: a close after the close changes nothing', () => {
    expect(untouchedBy(LOST)).toEqual(['closed', 'waiting']);
  });

  test('S10: a nudge ends the waiting, makes a live worker say that it is there, and does nothing else', () => {
    expect(step(WAITING, { type: 'nudged' }).state).toMatchObject({ type: 'connecting', attempt: 1 });
    expect(step(OPEN, { type: 'nudged' })).toEqual({
      state: OPEN,
      effects: [{ type: 'sendHeartbeat' }, { type: 'startTimer', ms: 30_000 }],
    });
    expect(untouchedBy({ type: 'nudged' })).toEqual(['closed', 'connecting', 'registering']);
  });

  test('S8: a machine that slept connects anew at once, whatever it was at', () => {
    for (const state of [CONNECTING, REGISTERING, OPEN, WAITING]) {
      expect(step(state, { type: 'woke' }).state).toMatchObject({ type: 'connecting', attempt: 1 });
      expect(effectsOf(state, { type: 'woke' })).toEqual(['closeSocket', 'openSocket', 'startTimer']);
    }
    expect(untouchedBy({ type: 'woke' })).toEqual(['closed']);
  });

  test('S7: a worker whose id was taken closes and tells so, in every state with a socket', () => {
    const taken: SessionEvent = { type: 'closed', code: 4001, reason: '' };
    for (const state of [CONNECTING, REGISTERING, OPEN]) {
      expect(step(state, taken)).toEqual({ state: CLOSED, effects: [{ type: 'tellReplaced' }] });
    }
    expect(untouchedBy(taken)).toEqual(['closed', 'waiting']);
  });

  test('S3: start while it runs changes nothing', () => {
    expect(untouchedBy({ type: 'start' })).toEqual(['connecting', 'registering', 'open', 'waiting']);
  });

  test('S3: stop ends every state, and twice is fine', () => {
    for (const state of STATES) expect(step(state, { type: 'stop' }).state).toEqual(CLOSED);
    expect(untouchedBy({ type: 'stop' })).toEqual(['closed']);
  });

  test('S3: a timer that rings after the stop changes nothing', () => {
    expect(untouchedBy({ type: 'timer' })).toEqual(['closed']);
  });
});
