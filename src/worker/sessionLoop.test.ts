import { describe, expect, test } from 'vitest';
import { batchCalled, jobCalled, wireEvent, wireJob } from '../../tests/fakes/jobs.ts';
import {
  createRegisteredStage,
  createSessionStage,
  OTHER_SOCKET,
  REGISTER,
  SOCKET,
} from '../../tests/fakes/sessionStage.ts';
import { settle } from '../../tests/fakes/settle.ts';

describe('registration', () => {
  test('S1: the worker registers as its first message, once the socket is open', () => {
    const { session, sockets } = createSessionStage();
    session.start();
    expect(sockets.newest.url).toBe(SOCKET.url);
    expect(sockets.newest.sent).toEqual([]);
    sockets.newest.open();
    expect(sockets.newest.sent).toEqual([{ type: 'register', data: REGISTER }]);
  });

  test('S1: the states are told in their order', () => {
    const { states, session } = createRegisteredStage();
    session.stop();
    expect(states).toEqual(['connecting', 'registering', 'open', 'closed']);
  });

  test('S1: a second registration on the same socket gives the key that counts', () => {
    const { session, socket } = createRegisteredStage();
    expect(session.state).toMatchObject({ type: 'open', key: 'key-1' });
    socket.receive({ type: 'registered', data: { worker_id: 'w1', key: 'another' } });
    expect(session.state).toMatchObject({ type: 'open', key: 'another' });
  });

  test('S14: a relay that gives no id leaves the worker its own', () => {
    const { session, sockets } = createSessionStage();
    session.start();
    sockets.newest.open();
    sockets.newest.receive({ type: 'registered', data: { key: 'k' } });
    expect(session.state).toMatchObject({ type: 'open', key: 'k', workerId: REGISTER.worker_id });
  });

  test('S14: the id is the one that the relay gives', () => {
    const { session, sockets } = createSessionStage();
    session.start();
    sockets.register('key-1', 'theirs');
    expect(session.state).toMatchObject({ type: 'open', workerId: 'theirs', key: 'key-1' });
  });
});

describe('a relay at one of several places', () => {
  test('D9: the second place is tried at once, and kept once it gave a key', () => {
    const { session, sockets, clock } = createSessionStage({}, [SOCKET, OTHER_SOCKET]);
    session.start();
    sockets.newest.drop();
    expect(sockets.all.map(({ url }) => url)).toEqual([SOCKET.url, OTHER_SOCKET.url]);
    expect(session.socketUrl).toBe(OTHER_SOCKET.url);
    sockets.register().drop();
    clock.advance(500);
    expect(sockets.newest.url).toBe(OTHER_SOCKET.url);
  });

  test('D1: events are of the dialect of the place where the socket is', () => {
    const { session, sockets, jobs } = createSessionStage({}, [SOCKET, OTHER_SOCKET]);
    session.start();
    sockets.newest.open();
    sockets.newest.receive(wireEvent(batchCalled('b1')));
    sockets.newest.drop();
    session.nudge();
    sockets.newest.open();
    sockets.newest.receive(wireEvent(batchCalled('b2')));
    expect(jobs.map(({ id, dialect }) => [id, dialect])).toEqual([
      ['b1', 'E1'],
      ['b2', 'E2'],
    ]);
  });
});

describe('reconnecting', () => {
  test('S3: the delays grow with each try that fails, and start anew after a registration that held ten seconds', () => {
    const { session, sockets, clock } = createSessionStage();
    session.start();
    // Half of 1, 2, 4, … 60 s, as the dice are fixed at a half.
    for (const delayMs of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      const opened = sockets.all.length;
      sockets.newest.drop();
      clock.advance(delayMs - 1);
      expect(sockets.all).toHaveLength(opened);
      clock.advance(1);
      expect(sockets.all).toHaveLength(opened + 1);
    }
    const socket = sockets.register();
    clock.advance(10_000);
    socket.drop();
    const opened = sockets.all.length;
    clock.advance(500);
    expect(sockets.all).toHaveLength(opened + 1);
  });

  test('S3: a lost connection is no longer open at once', () => {
    const { session, socket } = createRegisteredStage();
    socket.drop(1001, 'restarting');
    expect(session.state).toMatchObject({
      type: 'waiting',
      problem: { message: 'The relay closed the connection: restarting.' },
    });
  });

  test('S3: no heartbeat goes out while there is no connection', () => {
    const { clock, socket, heartbeats, sockets } = createRegisteredStage();
    socket.drop();
    clock.advance(500);
    expect(sockets.all).toHaveLength(2);
    clock.advance(15_000);
    expect(heartbeats()).toBe(0);
  });

  test('S4: a socket that opened and never answers is closed after 10 s and another is opened', () => {
    const { session, sockets, clock } = createSessionStage();
    session.start();
    sockets.newest.open();
    clock.advance(9999);
    expect(sockets.newest.closed).toBe(false);
    clock.advance(1);
    expect(sockets.newest.closed).toBe(true);
    expect(session.state).toMatchObject({ type: 'waiting', problem: { reason: 'no-answer' } });
    clock.advance(500);
    expect(sockets.all).toHaveLength(2);
  });

  test('S3: an address that the browser forbids is waited out like any other failure', async () => {
    const { session, states, clock } = createSessionStage({
      openSocket: () => {
        throw new DOMException('An insecure WebSocket connection may not be initiated.', 'SecurityError');
      },
    });
    session.start();
    await settle();
    expect(session.state).toMatchObject({
      type: 'waiting',
      attempt: 2,
      problem: { reason: 'relay-blocked', message: expect.stringContaining('insecure') },
    });
    clock.advance(500);
    await settle();
    expect(states).toEqual(['connecting', 'waiting', 'connecting', 'waiting']);
    session.stop();
    expect(clock.pending).toBe(0);
  });

  test('S6: after its key was rejected the worker registers again on a new socket', () => {
    const { session, sockets, socket, clock } = createRegisteredStage();
    session.keyRejected('key-1');
    expect(socket.closed).toBe(true);
    clock.advance(500);
    sockets.register();
    expect(session.state).toMatchObject({ type: 'open', key: 'key-2' });
  });

  test('S6: a late rejection of an old key leaves the session alone', () => {
    const { session, sockets, socket, clock } = createRegisteredStage();
    socket.drop();
    clock.advance(500);
    sockets.register();
    session.keyRejected('key-1');
    expect(session.state).toMatchObject({ type: 'open', key: 'key-2' });
  });
});

