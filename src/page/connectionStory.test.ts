import { expect, test } from 'vitest';
import type { ConnectionState } from '../worker/api.ts';
import { type ConnectionStory, continueStory, NO_STORY } from './connectionStory.ts';

const tell = (connections: readonly ConnectionState[], from: ConnectionStory = NO_STORY) =>
  connections.reduce(continueStory, from);
const open = (sinceMs: number): ConnectionState => ({ type: 'open', sinceMs });
const connecting: ConnectionState = { type: 'connecting', attempt: 2 };
const registering: ConnectionState = { type: 'registering' };
const waiting = (reason: string, retryAtMs = 0, attempt = 2): ConnectionState => ({
  type: 'waiting',
  attempt,
  retryAtMs,
  problem: { reason, message: `${reason}.` },
});
const failing = (reason: string) => ({ type: 'failing', problem: { reason, message: `${reason}.` } });

test('G6: a first try that fails is a lasting trouble, and stays one while the next tries go on', () => {
  expect(tell([connecting, waiting('relay-down')])).toEqual(failing('relay-down'));
  expect(tell([waiting('relay-down'), connecting, registering])).toEqual(failing('relay-down'));
  expect(tell([waiting('relay-down'), connecting, waiting('wrong-path', 9)])).toEqual(failing('wrong-path'));
});

test('G6: the end of a good connection is a lasting trouble only when the next try fails too', () => {
  const lost = tell([open(5), waiting('relay-closed', 100)]);
  expect(lost).toMatchObject({ type: 'lost' });
  expect(tell([connecting, open(200)], lost)).toEqual({ type: 'listening', sinceMs: 200 });
  expect(tell([connecting, waiting('relay-down', 300)], lost)).toEqual(failing('relay-down'));
});

test('G6: a closer diagnosis of the same wait is no second failure', () => {
  const lost = tell([open(5), waiting('relay-down', 100), waiting('wrong-path', 100)]);
  expect(lost).toMatchObject({ type: 'lost', problem: { reason: 'wrong-path' } });
});

test('G6: connections that open and end again and again are a lasting trouble', () => {
  expect(tell([open(5), waiting('key-rejected', 9, 3)])).toEqual(failing('key-rejected'));
});

test('G6: a connection that is renewed because nobody spoke goes on as the same silence', () => {
  expect(tell([open(5), waiting('silent'), connecting, registering, open(180_005)])).toEqual({
    type: 'listening',
    sinceMs: 5,
  });
});

test('G6: a closed connection has no story', () => {
  expect(tell([waiting('relay-down'), { type: 'closed' }])).toEqual(NO_STORY);
});
