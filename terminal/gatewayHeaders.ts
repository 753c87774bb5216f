// Which headers pass through the gateway, and which are its own.
import type { IncomingHttpHeaders } from 'node:http';

/** They speak of one connection and not of the message; undici refuses most of them. */
const OF_THE_CONNECTION = [
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Other servers on localhost share their cookies with every port of it, and a page's address is nobody's business. */
const NOT_FOR_THE_RELAY = [...OF_THE_CONNECTION, 'cookie', 'referer', 'forwarded', 'x-real-ip'];

/** What a relay says of its own origin: here the origin is ours. */
const NOT_FOR_THE_BROWSER = [
  ...OF_THE_CONNECTION,
  'alt-svc',
  'clear-site-data',
  'set-cookie',
  'strict-transport-security',
];

/**
 * A frame is for one worker, once: the published relay says nothing of caching, and a browser would guess. Should somebody
 * open an answer as a document, nothing in it runs as a page of ours.
 */
const ON_EVERY_ANSWER = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
};

interface Asking {
  /** Without a trailing slash. */
  readonly relay: string;
  /** The address that the request came from. */
  readonly client: string;
}

/**
 * A request as the relay should see it: addressed to itself, and from its own origin where a browser named one, because
 * the gateway has made the check already that the relay would make (see `isForeign`). `X-Forwarded-For` says that it
 * speaks for somebody else.
 */
export function headersForRelay(headers: IncomingHttpHeaders, { relay, client }: Asking): IncomingHttpHeaders {
  const { host, origin } = new URL(relay);
  const before = headers['x-forwarded-for'];
  return {
    ...without(headers, NOT_FOR_THE_RELAY),
    host,
    ...(headers.origin !== undefined && { origin }),
    'x-forwarded-for': before === undefined ? client : `${before}, ${client}`,
  };
}

export function headersForBrowser(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = Object.entries(without(headers, NOT_FOR_THE_BROWSER));
  // With them a page of any origin could read through the gateway what its relay shows to this computer alone.
  return { ...Object.fromEntries(kept.filter(([name]) => !name.startsWith('access-control-'))), ...ON_EVERY_ANSWER };
}

/** Whether a page of another origin sent this. Browsers name the origin of each WebSocket and of each POST. */
export function isForeign({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false;
  // The hosts alone: behind a proxy that ends TLS, the page has https and we have not.
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const { connection = '' } = headers;
  const named = connection.split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name) && !named.includes(name)));
}
