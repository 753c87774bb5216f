import type { Clock } from '../../relay/clock.ts';
import { WORKER_KEY_HEADER } from '../../src/protocol/dialectJ.ts';
import { networkProblem } from './networkProblem.ts';

export type Answer =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Uint8Array;
      /** The body is longer than MAX_BODY_BYTES and its rest was not read. */
      readonly cut: boolean;
    }
  /** `problem` is the end of a sentence. */
  | { readonly type: 'none'; readonly problem: string };

export interface Question {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: object;
}

/** One HTTP request, one answer. Never throws and follows no redirect. */
export type Ask = (url: string, question?: Question) => Promise<Answer>;

/** Our worker takes no frame that is larger (W5). */
const MAX_BODY_BYTES = 20 * 1024 * 1024;

interface AskOptions {
  readonly clock: Clock;
  /** Ends every request. */
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
}

export function createAsk({ clock, signal, timeoutMs }: AskOptions): Ask {
  return async (url, { method = 'GET', key, headers, json } = {}) => {
    const late = new AbortController();
    const stopTimer = clock.after(timeoutMs, () => late.abort());
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...headers,
          ...(key !== undefined && { [WORKER_KEY_HEADER]: key }),
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      });
      return { type: 'answer', status: response.status, headers: response.headers, ...(await readBody(response)) };
    } catch (error) {
      if (late.signal.aborted) return { type: 'none', problem: `no answer within ${timeoutMs / 1000} s` };
      return { type: 'none', problem: networkProblem(error) };
    } finally {
      stopTimer();
    }
  };
}

async function readBody(response: Response): Promise<{ body: Uint8Array; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.byteLength;
    if (length <= MAX_BODY_BYTES) continue;
    await reader?.cancel();
    return { body: Buffer.concat(chunks), cut: true };
  }
  return { body: Buffer.concat(chunks), cut: false };
}

/** What the body says to a person: the sentence of `{"error": …}`, else its text; empty for pictures and for no body. */
export function wordsOf(answer: Answer & { readonly type: 'answer' }): string {
  if (answer.headers.get('content-type')?.startsWith('image/')) return '';
  const text = new TextDecoder().decode(answer.body.subarray(0, 400)).trim();
  return /^\{\s*"error"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? text;
}

export const isSuccess = (answer: Answer): answer is Answer & { type: 'answer' } =>
  answer.type === 'answer' && answer.status >= 200 && answer.status < 300;
