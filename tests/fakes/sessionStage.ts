// A session among fakes, with all that it tells written down: what its tests start from.
import type { Job } from '../../src/protocol/job.ts';
import type { SocketAddress } from '../../src/protocol/relayAddress.ts';
import { createSession, type SessionPorts } from '../../src/worker/sessionLoop.ts';
import { createFakeClock } from './fakeClock.ts';
import { createFakeSockets } from './fakeSocket.ts';

export const SOCKET: SocketAddress = { url: 'ws://relay:7010/connect', events: 'E1' };
export const OTHER_SOCKET: SocketAddress = { url: 'ws://relay:7010/worker/connect', events: 'E2' };
export const REGISTER = { worker_id: 'w1', version: '1.0' };

/** @param sockets where the relay may be */
export function createSessionStage(
  ports: Partial<SessionPorts> = {},
  sockets: readonly [SocketAddress, ...SocketAddress[]] = [SOCKET],
) {
  const clock = createFakeClock();
  const fakes = createFakeSockets();
  const states: string[] = [];
  const jobs: Job[] = [];
  const unreadable: string[] = [];
  const sleeps: number[] = [];
  let heartbeats = 0;
  let replaced = 0;
  const session = createSession(
    { sockets },
    REGISTER,
    { openSocket: fakes.openSocket, clock, random: () => 0.5, ...ports },
    {
      onState: ({ type }) => states.push(type),
      onJob: (job) => jobs.push(job),
      onUnreadable: (reason) => unreadable.push(reason),
      onHeartbeat: () => heartbeats++,
      onWake: (sleptMs) => sleeps.push(sleptMs),
      onReplaced: () => replaced++,
    },
  );
  return {
    clock,
    sockets: fakes,
    states,
    jobs,
    unreadable,
    sleeps,
    session,
    heartbeats: () => heartbeats,
    replaced: () => replaced,
  };
}

/** A session that is registered with the key `key-1`. */
export function createRegisteredStage(ports: Partial<SessionPorts> = {}) {
  const stage = createSessionStage(ports);
  stage.session.start();
  return { ...stage, socket: stage.sockets.register() };
}
