// Browsers tell page code nothing of why a request failed. This finds out what can be found out, and names it.

import { addressSpaceOf } from '../platform/addressSpace.ts';
import type { RelayAddress } from '../protocol/relayAddress.ts';
import type { Problem } from './api.ts';

export interface DiagnosePorts {
  readonly fetch: typeof globalThis.fetch;
  /** Of Local Network Access; undefined where the browser knows no such permission. */
  readonly localNetworkPermission: () => Promise<PermissionState | undefined>;
}

export interface Diagnose {
  /** No socket opens. */
  noSocket(): Promise<Problem>;
  /** The socket is open, and a keyed request got no answer. */
  noAnswer(): Promise<Problem>;
}

/** A server that is there answers a plain request within this time. */
const PROBE_MS = 5000;

export function createDiagnose({ httpBase, host }: RelayAddress, pageUrl: string, ports: DiagnosePorts): Diagnose {
  const page = new URL(pageUrl);
  const relay = new URL(httpBase);
  const relaySpace = addressSpaceOf(host);

  /** Without a header of ours no permission of the relay is needed: only whether something answers is told. */
  async function answersAtAll(): Promise<boolean> {
    try {
      const answer = await ports.fetch(`${httpBase}/`, {
        mode: 'no-cors',
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PROBE_MS),
      });
      await answer.body?.cancel();
      return true;
    } catch {
      return false;
    }
  }

  /** What keeps a browser from even asking. */
  async function forbidden(): Promise<Problem | undefined> {
    if (page.protocol === 'https:' && relay.protocol === 'http:' && relaySpace !== 'loopback') {
      return {
        reason: 'mixed-content',
        message: `A page from https reaches ${host} over wss:// alone. Use that, or the relay’s own page.`,
      };
    }
    if (relaySpace === 'public' || page.origin === relay.origin) return undefined;
    const permission = await ports.localNetworkPermission();
    // Not yet decided: Chrome asks where it has to, which it does for a page from outside.
    const asked = permission === 'prompt' && addressSpaceOf(page.host) === 'public';
    if (permission !== 'denied' && !asked) return undefined;
    return {
      reason: 'local-network',
      message: `Chrome does not let this page reach ${host}. Allow local network access for this page.`,
    };
  }

  return {
    async noSocket() {
      const found = await forbidden();
      if (found) return found;
      if (await answersAtAll()) {
        return {
          reason: 'wrong-path',
          message: `The server at ${host} takes no workers. Are the port and the path the relay’s?`,
        };
      }
      return {
        reason: 'relay-down',
        message: `Nothing answers at ${host}. Is the relay running, and is the address right?`,
      };
    },
    async noAnswer() {
      const found = await forbidden();
      if (found) return found;
      if (page.origin !== relay.origin && (await answersAtAll())) {
        return {
          reason: 'no-cors',
          message: `The relay at ${host} refuses pages from other sites (no CORS). Open its own page, or run the gateway.`,
        };
      }
      return {
        reason: 'http-unreachable',
        message: `Connected to ${host}, but its frames and results cannot be reached over HTTP.`,
      };
    },
  };
}
