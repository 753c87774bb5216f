import { expect, test } from 'vitest';
import { type Session, type SessionEvent, type SessionWorld, stepSession } from './session.ts';

const NOW = 1_000_000;
const world: SessionWorld = { nowMs: NOW, heardMs: NOW, addresses: 2, retryDelayMs: (attempt) => attempt * 100 };
const LOST: SessionEvent = { type: 'closed', code: 1006, reason: '' };
const REGISTERED: SessionEvent = { type: 'registered', workerId: 'w', key: 'k' };
const START: SessionEvent = { type: 'start' };
const OPENED: SessionEvent = { type: 'opened' };
const TIMER: SessionEvent = { type: 'timer' };

/** Where the worker is, and which addresses it tried, after these events one second apart. */
function after(...events: readonly SessionEvent[]) {
  let state: Session = { type: 'closed' };
  const opened: number[] = [];
  events.forEach((event, i) => {
    const step = stepSession(state, event, { ...world, nowMs: NOW + i * 1000 });
    for (const effect of step.effects) if (effect.type === 'openSocket') opened.push(effect.address);
    state = step.state;
  });
  return { state, opened };
}

test('D9: where the first address takes no workers the second is tried at once, in the same try', () => {
  const { state, opened } = after(START, LOST);
  expect(state).toMatchObject({ type: 'connecting', attempt: 1, address: 1 });
  expect(opened).toEqual([0, 1]);
});

test('D9: where neither takes workers both are tried again after the delay, beginning with the first', () => {
  const { state, opened } = after(START, LOST, LOST);
  expect(state).toMatchObject({ type: 'waiting', attempt: 2, address: 0 });
  expect([...opened, ...after(START, LOST, LOST, TIMER, LOST).opened.slice(2)]).toEqual([0, 1, 0, 1]);
});

test('D9: the address that gave a key is the first of every later try', () => {
  const registered = [START, LOST, OPENED, REGISTERED] as const;
  expect(after(...registered).state).toMatchObject({ type: 'open', address: 1 });
  expect(after(...registered, LOST, TIMER).opened).toEqual([0, 1, 1]);
  // It is down: the other one is looked at too, and the good one stays the first.
  expect(after(...registered, LOST, TIMER, LOST, LOST, TIMER).opened).toEqual([0, 1, 1, 0, 1]);
});

test('D9: a server that takes the socket and answers nothing makes the other address the next', () => {
  const { state } = after(START, OPENED, TIMER);
  expect(state).toMatchObject({ type: 'waiting', address: 1, problem: { reason: 'no-answer' } });
});

test('D9: an address that is slow to refuse makes the other address the next', () => {
  expect(after(START, TIMER).state).toMatchObject({ type: 'waiting', address: 1, problem: { reason: 'relay-down' } });
});

test('S10, S8: a nudge and a sleep keep the address', () => {
  const open = [START, LOST, OPENED, REGISTERED] as const;
  expect(after(...open, { type: 'woke' }).opened).toEqual([0, 1, 1]);
  expect(after(...open, LOST, { type: 'nudged' }).opened).toEqual([0, 1, 1]);
});

test('D9: of one address there is no other', () => {
  const alone = { ...world, addresses: 1 };
  const { state } = stepSession({ type: 'connecting', attempt: 1, address: 0, tried: 0 }, LOST, alone);
  expect(state).toMatchObject({ type: 'waiting', address: 0 });
});
