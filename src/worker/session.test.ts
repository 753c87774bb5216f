import { describe, expect, test } from 'vitest';
import { HEARTBEAT_MS, REGISTER_DEADLINE_MS, type Session, type SessionEvent, stepSession } from './session.ts';

const NOW = 1_000_000;
/** Delays that tell which try they belong to. */
const world = { nowMs: NOW, retryDelayMs: (attempt: number) => attempt * 100 };

const step = (state: Session, event: SessionEvent) => stepSession(state, event, world);
const effectsOf = (state: Session, event: SessionEvent) => step(state, event).effects.map(({ type }) => type);

const CLOSED: Session = { type: 'closed' };
const CONNECTING: Session = { type: 'connecting', attempt: 3 };
const REGISTERING: Session = { type: 'registering', attempt: 3 };
const OPEN: Session = { type: 'open', key: 'k1', sinceMs: 5 };
const WAITING: Session = {
  type: 'waiting',
  attempt: 3,
  retryAtMs: NOW + 100,
  problem: { reason: 'relay-down', message: '' },
};
const STATES = [CLOSED, CONNECTING, REGISTERING, OPEN, WAITING];
const LOST: SessionEvent = { type: 'closed', code: 1006, reason: '' };

/** The states in which an event changes nothing at all. */
const untouchedBy = (event: SessionEvent): string[] =>
  STATES.filter((state) => {
    const { state: next, effects } = step(state, event);
    return next === state && effects.length === 0;
  }).map(({ type }) => type);

describe('registration', () => {
  test('S1: start opens a socket, and once it is open the worker registers', () => {
    const { state, effects } = step(CLOSED, { type: 'start' });
    expect(state).toEqual({ type: 'connecting', attempt: 1 });
    expect(effects[0]).toEqual({ type: 'openSocket' });
    expect(effectsOf(CONNECTING, { type: 'opened' })).toEqual(['sendRegister', 'startTimer']);
    expect(step(CONNECTING, { type: 'opened' }).state).toEqual(REGISTERING);
  });

  test('S1: the key of the newest registration counts', () => {
    const first = step(REGISTERING, { type: 'registered', key: 'k1' }).state;
    expect(first).toEqual({ type: 'open', key: 'k1', sinceMs: NOW });
    expect(step(first, { type: 'registered', key: 'k2' }).state).toMatchObject({ key: 'k2' });
  });

  test('S1: a registration that nobody asked for is ignored', () => {
    expect(untouchedBy({ type: 'registered', key: 'k' })).toEqual(['closed', 'connecting', 'waiting']);
  });

  test('S2: a heartbeat is due every 30 s from the registration on', () => {
    expect(HEARTBEAT_MS).toBe(30_000);
    expect(step(REGISTERING, { type: 'registered', key: 'k' }).effects).toEqual([{ type: 'startTimer', ms: 30_000 }]);
    const { state, effects } = step(OPEN, { type: 'timer' });
    expect(state).toBe(OPEN);
    expect(effects).toEqual([{ type: 'sendHeartbeat' }, { type: 'startTimer', ms: 30_000 }]);
  });
});

describe('trouble', () => {
  test('S3: a closed socket is opened again after the delay of its try', () => {
    const { state, effects } = step(CONNECTING, LOST);
    expect(state).toMatchObject({ type: 'waiting', attempt: 4, retryAtMs: NOW + 300 });
    expect(effects).toEqual([{ type: 'startTimer', ms: 300 }]);
    expect(step(state, { type: 'timer' }).state).toEqual({ type: 'connecting', attempt: 4 });
  });

  test('S3: after a registration the delays start anew', () => {
    expect(step(OPEN, LOST).state).toMatchObject({ type: 'waiting', attempt: 2, retryAtMs: NOW + 100 });
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

  test('S3: a network that is back ends the waiting, and nothing else', () => {
    expect(step(WAITING, { type: 'online' }).state).toEqual({ type: 'connecting', attempt: 1 });
    expect(untouchedBy({ type: 'online' })).toEqual(['closed', 'connecting', 'registering', 'open']);
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
