// What makes a browser's life here easier, or decides which pages may come at all; no relay breaks a rule by it.
import { KEY_HEADER, STRANGE_ORIGIN, whyRefused } from '../cors.ts';
import { type Finding, note, pass, skip } from '../finding.ts';
import { hostKind } from '../hostKind.ts';
import type { Answer } from '../http.ts';

/** Below this a page asks twice for nearly every frame. */
const SHORT_MAX_AGE_SECONDS = 60;

export function checkMaxAge(preflight: Answer): Finding {
  if (preflight.type === 'none' || whyRefused(preflight, STRANGE_ORIGIN, [KEY_HEADER]) !== undefined) {
    return skip('C40', 'No preflight is allowed.');
  }
  const told = preflight.headers.get('access-control-max-age');
  if (Number(told ?? 0) >= SHORT_MAX_AGE_SECONDS) return pass('C40', `For ${Number(told)} s.`);
  const said = told === null ? 'There is no Access-Control-Max-Age' : `Access-Control-Max-Age is ${told}`;
  return note('C40', `${said}: a browser asks twice for nearly every frame. 7200 is what Chrome takes at most.`);
}

export function checkPrivateNetwork(httpBase: string, preflight: Answer): Finding {
  const kind = hostKind(new URL(httpBase).hostname);
  if (kind === 'public') return skip('C41', 'The host is a public one.');
  const allowed = preflight.type === 'answer' ? preflight.headers.get('access-control-allow-private-network') : null;
  if (allowed === 'true') return pass('C41', 'Access-Control-Allow-Private-Network: true.');
  return note(
    'C41',
    'The preflight’s answer lacks it. Chrome of today asks the person instead; other versions want it.',
  );
}

export function checkScheme(httpBase: string): Finding {
  const { protocol, hostname } = new URL(httpBase);
  if (protocol === 'https:') return pass('C42', 'The relay is reached over TLS.');
  if (hostKind(hostname) === 'loopback') {
    return pass('C42', 'The relay is on this computer: such a page may. Chrome asks the person first.');
  }
  return note('C42', 'Browsers let no https page connect to ws:// and http://. Put TLS before the relay (wss://).');
}
