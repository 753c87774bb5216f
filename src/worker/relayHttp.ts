// The HTTP calls of every dialect. Each answers with a verdict and never throws; an abort is one more way to get no answer.
// Redirects of keyed requests are not followed: the key is for the relay alone.
import type { Clock } from '../platform/clock.ts';
import { WORKER_KEY_HEADER } from '../protocol/dialectJ.ts';
import { dialectOf } from '../protocol/dialectOf.ts';
import type { ImageSize } from '../protocol/imageSize.ts';
import type { Job } from '../protocol/job.ts';
import { checkFrame, MAX_FRAME_BYTES } from './checkFrame.ts';
import { withDeadline } from './deadline.ts';
import { type HttpEnding, type Verdict, verdictOf } from './verdict.ts';

/** Who this worker is for the relay, from a registration until its socket closes. */
export interface Credentials {
  readonly workerId: string;
  readonly key: string;
}

export interface FetchedFrame extends ImageSize {
  readonly blob: Blob;
}

export interface RelayHttp {
  /** `ok` at once where the dialect knows no claims. */
  claim(job: Job, as: Credentials): Promise<Verdict>;
  /** Anything but `ok` carries why the frame cannot be used. */
  fetchFrame(job: Job, frameId: string, key: string, signal: AbortSignal): Promise<FetchedFrame | Verdict>;
  /** @param key the key may be missing: some relays need none to be told what became of a job */
  post(url: string, body: object, key: string | undefined): Promise<Verdict>;
}

export interface RelayHttpPorts {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Told of each request's end, before its verdict is acted on. */
  readonly onEnding: (ending: HttpEnding) => void;
}

/** A relay that holds an answer back for longer than this is treated as one that gave none. */
const TIMEOUT_MS = 30_000;

/** @param httpBase of the relay, without a trailing slash */
export function createRelayHttp(httpBase: string, { fetch, clock, onEnding }: RelayHttpPorts): RelayHttp {
  function judge(ending: HttpEnding): Verdict {
    onEnding(ending);
    return verdictOf(ending);
  }

  async function send(url: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<Response | Verdict> {
    try {
      const response = await fetch(url, { ...init, redirect: 'error', cache: 'no-store', credentials: 'omit' });
      const verdict = judge({ type: 'answered', status: response.status, detail: await shortText(response) });
      return verdict.type === 'ok' ? response : verdict;
    } catch (error) {
      // What we ended ourselves tells nothing about the relay.
      const ending = { type: 'unanswered', detail: messageOf(error) } as const;
      return isAbort(error) ? verdictOf(ending) : judge(ending);
    }
  }

  function post(url: string, body: object, key: string | undefined): Promise<Verdict> {
    return withDeadline(clock, TIMEOUT_MS, undefined, async (signal) => {
      const answer = await send(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(key && { [WORKER_KEY_HEADER]: key }) },
        body: JSON.stringify(body),
        signal,
      });
      if (!(answer instanceof Response)) return answer;
      // The status says it all; a body that broke off changes nothing.
      await answer.body?.cancel().catch(() => {});
      return { type: 'ok' };
    });
  }

  return {
    post,
    async claim({ dialect, id }, { workerId, key }) {
      const url = dialectOf(dialect).claimUrl?.(httpBase, id);
      return url === undefined ? { type: 'ok' } : post(url, { worker_id: workerId }, key);
    },
    fetchFrame({ dialect, id }, frameId, key, signal) {
      const url = dialectOf(dialect).frameUrl(httpBase, id, frameId);
      return withDeadline(clock, TIMEOUT_MS, signal, async (either) => {
        const answer = await send(url, { headers: { [WORKER_KEY_HEADER]: key }, signal: either });
        return answer instanceof Response ? readFrame(answer) : answer;
      });
    },
  };
}

async function readFrame(response: Response): Promise<FetchedFrame | Verdict> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  try {
    bytes = await readAtMost(response, MAX_FRAME_BYTES);
  } catch (error) {
    return verdictOf({ type: 'unanswered', detail: `the frame broke off: ${messageOf(error)}` });
  }
  if (!bytes) return { type: 'refused', message: 'the frame is larger than 20 MB' };
  const checked = checkFrame(bytes);
  if ('problem' in checked) return { type: 'refused', message: checked.problem };
  return { ...checked, blob: new Blob([bytes], { type: checked.type }) };
}

/** The body, or undefined (and the rest is not fetched) where it is longer than `limit` bytes. */
async function readAtMost(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    return undefined;
  }
  const chunks: BlobPart[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    length += chunk.value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Enough of an error's body for a log line; nothing is read of a good one. */
async function shortText(response: Response): Promise<string> {
  if (response.ok) return '';
  const text = await response.text().catch(() => '');
  return text.slice(0, 200).trim();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
