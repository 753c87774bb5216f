// Snapshots of a worker in trouble with its relay, in the words of src/worker/diagnose.ts.
import type { Snapshot } from '../../src/worker/api.ts';
import { cannedSnapshot, ONCE_MS } from './cannedParts.ts';

const HOST = 'relay.example:7010';

const MESSAGES = {
  'no-cors': `The relay at ${HOST} refuses pages from other sites (no CORS). Open its own page, or run the gateway.`,
  'http-unreachable': `Connected to ${HOST}, but its frames and results cannot be reached over HTTP.`,
  'local-network': `Chrome does not let this page reach ${HOST}, which is in your own network. Allow local network access for this site.`,
  'mixed-content': `This page came over https, and Chrome then blocks the plain connection to ${HOST}. Use wss://, or open the relay’s own page.`,
  'relay-down': `Nothing answers at ${HOST}. Is the relay running, and is the address right?`,
  'wrong-path': `A server answers at ${HOST}, but takes no workers there. Is it the relay’s port, and is the path right?`,
};
/** The socket is open, and the worker finds out that it is of no use. */
const CONNECTED: readonly string[] = ['no-cors', 'http-unreachable'];

export function troubleSnapshot(reason: keyof typeof MESSAGES): Snapshot {
  const problem = { reason, message: MESSAGES[reason] };
  const snapshot = { ...cannedSnapshot(), relayHost: HOST };
  if (CONNECTED.includes(reason)) return { ...snapshot, trouble: problem };
  return { ...snapshot, connection: { type: 'waiting', attempt: 3, retryAtMs: ONCE_MS + 60_000, problem } };
}
