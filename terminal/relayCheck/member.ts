// This program as a worker on one socket of the relay.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../relay/clock.ts';
import type { SocketAddress } from '../../src/protocol/relayAddress.ts';
import type { Bounds } from './bounds.ts';
import { createHearing, type Heard } from './hearing.ts';
import type { Ask } from './http.ts';
import { type Connection, type Opening, openSocket } from './socket.ts';

/** What every step works with. */
export interface Tools {
  readonly clock: Clock;
  readonly bounds: Bounds;
  /** Ends all waiting: the person has had enough, or the time for everything is over. */
  readonly signal: AbortSignal;
  readonly ask: Ask;
  /** As `ask`, but not ended by `signal`. */
  readonly askToTheEnd: Ask;
  /** Without a trailing slash. */
  readonly httpBase: string;
  /** Says what goes on while nothing seems to. */
  readonly onProgress: (text: string) => void;
}

/** A socket on which nothing was registered yet. */
export interface Guest {
  readonly address: SocketAddress;
  readonly connection: Connection;
  readonly heard: Readonly<Heard>;
}

export interface Member extends Guest {
  /** What the relay calls this worker. */
  readonly workerId: string;
}

export async function visit(
  tools: Tools,
  address: SocketAddress,
): Promise<{ readonly type: 'guest'; readonly guest: Guest } | (Opening & { type: 'refused' })> {
  const { clock, signal, bounds } = tools;
  const { hear, heard } = createHearing(address.events);
  const opening = await openSocket(address.url, { clock, signal, openMs: bounds.openMs, onText: hear });
  return opening.type === 'open'
    ? { type: 'guest', guest: { address, connection: opening.connection, heard } }
    : opening;
}

/** @returns undefined where the relay gave no good answer in time; `guest` tells what it did instead */
export async function register({ bounds }: Tools, guest: Guest, workerId: string): Promise<Member | undefined> {
  const { connection, heard } = guest;
  connection.say(registerMessage(workerId));
  await connection.until(() => heard.registered !== undefined, bounds.registerMs);
  return heard.registered && { ...guest, workerId: heard.registered.workerId ?? workerId };
}

export const registerMessage = (workerId: string) => ({
  type: 'register',
  data: { worker_id: workerId, version: 'relay:check' },
});

/** One more worker, or the same again; undefined where that does not work out. */
export async function join(tools: Tools, address: SocketAddress, workerId: string): Promise<Member | undefined> {
  const visited = await visit(tools, address);
  if (visited.type === 'refused') return undefined;
  const member = await register(tools, visited.guest, workerId);
  if (member === undefined) await visited.guest.connection.close();
  return member;
}

/** The key to use: that of the newest registration. */
export const keyOf = ({ heard }: Member): string => heard.registered?.key ?? '';

/** Of the form that keys have, and nobody's. */
export const madeUpKey = (): string => (randomUUID() + randomUUID()).replaceAll('-', '');
