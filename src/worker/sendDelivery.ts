import { dialectOf } from '../protocol/dialectOf.ts';
import type { Delivery } from './outbox.ts';
import type { Credentials, RelayHttp } from './relayHttp.ts';
import type { SessionLoop } from './sessionLoop.ts';
import type { Verdict } from './verdict.ts';

export interface SendDeliveryPorts {
  readonly http: Pick<RelayHttp, 'post'>;
  readonly session: Pick<SessionLoop, 'say' | 'keyRejected'>;
  /** Of the live registration; undefined while there is none. */
  readonly credentials: Credentials | undefined;
}

const NOT_CONNECTED: Verdict = {
  type: 'retry',
  reason: 'not-connected',
  message: 'There is no connection to the relay at the moment.',
};

/** Tells the relay what became of a job, in the way of the job's dialect. `ok` of E2 means told: no answer ever comes. */
export async function sendDelivery(
  { job, workerId, httpBase, outcome }: Delivery,
  { http, session, credentials }: SendDeliveryPorts,
): Promise<Verdict> {
  const outgoing = dialectOf(job.dialect).report(httpBase, workerId, job, outcome);
  if (outgoing.type === 'say') return session.say(outgoing.message) ? { type: 'ok' } : NOT_CONNECTED;
  // Without a key, dialect J alone takes a result.
  if (!credentials && job.dialect !== 'J') return NOT_CONNECTED;
  const verdict = await http.post(outgoing.url, outgoing.body, credentials?.key);
  if (verdict.type === 'keyRejected' && credentials) session.keyRejected(credentials.key);
  return verdict;
}
