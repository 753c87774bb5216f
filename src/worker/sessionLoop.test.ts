import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createFakeSockets } from '../../tests/fakes/fakeSocket.ts';
import { jobCalled, wireJob } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Job } from '../protocol/job.ts';
import { createSession, type SessionPorts } from './sessionLoop.ts';

const URL = 'ws://relay:7010/connect';
const REGISTER = { worker_id: 'w1', version: '1.0' };

function setUp(ports: Partial<SessionPorts> = {}) {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const states: string[] = [];
  const jobs: Job[] = [];
  const unreadable: string[] = [];
  let heartbeats = 0;
  let replaced = 0;
  const session = createSession(
    URL,
    REGISTER,
    { openSocket: sockets.openSocket, clock, random: () => 0.5, ...ports },
    {
      onState: ({ type }) => states.push(type),
      onJob: (job) => jobs.push(job),
      onUnreadable: (reason) => unreadable.push(reason),
      onHeartbeat: () => heartbeats++,
      onReplaced: () => replaced++,
    },
  );
  return { clock, sockets, states, jobs, unreadable, session, heartbeats: () => heartbeats, replaced: () => replaced };
}

/** A session that is registered with the key `key-1`. */
function registered() {
  const world = setUp();
  world.session.start();
  const socket = world.sockets.register();
  return { ...world, socket };
}

describe('registration', () => {
  test('S1: the worker registers as its first message, once the socket is open', () => {
    const { session, sockets } = setUp();
    session.start();
    expect(sockets.newest.url).toBe(URL);
    expect(sockets.newest.sent).toEqual([]);
    sockets.newest.open();
    expect(sockets.newest.sent).toEqual([{ type: 'register', data: REGISTER }]);
  });

  test('S1: the states are told in their order', () => {
    const { states, session } = registered();
    session.stop();
    expect(states).toEqual(['connecting', 'registering', 'open', 'closed']);
  });

  test('S1: a second registration on the same socket gives the key that counts', () => {
    const { session, socket } = registered();
    expect(session.state).toMatchObject({ type: 'open', key: 'key-1' });
    socket.receive({ type: 'registered', data: { worker_id: 'w1', key: 'another' } });
    expect(session.state).toMatchObject({ type: 'open', key: 'another' });
  });

  test('S2: a heartbeat goes out every 30 s', () => {
    const { clock, socket, heartbeats } = registered();
    clock.advance(29_999);
    expect(socket.sent.map(({ type }) => type)).toEqual(['register']);
    clock.advance(1);
    expect(socket.sent.at(-1)).toEqual({ type: 'heartbeat' });
    clock.advance(60_000);
    expect(socket.sent.map(({ type }) => type)).toEqual(['register', 'heartbeat', 'heartbeat', 'heartbeat']);
    expect(heartbeats()).toBe(3);
  });

  test('S2: jobs that arrive do not put the heartbeat off', () => {
    const { clock, socket, heartbeats } = registered();
    for (let second = 0; second < 30; second++) {
      socket.receive({ type: 'job_available', job: wireJob(jobCalled(`j${second}`)) });
      clock.advance(1000);
    }
    expect(heartbeats()).toBe(1);
  });
});

describe('reconnecting', () => {
  test('S3: the delays grow with each try that fails, and start anew after a registration', () => {
    const { session, sockets, clock } = setUp();
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
    sockets.register().drop();
    const opened = sockets.all.length;
    clock.advance(500);
    expect(sockets.all).toHaveLength(opened + 1);
  });

  test('S3: a lost connection is no longer open at once', () => {
    const { session, socket } = registered();
    socket.drop(1001, 'restarting');
    expect(session.state).toMatchObject({
      type: 'waiting',
      problem: { message: 'The relay closed the connection: restarting.' },
    });
  });

  test('S3: no heartbeat goes out while there is no connection', () => {
    const { clock, socket, heartbeats, sockets } = registered();
    socket.drop();
    clock.advance(500);
    expect(sockets.all).toHaveLength(2);
    clock.advance(15_000);
    expect(heartbeats()).toBe(0);
  });

  test('S3: a network that is back ends the waiting', () => {
    const { session, sockets, socket } = registered();
    session.online();
    expect(sockets.all).toHaveLength(1);
    socket.drop();
    session.online();
    expect(sockets.all).toHaveLength(2);
  });

  test('S4: a socket that opened and never answers is closed after 10 s and another is opened', () => {
    const { session, sockets, clock } = setUp();
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
    const { session, states, clock } = setUp({
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
    const { session, sockets, socket, clock } = registered();
    session.keyRejected('key-1');
    expect(socket.closed).toBe(true);
    clock.advance(500);
    sockets.register();
    expect(session.state).toMatchObject({ type: 'open', key: 'key-2' });
  });

  test('S6: a late rejection of an old key leaves the session alone', () => {
    const { session, sockets, socket, clock } = registered();
    socket.drop();
    clock.advance(500);
    sockets.register();
    session.keyRejected('key-1');
    expect(session.state).toMatchObject({ type: 'open', key: 'key-2' });
  });
});

describe('replaced sockets', () => {
  test('S5: nothing that a replaced socket does is heard', () => {
    const { session, sockets, socket, clock, jobs, unreadable } = registered();
    session.keyRejected('key-1');
    clock.advance(500);
    sockets.register();
    const before = session.state;
    socket.receive({ type: 'registered', data: { worker_id: 'w', key: 'old' } });
    socket.receive({ type: 'job_available', job: wireJob(jobCalled('old')) });
    socket.receiveText('rubbish');
    socket.open();
    socket.drop(1000, 'bye');
    expect(session.state).toBe(before);
    expect([jobs, unreadable]).toEqual([[], []]);
    expect(sockets.newest.sent).toHaveLength(1);
  });

  test('S7: a socket that another program of the same id replaced is not opened again', () => {
    const { session, socket, sockets, clock, replaced } = registered();
    socket.drop(4001, 'replaced');
    expect([session.state.type, replaced()]).toEqual(['closed', 1]);
    clock.advance(10 * 60_000);
    expect([sockets.all.length, clock.pending]).toEqual([1, 0]);
  });

  test('S5: after the stop nothing is heard, and no timer runs on', () => {
    const { session, socket, clock, jobs, states } = registered();
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
    const { socket, jobs, unreadable, session } = registered();
    for (const text of ['rubbish', '{"type":"frame_batch"}', '[]', new Uint8Array(3)]) socket.receiveText(text);
    socket.receive({ type: 'job_available', job: wireJob(jobCalled('j1')) });
    expect(unreadable).toHaveLength(4);
    expect(jobs).toEqual([jobCalled('j1')]);
    expect(session.state.type).toBe('open');
  });

  test('P1: a job may come before the registration', () => {
    const { session, sockets, jobs } = setUp();
    session.start();
    sockets.newest.open();
    sockets.newest.receive({ type: 'job_available', job: wireJob(jobCalled('early')) });
    expect(jobs).toEqual([jobCalled('early')]);
    expect(session.state.type).toBe('registering');
  });
});
