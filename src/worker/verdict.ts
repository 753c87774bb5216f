/** What became of one HTTP request to the relay. The only place that reads status codes. */
export type Verdict =
  | { readonly type: 'ok' }
  /** Nothing more to do here: another worker has it, or it is over. */
  | { readonly type: 'gone'; readonly status: number }
  /** The key is dead: register again, then try anew. */
  | { readonly type: 'keyRejected'; readonly status: number }
  | { readonly type: 'retry'; readonly message: string }
  /** Trying again would end the same way. */
  | { readonly type: 'refused'; readonly message: string };

/** @param status the HTTP status, or undefined where fetch itself failed (network, CORS, redirect) */
export function verdictOf(status: number | undefined, detail = ''): Verdict {
  const suffix = detail ? ` (${detail})` : '';
  if (status === undefined) return { type: 'retry', message: `The relay did not answer${suffix}.` };
  if (status >= 200 && status < 300) return { type: 'ok' };
  if (status === 401 || status === 403) return { type: 'keyRejected', status };
  if (status === 404 || status === 409 || status === 410) return { type: 'gone', status };
  if (status === 408 || status === 429 || status >= 500) {
    return { type: 'retry', message: `The relay is in trouble: HTTP ${status}${suffix}.` };
  }
  return { type: 'refused', message: `The relay refused the request: HTTP ${status}${suffix}.` };
}
