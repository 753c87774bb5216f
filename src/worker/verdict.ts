// The one judgement on every way in which talking to a relay can end: a socket's close, and an HTTP request's answer or
// want of one. The only place that reads close codes and status codes.
import type { Problem } from './api.ts';

/** How an HTTP request ended. `detail` is what the relay or the browser said of it. */
export type HttpEnding =
  | { readonly type: 'answered'; readonly status: number; readonly detail?: string }
  /** fetch itself failed: network, CORS, redirect, deadline. */
  | { readonly type: 'unanswered'; readonly detail: string };

/** How a socket ended. */
export interface SocketEnding {
  readonly type: 'closed';
  readonly code: number;
  readonly reason: string;
}

/** What became of one HTTP request to the relay. */
export type Verdict =
  | { readonly type: 'ok' }
  /** Nothing more to do here: another worker has it, or it is over. */
  | { readonly type: 'gone'; readonly status: number }
  /** The key is dead: register again, then try anew. */
  | { readonly type: 'keyRejected'; readonly status: number }
  | Retry
  /** Trying again would end the same way. */
  | { readonly type: 'refused'; readonly message: string };

type Retry = { readonly type: 'retry' } & Problem;

/** What a socket's end asks for: to connect again, or, where another took over this worker's id, to stay away. */
export type SocketVerdict = Retry | { readonly type: 'replaced' };

export const UNREACHABLE: Problem = {
  reason: 'relay-down',
  message: 'The relay cannot be reached. Is it running, and is the address right?',
};

/** What the bundled relay closes a socket with when its worker id is registered by another (docs/PROTOCOL.md). */
const CLOSE_REPLACED = 4001;
/** No close frame came: the connection was never made, or it was lost. */
const CLOSE_ABNORMAL = 1006;

export function verdictOf(ending: HttpEnding): Verdict;
export function verdictOf(ending: SocketEnding): SocketVerdict;
export function verdictOf(ending: HttpEnding | SocketEnding): Verdict | SocketVerdict {
  switch (ending.type) {
    case 'answered':
      return verdictOfStatus(ending.status, ending.detail ? ` (${ending.detail})` : '');
    case 'unanswered':
      return { type: 'retry', reason: 'unanswered', message: `The relay did not answer (${ending.detail}).` };
    case 'closed':
      return ending.code === CLOSE_REPLACED ? { type: 'replaced' } : { type: 'retry', ...closeProblem(ending) };
  }
}

function verdictOfStatus(status: number, suffix: string): Verdict {
  if (status >= 200 && status < 300) return { type: 'ok' };
  if (status === 401 || status === 403) return { type: 'keyRejected', status };
  if (status === 404 || status === 409 || status === 410) return { type: 'gone', status };
  if (status === 408 || status === 429 || status >= 500) {
    return { type: 'retry', reason: 'relay-busy', message: `The relay is in trouble: HTTP ${status}${suffix}.` };
  }
  return { type: 'refused', message: `The relay refused the request: HTTP ${status}${suffix}.` };
}

function closeProblem({ code, reason }: SocketEnding): Problem {
  if (reason)
    return { reason: 'relay-closed', message: `The relay closed the connection: ${reason.replace(/\.$/, '')}.` };
  if (code === CLOSE_ABNORMAL) {
    return UNREACHABLE;
  }
  return { reason: 'relay-closed', message: `The relay closed the connection (code ${code}).` };
}