describe('replaced sockets', () => {
  test('S5: nothing that a replaced socket does is heard', () => {
    const { session, sockets, socket, clock, jobs, unreadable } = createRegisteredStage();
    session.keyRejected('key-1');
    clock.advance(500);
    sockets.register();
    const before = session.state;
    const sentBefore = socket.sent.length;
    socket.receive({ type: 'registered', data: { worker_id: 'w', key: 'old' } });
    socket.receive({ type: 'job_available', job: wireJob(jobCalled('old')) });
    socket.receiveText('rubbish');
    socket.open();
    socket.drop(1000, 'bye');
    expect(session.state).toBe(before);
    expect([jobs, unreadable]).toEqual([[], []]);
    expect(sockets.newest.sent).toHaveLength(1);
    expect(socket.sent).toHaveLength(sentBefore);
  });

  test('S7: a socket that another program of the same id replaced is not opened again', () => {
    const { session, socket, sockets, clock, replaced } = createRegisteredStage();
    socket.drop(4001, 'replaced');
    expect([session.state.type, replaced()]).toEqual(['closed', 1]);
    clock.advance(10 * 60_000);
    expect([sockets.all.length, clock.pending]).toEqual([1, 0]);
  });

  test('S5: after the stop nothing is heard, and no timer runs on', () => {
    const { session, socket, clock, jobs, states } = createRegisteredStage();
    session.stop();
    expect(socket.closed).toBe(true);
    socket.receive({ type: 'job_available', job: wireJob(jobCalled('late')) });
    socket.drop();
    session.stop();
    expect(jobs).toEqual([]);
    expect(states.at(-1)).toBe('closed');
    expect(clock.pending).toBe(0);
  });
});

describe('messages', () => {
  test('P1: what cannot be understood is told, and the next job arrives', () => {
    const { socket, jobs, unreadable, session } = createRegisteredStage();
    for (const text of ['rubbish', '{"type":"frame_stream"}', '[]', new Uint8Array(3)]) socket.receiveText(text);
    socket.receive({ type: 'job_available', job: wireJob(jobCalled('j1')) });
    expect(unreadable).toHaveLength(4);
    expect(jobs).toEqual([jobCalled('j1')]);
    expect(session.state.type).toBe('open');
  });

  test('D8: what is said goes out on a live socket alone, and the one who says it hears which', () => {
    const { session, sockets, clock } = createSessionStage();
    const say = () => session.say({ type: 'event', data: { summary: 'A dog.' } });
    expect(say()).toBe(false);
    session.start();
    sockets.newest.open();
    expect(say()).toBe(false);
    const socket = sockets.register();
    expect(say()).toBe(true);
    expect(socket.sent.at(-1)).toEqual({ type: 'event', data: { summary: 'A dog.' } });
    socket.wither();
    expect(say()).toBe(false);
    socket.drop();
    clock.advance(500);
    expect([say(), sockets.newest.sent]).toEqual([false, []]);
  });

  test('P1: a job may come before the registration', () => {
    const { session, sockets, jobs } = createSessionStage();
    session.start();
    sockets.newest.open();
    sockets.newest.receive({ type: 'job_available', job: wireJob(jobCalled('early')) });
    expect(jobs).toEqual([jobCalled('early')]);
    expect(session.state.type).toBe('registering');
  });
});
