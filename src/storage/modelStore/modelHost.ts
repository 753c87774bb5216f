// One way to ask a host, for the HF Hub, its mirrors and plain static hosting alike.
import { type FileFacts, readFacts, readPointer } from './fileFacts.ts';
import { Cut, createPatience, type PatiencePorts, untilDone } from './patience.ts';
import { StoreError } from './storeFailure.ts';

/** Without a byte for so long, a connection is taken for dead. */
const SILENCE_MS = 30_000;
/** A host without this route may answer nothing that a page can read; then there is no hash, and no reason to wait for one. */
const POINTER_TRIES = 2;
/** The hub keeps smaller files in git itself, without a hash that we could check. */
const POINTER_FROM_BYTES = 1_000_000;
const LONGEST_POINTER_BYTES = 1000;

export interface HostPorts extends PatiencePorts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

export interface Question {
  readonly url: string;
  readonly method: 'HEAD' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks once. Rejects with `Cut` where it is worth asking again.
 * @param alive called with each sign of life; without one for a while, `use` is broken off
 */
export async function askHost<T>(
  { url, method, headers }: Question,
  { fetch, clock }: HostPorts,
  signal: AbortSignal,
  use: (response: Response, alive: () => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const watch = (): (() => void) =>
    clock.after(SILENCE_MS, () => over.abort(new Cut('the connection has gone silent')));
  let stopWatching = watch();
  try {
    const response = await fetch(url, {
      method,
      headers,
      // The browser's own cache would keep the gigabytes a second time.
      cache: 'no-store',
      signal: AbortSignal.any([signal, over.signal]),
    });
    const { status } = response;
    if (status === 408 || status === 429 || status >= 500) {
      await drop(response);
      throw new Cut(`status ${status}`, retryAfterMs(response.headers, clock.now()));
    }
    return await use(response, () => {
      stopWatching();
      stopWatching = watch();
    });
  } finally {
    stopWatching();
    // What nobody has read is not sent on.
    over.abort();
  }
}

/** What the host knows of a file; `absent` where it has no such file. */
export async function askFacts(url: string, ports: HostPorts, signal: AbortSignal): Promise<FileFacts | 'absent'> {
  const patience = createPatience(new URL(url).host, ports);
  const ask = (question: Omit<Question, 'url'>): Promise<Response> =>
    untilDone(patience, signal, () =>
      askHost({ url, ...question }, ports, signal, async (response) => {
        await drop(response);
        return response;
      }),
    );
  // A browser that asks for a range asks for no compression, so that the length is the file's.
  let response = await ask({ method: 'HEAD', headers: { Range: 'bytes=0-' } });
  // Some hosts refuse HEAD, some links are signed for GET alone, and some answers hide the length.
  if (!response.ok || readFacts(response).size === undefined) {
    response = await ask({ method: 'GET', headers: { Range: 'bytes=0-0' } });
  }
  if (isAbsent(response)) return 'absent';
  if (!response.ok && response.status !== 416) throw refusal(url, response.status);
  const facts = readFacts(response);
  if (facts.sha256 !== undefined || (facts.size ?? 0) < POINTER_FROM_BYTES) return facts;
  return { ...facts, sha256: (await askPointer(url, ports, signal)).sha256 };
}

/**
 * The hub tells the hash with its redirect to the CDN, and a browser does not show a redirect's headers to the page. But it
 * gives as well what git keeps in place of the file.
 */
async function askPointer(url: string, ports: HostPorts, signal: AbortSignal): Promise<FileFacts> {
  const pointerUrl = url.replace('/resolve/', '/raw/');
  if (pointerUrl === url) return {};
  const read = async (response: Response): Promise<FileFacts> => {
    const { size } = readFacts(response);
    if (response.ok && size !== undefined && size <= LONGEST_POINTER_BYTES) return readPointer(await response.text());
    await drop(response);
    return {};
  };
  const patience = createPatience(new URL(url).host, ports, POINTER_TRIES);
  try {
    const question = { url: pointerUrl, method: 'GET', headers: { Range: 'bytes=0-' } } as const;
    return await untilDone(patience, signal, () => askHost(question, ports, signal, read));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StoreError) return {};
    throw error;
  }
}

/** Missing, or a host that answers with its front page what it does not have. */
export function isAbsent({ status, headers }: Response): boolean {
  return (
    status === 404 || status === 410 || (status < 400 && (headers.get('content-type') ?? '').startsWith('text/html'))
  );
}

/** The sentence for a status that no patience mends. */
export function refusal(url: string, status: number): StoreError {
  const { host, file } = placeOf(url);
  const messages: Readonly<Record<number, string>> = {
    401: `${host} does not give out ${file} (401): the model does not exist there, is private, or asks for consent first. Choose another.`,
    403: `${host} does not give out ${file} (403): the model is private, or asks for consent first. Choose another.`,
    404: `${host} has no ${file}: check the model’s name, or whether it was made for transformers.js.`,
  };
  const message =
    messages[status] ?? `${host} answered ${status} for ${file}. Try again later, or choose another model.`;
  return new StoreError('model-missing', message);
}

/** For sentences: the revision says nothing to a person. */
export function placeOf(url: string): { readonly host: string; readonly file: string } {
  const { host, pathname } = new URL(url);
  return { host, file: decodeURIComponent(pathname.slice(1)).replace(/\/resolve\/[^/]+/, '') };
}

/** Lets the connection go. */
async function drop(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

/** Seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
