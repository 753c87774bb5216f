import type { EventDialect } from './job.ts';

/** One place where workers may connect, and the dialect of events that is spoken there. */
export interface SocketAddress {
  readonly url: string;
  readonly events: EventDialect;
}

/** Where a relay is: its WebSocket and the base of its HTTP routes. */
export interface RelayAddress {
  /** Where to try, in this order: one where the path was typed, else every path that a relay is known to use. */
  readonly sockets: readonly [SocketAddress, ...SocketAddress[]];
  /** Without a trailing slash. */
  readonly httpBase: string;
  /** What a person calls the relay: its host, with the port where there is one. */
  readonly host: string;
}

/** Why a text is no address; the problem is an English sentence. */
export interface AddressProblem {
  readonly reason: 'empty' | 'unreadable' | 'scheme';
  readonly problem: string;
}

/** The longer one first: both end alike. */
const PATHS = [
  { path: '/worker/connect', events: 'E2' },
  { path: '/connect', events: 'E1' },
] as const;

/**
 * Turns what a person typed (`ws://host:7010/connect`, `host:7010`, `https://host/relay`) into an address,
 * or says what is wrong with it. Plain hosts take the scheme of the page.
 */
export function parseRelayAddress(typed: string, pageUrl: string): RelayAddress | AddressProblem {
  const page = new URL(pageUrl);
  const secure = page.protocol === 'https:';
  const text = typed.trim();
  if (text === '') return { reason: 'empty', problem: 'The relay address is empty.' };
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${secure ? 'wss' : 'ws'}://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return { reason: 'unreadable', problem: `“${text}” is not an address. Write it like ws://host:7010/connect.` };
  }
  const socketProtocol = { 'ws:': 'ws:', 'wss:': 'wss:', 'http:': 'ws:', 'https:': 'wss:' }[url.protocol];
  if (socketProtocol === undefined)
    return { reason: 'scheme', problem: `A relay speaks ws or wss, not ${url.protocol.slice(0, -1)}.` };
  const path = url.pathname.replace(/\/+$/, '');
  const typedPath = PATHS.find((known) => path.endsWith(known.path));
  const prefix = typedPath ? path.slice(0, -typedPath.path.length) : path;
  const socket = (known: (typeof PATHS)[number]): SocketAddress => ({
    url: `${socketProtocol}//${url.host}${prefix}${known.path}`,
    events: known.events,
  });
  return {
    sockets: typedPath ? [socket(typedPath)] : [socket(PATHS[1]), socket(PATHS[0])],
    httpBase: `${socketProtocol === 'wss:' ? 'https:' : 'http:'}//${url.host}${prefix}`,
    host: url.host,
  };
}

/** The relay that served this page: the same origin and folder. */
export function relayOfPage(pageUrl: string): string {
  const { protocol, host, pathname } = new URL(pageUrl);
  const folder = pathname.slice(0, pathname.lastIndexOf('/'));
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${folder}`;
}
