// Snapshots of a worker in trouble with its relay, in the words of src/worker/diagnose.ts.
import type { Snapshot } from '../../src/worker/api.ts';
import { cannedSnapshot, ONCE_MS } from './cannedParts.ts';

const HOST = 'relay.example:7010';

const MESSAGES = {
  'no-cors': `The relay at ${HOST} refuses pages from other sites (no CORS). Open its own page, or run the gateway.`,
  'http-unreachable': `Connected to ${HOST}, but its frames and results cannot be reached over HTTP.`,
  'local-network': `Chrome does not let this page reach ${HOST}. Allow local network access for this page.`,
  'mixed-content': `A page from https reaches ${HOST} over wss:// alone. Use that, or the relay’s own page.`,
  'relay-down': `Nothing answers at ${HOST}. Is the relay running, and is the address right?`,
  'wrong-path': `The server at ${HOST} takes no workers. Are the port and the path the relay’s?`,
};
/** The socket is open, and the worker finds out that it is of no use. */
const CONNECTED: readonly string[] = ['no-cors', 'http-unreachable'];

export function troubleSnapshot(reason: keyof typeof MESSAGES): Snapshot {
  const problem = { reason, message: MESSAGES[reason] };
  const snapshot = { ...cannedSnapshot(), relayHost: HOST };
  if (CONNECTED.includes(reason)) return { ...snapshot, trouble: problem };
  return { ...snapshot, connection: { type: 'waiting', attempt: 3, retryAtMs: ONCE_MS + 60_000, problem } };
}
