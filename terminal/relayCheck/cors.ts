// What a browser makes of a relay's CORS headers (the Fetch standard, “CORS check” and “CORS-preflight fetch”), without
// credentials: our worker sends none.
import { WORKER_KEY_HEADER } from '../../src/protocol/dialectJ.ts';

/** A page that nobody has heard of. */
export const STRANGE_ORIGIN = 'https://worker.example';

/** As a browser names it in a preflight. */
export const KEY_HEADER = WORKER_KEY_HEADER.toLowerCase();

/** Why page code of `origin` may not read an answer with these headers; undefined where it may. */
export function whyUnreadable(headers: Headers, origin: string): string | undefined {
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === null) return 'Access-Control-Allow-Origin is missing';
  if (allowed === '*' || allowed === origin) return undefined;
  if (allowed.includes(','))
    return `Access-Control-Allow-Origin is there twice (${allowed}): do relay and proxy both add it?`;
  return `Access-Control-Allow-Origin is ${allowed}`;
}

/** Why a browser does not go on after this answer to its preflight; undefined where it does. `wanted` in lower case. */
export function whyRefused(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  origin: string,
  wanted: readonly string[],
): string | undefined {
  // GET and POST need no Access-Control-Allow-Methods: the standard lets them pass without.
  if (status < 200 || status > 299) return `OPTIONS is answered ${status}`;
  const unreadable = whyUnreadable(headers, origin);
  if (unreadable !== undefined) return unreadable;
  const allowed = (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/\s*,\s*/);
  const missing = allowed.includes('*') ? [] : wanted.filter((name) => !allowed.includes(name));
  return missing.length === 0 ? undefined : `Access-Control-Allow-Headers lacks ${missing.join(' and ')}`;
}
