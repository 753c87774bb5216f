import { describe, expect, test } from 'vitest';
import { jobCalled, wireJob } from '../../tests/fakes/jobs.ts';
import { createRegisteredStage, createSessionStage } from '../../tests/fakes/sessionStage.ts';

const offerOf = (id: string) => ({ type: 'job_available', job: wireJob(jobCalled(id)) });
const typesOf = (messages: readonly { readonly type: string }[]) => messages.map(({ type }) => type);

describe('heartbeats', () => {
  test('S2: a heartbeat goes out every 30 s', () => {
    const { clock, socket, heartbeats } = createRegisteredStage();
    clock.advance(29_999);
    expect(typesOf(socket.sent)).toEqual(['register']);
    clock.advance(1);
    expect(socket.sent.at(-1)).toEqual({ type: 'heartbeat' });
    clock.advance(60_000);
    expect(typesOf(socket.sent)).toEqual(['register', 'heartbeat', 'heartbeat', 'heartbeat']);
    expect(heartbeats()).toBe(3);
  });

  test('S2: jobs that arrive do not put the heartbeat off', () => {
    const { clock, socket, heartbeats } = createRegisteredStage();
    for (let second = 0; second < 30; second++) {
      socket.receive(offerOf(`j${second}`));
      clock.advance(1000);
    }
    expect(heartbeats()).toBe(1);
  });

  test('S11: a heartbeat that is due goes out with the next message, although timers are held back', () => {
    const { clock, socket, heartbeats, jobs } = createRegisteredStage();
    clock.advance(20_000);
    clock.skip(9_999);
    socket.receive(offerOf('j1'));
    expect(heartbeats()).toBe(0);
    clock.skip(1);
    socket.receive(offerOf('j2'));
    expect(heartbeats()).toBe(1);
    // The timer that was late rings for nothing; the next heartbeat is due 30 s after the last.
    clock.advance(29_999);
    expect(heartbeats()).toBe(1);
    clock.advance(1);
    expect(heartbeats()).toBe(2);
    expect(jobs.map(({ id }) => id)).toEqual(['j1', 'j2']);
  });

  test('S11: a registration that waited behind a late deadline is taken all the same', () => {
    const { session, sockets, clock, jobs } = createSessionStage();
    session.start();
    sockets.newest.open();
    clock.skip(12_000);
    sockets.newest.receive(offerOf('early'));
    sockets.register();
    expect(session.state.type).toBe('open');
    expect(sockets.all).toHaveLength(1);
    expect(jobs).toHaveLength(1);
  });
});

describe('silence', () => {
  test('S9: after three minutes without a word from the relay the worker connects anew', () => {
    const { clock, session, sockets, socket } = createRegisteredStage();
    clock.advance(179_999);
    expect([session.state.type, sockets.all.length]).toEqual(['open', 1]);
    clock.advance(1);
    expect(session.state).toMatchObject({ type: 'waiting', attempt: 2, problem: { reason: 'silent' } });
    expect(socket.closed).toBe(true);
    clock.advance(500);
    expect(sockets.all).toHaveLength(2);
  });

  test('S9: any message is a word, also one that nobody understands', () => {
    const { clock, session, socket } = createRegisteredStage();
    clock.advance(170_000);
    socket.receiveText('rubbish');
    clock.advance(170_000);
    expect(session.state.type).toBe('open');
    clock.advance(20_000);
    expect(session.state).toMatchObject({ problem: { reason: 'silent' } });
  });

  test('S9: what an earlier socket said does not count for the next', () => {
    const { clock, session, sockets, socket } = createRegisteredStage();
    socket.receive(offerOf('j1'));
    socket.drop();
    clock.advance(500);
    sockets.register();
    clock.advance(180_000);
    expect(session.state).toMatchObject({ problem: { reason: 'silent' } });
  });
});

describe('sleep', () => {
  test('S8: a machine that slept connects anew at once, also where its socket seems to live', () => {
    const { clock, session, sockets, socket, sleeps } = createRegisteredStage();
    clock.skip(3_600_000);
    clock.advance(5000);
    expect(socket.closed).toBe(true);
    expect(session.state).toMatchObject({ type: 'connecting', attempt: 1 });
    expect(sockets.all).toHaveLength(2);
    expect(sleeps).toEqual([3_595_000]);
  });

  test('S8: a machine that slept while it waited for a retry waits no longer', () => {
    const { clock, session, sockets, socket } = createRegisteredStage();
    for (let i = 0; i < 6; i++) {
      sockets.newest.drop();
      clock.advance(16_000);
    }
    sockets.newest.drop();
    expect(session.state).toMatchObject({ type: 'waiting' });
    const opened = sockets.all.length;
    clock.skip(600_000);
    clock.advance(0);
    expect(session.state).toMatchObject({ type: 'connecting', attempt: 1 });
    expect(sockets.all.length).toBeGreaterThan(opened);
    expect(sockets.all.filter((one) => !one.closed && one.readyState !== 3)).toHaveLength(1);
    expect(socket.readyState).toBe(3);
  });

  test('S8: after the stop nobody looks whether the machine slept', () => {
    const { clock, session, sockets, sleeps } = createRegisteredStage();
    session.stop();
    clock.skip(3_600_000);
    clock.advance(60_000);
    expect([sleeps, sockets.all.length, clock.pending]).toEqual([[], 1, 0]);
  });

  test('S8: a start after the stop looks again, and once', () => {
    const { clock, session, sleeps } = createRegisteredStage();
    session.stop();
    session.start();
    session.start();
    clock.skip(3_600_000);
    clock.advance(5000);
    expect(sleeps).toHaveLength(1);
  });
});

describe('a nudge', () => {
  test('S10: it ends the waiting for a retry', () => {
    const { session, sockets, socket, clock } = createRegisteredStage();
    socket.drop();
    session.nudge();
    expect(sockets.all).toHaveLength(2);
    // The retry that was planned is off.
    clock.advance(1000);
    expect(sockets.all).toHaveLength(2);
  });

  test('S10: a live connection says that it is there at once, and the next time 30 s later', () => {
    const { session, sockets, socket, clock } = createRegisteredStage();
    clock.advance(20_000);
    session.nudge();
    expect(typesOf(socket.sent)).toEqual(['register', 'heartbeat']);
    clock.advance(29_999);
    expect(socket.sent).toHaveLength(2);
    clock.advance(1);
    expect(socket.sent).toHaveLength(3);
    expect(sockets.all).toHaveLength(1);
  });

  test('S10: while it connects, and after the stop, there is nothing to hurry', () => {
    const { session, sockets } = createSessionStage();
    session.nudge();
    session.start();
    session.nudge();
    expect(sockets.all).toHaveLength(1);
    session.stop();
    session.nudge();
    expect([sockets.all.length, session.state.type]).toEqual([1, 'closed']);
  });
});
