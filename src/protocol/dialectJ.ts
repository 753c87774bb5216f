// Dialect J's HTTP side: where each call goes. Ids come from the relay and go into paths, so each is encoded.

/** Header that carries the worker's key. Any header of ours makes a cross-origin request preflighted: see PROTOCOL.md. */
export const WORKER_KEY_HEADER = 'X-Worker-Key';

/** Where a relay is: the WebSocket as the person typed it, and the base of its HTTP routes derived from it. */
export interface RelayAddress {
  readonly socketUrl: string;
  /** Without a trailing slash. */
  readonly httpBase: string;
  /** What a person calls the relay: its host, with the port where there is one. */
  readonly host: string;
}

/**
 * Turns what a person typed (`ws://host:7010/connect`, `host:7010`, `https://host/relay`) into an address,
 * or says what is wrong with it. Plain hosts take the scheme of the page.
 */
export function parseRelayAddress(typed: string, pageUrl: string): RelayAddress | { readonly problem: string } {
  const page = new URL(pageUrl);
  const secure = page.protocol === 'https:';
  const text = typed.trim();
  if (text === '') return { problem: 'The relay address is empty.' };
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${secure ? 'wss' : 'ws'}://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return { problem: `“${text}” is not an address. Write it like ws://host:7010/connect.` };
  }
  const socketProtocol = { 'ws:': 'ws:', 'wss:': 'wss:', 'http:': 'ws:', 'https:': 'wss:' }[url.protocol];
  if (socketProtocol === undefined) return { problem: `A relay speaks ws or wss, not ${url.protocol.slice(0, -1)}.` };
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/connect$/, '');
  return {
    socketUrl: `${socketProtocol}//${url.host}${prefix}/connect`,
    httpBase: `${socketProtocol === 'wss:' ? 'https:' : 'http:'}//${url.host}${prefix}`,
    host: url.host,
  };
}

/** The relay that served this page: the same origin and folder. */
export function relayOfPage(pageUrl: string): string {
  const { protocol, host, pathname } = new URL(pageUrl);
  const folder = pathname.slice(0, pathname.lastIndexOf('/'));
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${folder}/connect`;
}

export const claimUrl = (httpBase: string, jobId: string): string => `${jobUrl(httpBase, jobId)}/claim`;
export const completeUrl = (httpBase: string, jobId: string): string => `${jobUrl(httpBase, jobId)}/complete`;
export const failUrl = (httpBase: string, jobId: string): string => `${jobUrl(httpBase, jobId)}/fail`;
export const frameUrl = (httpBase: string, jobId: string, frameId: string): string =>
  `${jobUrl(httpBase, jobId)}/frames/${encodeURIComponent(frameId)}`;

const jobUrl = (httpBase: string, jobId: string): string => `${httpBase}/jobs/${encodeURIComponent(jobId)}`;
