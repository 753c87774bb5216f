// Dialect J's HTTP calls. Each answers with a verdict and never throws; an abort is one more way to get no answer. Redirects
// of keyed requests are not followed: the key is for the relay alone.
import { claimUrl, completeUrl, failUrl, frameUrl, WORKER_KEY_HEADER } from '../protocol/dialectJ.ts';
import type { ImageSize } from '../protocol/imageSize.ts';
import { checkFrame, MAX_FRAME_BYTES } from './checkFrame.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface FetchedFrame extends ImageSize {
  readonly blob: Blob;
}

export interface RelayHttp {
  claim(jobId: string, key: string): Promise<Verdict>;
  /** Anything but `ok` carries why the frame cannot be used. */
  fetchFrame(jobId: string, frameId: string, key: string, signal: AbortSignal): Promise<FetchedFrame | Verdict>;
  complete(jobId: string, result: unknown, key: string | undefined): Promise<Verdict>;
  fail(jobId: string, error: string, key: string | undefined): Promise<Verdict>;
}

/** A relay that holds an answer back for longer than this is treated as one that gave none. */
const TIMEOUT_MS = 30_000;

export function createRelayHttp(httpBase: string, workerId: string, fetch: typeof globalThis.fetch): RelayHttp {
  async function send(url: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<Response | Verdict> {
    try {
      const response = await fetch(url, { ...init, redirect: 'error', cache: 'no-store', credentials: 'omit' });
      if (response.ok) return response;
      return verdictOf(response.status, await shortText(response));
    } catch (error) {
      return verdictOf(undefined, error instanceof Error ? error.message : String(error));
    }
  }

  async function post(url: string, body: object, key: string | undefined): Promise<Verdict> {
    const answer = await send(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(key && { [WORKER_KEY_HEADER]: key }) },
      body: JSON.stringify({ worker_id: workerId, ...body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!(answer instanceof Response)) return answer;
    // The status says it all; a body that broke off changes nothing.
    await answer.body?.cancel().catch(() => {});
    return { type: 'ok' };
  }

  return {
    claim: (jobId, key) => post(claimUrl(httpBase, jobId), {}, key),
    complete: (jobId, result, key) => post(completeUrl(httpBase, jobId), { result }, key),
    fail: (jobId, error, key) => post(failUrl(httpBase, jobId), { error }, key),
    async fetchFrame(jobId, frameId, key, signal) {
      const answer = await send(frameUrl(httpBase, jobId, frameId), {
        headers: { [WORKER_KEY_HEADER]: key },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return answer instanceof Response ? readFrame(answer) : answer;
    },
  };
}

async function readFrame(response: Response): Promise<FetchedFrame | Verdict> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  try {
    bytes = await readAtMost(response, MAX_FRAME_BYTES);
  } catch (error) {
    return verdictOf(undefined, `the frame broke off: ${error instanceof Error ? error.message : String(error)}`);
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

/** Enough of an error's body for a log line. */
async function shortText(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  return text.slice(0, 200).trim();
}
