import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createHandClock } from './testing/handClock.ts';
import { createWorkers, MAX_UNSENT_BYTES } from './workers.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 2;
  }
}

const setUp = () => createWorkers({ clock: createHandClock(), onEvent: () => {} });

test('R11: a socket that does not keep up misses broadcasts instead of filling the memory', () => {
  const workers = setUp();
  const [slow, quick] = [new FakeSocket(), new FakeSocket()];
  workers.join('slow', slow);
  workers.join('quick', quick);
  slow.bufferedAmount = MAX_UNSENT_BYTES + 1;
  workers.broadcast('job');
  expect([slow.sent, quick.sent]).toEqual([[], ['job']]);
  slow.bufferedAmount = 0;
  workers.broadcast('next');
  expect(slow.sent).toEqual(['next']);
});

test('R2: a key is dead while its socket is closing, before the close is known', () => {
  const workers = setUp();
  const socket = new FakeSocket();
  const key = workers.join('anna', socket);
  expect(workers.ownerOf(key)).toBe('anna');
  socket.close();
  expect(workers.ownerOf(key)).toBeUndefined();
  expect(workers.isLive('anna')).toBe(false);
});

test('R2: the late close of a replaced socket leaves its successor alone', () => {
  const workers = setUp();
  const older = new FakeSocket();
  workers.join('anna', older);
  const key = workers.join('anna', new FakeSocket());
  older.emit('close', 1006);
  expect(workers.ownerOf(key)).toBe('anna');
  expect(workers.list()).toHaveLength(1);
});
