// One file from a host to the disk, through cuts and pauses, until it is what the host says it is.
import { createSHA256 } from 'hash-wasm';
import type { OpenFile } from './fileArea.ts';
import { type FileFacts, isSameFile, readFacts } from './fileFacts.ts';
import { type Hold, letGo } from './hold.ts';
import { askHost, type HostPorts, isAbsent, placeOf, refusal } from './modelHost.ts';
import { Cut, createPatience, untilDone } from './patience.ts';
import { StoreError, storageTrouble } from './storeFailure.ts';

/** Wrong bytes come from a bad disk or proxy, and rarely twice. */
const MAX_SPOILED = 3;

export interface FilePorts extends HostPorts {
  /** Of the page. */
  readonly ownOrigin: string;
}

export interface FileJob {
  readonly url: string;
  readonly facts: FileFacts;
  readonly file: OpenFile;
  readonly hold: Hold;
  readonly signal: AbortSignal;
  /** Bytes that are there, and how many of them came now. */
  readonly onBytes: (there: number, arrived: number) => void;
}

interface Hasher {
  init(): void;
  update(bytes: Uint8Array): void;
  digest(): string;
}

export async function fetchFile(job: FileJob, ports: FilePorts): Promise<void> {
  const { url, facts, file } = job;
  const hasher = facts.sha256 === undefined ? undefined : await createHasher();
  for await (const piece of hasher ? file.pieces() : []) hasher?.update(piece);
  job.onBytes(file.size, 0);
  for (let spoiled = 0; ; ) {
    await fetchRest(job, hasher, ports);
    const isRight = facts.size === undefined || file.size === facts.size;
    if (isRight && (!hasher || hasher.digest() === facts.sha256)) return await stored(() => file.commit());
    await startAnew(job, hasher);
    if (++spoiled === MAX_SPOILED) {
      const { host, file: name } = placeOf(url);
      const message = `${name} came wrong from ${host} ${MAX_SPOILED} times. Load again later, or from another mirror.`;
      throw new StoreError('file-corrupt', message);
    }
  }
}

async function fetchRest(job: FileJob, hasher: Hasher | undefined, ports: FilePorts): Promise<void> {
  const { url, facts, file, hold, signal } = job;
  const patience = createPatience(new URL(url).host, ports);
  let best = file.size;
  for (;;) {
    if (facts.size !== undefined && file.size >= facts.size) return;
    await letGo(hold, signal);
    const pause = new AbortController();
    const stopListening = hold.onChange(() => pause.abort());
    try {
      const either = AbortSignal.any([signal, pause.signal]);
      const isAtEnd = await untilDone(patience, either, () =>
        askHost({ url, method: 'GET', headers: rangeHeaders(job, ports.ownOrigin) }, ports, either, (response, alive) =>
          takeBody(response, job, hasher, () => {
            alive();
            // A host without ranges starts anew after each cut; only what was never there is progress.
            if (file.size > best) patience.renew();
            best = Math.max(best, file.size);
          }),
        ),
      );
      if (isAtEnd) return;
    } catch (error) {
      if (signal.aborted || !pause.signal.aborted) throw error;
    } finally {
      stopListening();
    }
  }
}

/**
 * `If-Range` goes to our own origin alone, and where no hash tells: a browser asks another origin for leave first (CORS
 * preflight), and a CDN may refuse that. The answer is checked instead.
 */
function rangeHeaders({ url, file, facts }: FileJob, ownOrigin: string): Record<string, string> {
  const range = { Range: `bytes=${file.size}-` };
  const isChecked = facts.sha256 !== undefined;
  if (!facts.etag?.startsWith('"') || isChecked || file.size === 0 || new URL(url).origin !== ownOrigin) return range;
  return { ...range, 'If-Range': facts.etag };
}

/** True at the end of a file whose size nobody told. */
async function takeBody(
  response: Response,
  job: FileJob,
  hasher: Hasher | undefined,
  onPiece: () => void,
): Promise<boolean> {
  const { url, facts, file } = job;
  const { status } = response;
  if (status === 416) {
    const { size } = readFacts(response);
    if (facts.size === undefined && file.size > 0 && size === file.size) return true;
    await startAnew(job, hasher);
    throw new Cut('the host has fewer bytes than it said');
  }
  if (isAbsent(response)) throw refusal(url, 404);
  if (!response.ok) throw refusal(url, status);
  if (status === 206 && file.size > 0 && !continues(response, job)) {
    await startAnew(job, hasher);
    throw new Cut('the file has changed on its host');
  }
  if (status === 200 && file.size > 0) await startAnew(job, hasher);
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) break;
    const bytes = next.value as Uint8Array<ArrayBuffer>;
    await stored(() => file.append(bytes));
    hasher?.update(bytes);
    job.onBytes(file.size, bytes.length);
    onPiece();
    if (facts.size !== undefined && file.size > facts.size) {
      await reader?.cancel();
      return false;
    }
  }
  if (facts.size === undefined) return true;
  if (file.size < facts.size) throw new Cut('the connection was cut');
  return false;
}

/** Whether the bytes that come are the ones behind those that are there. Some hosts hide all but the length. */
function continues(response: Response, { file, facts }: FileJob): boolean {
  const { headers } = response;
  const start = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1];
  if (start !== undefined && Number(start) !== file.size) return false;
  const length = headers.get('content-length');
  if (length !== null && facts.size !== undefined && Number(length) !== facts.size - file.size) return false;
  return facts.sha256 !== undefined || isSameFile({ etag: readFacts(response).etag }, { etag: facts.etag });
}

async function startAnew(job: FileJob, hasher: Hasher | undefined): Promise<void> {
  await stored(() => job.file.clear());
  hasher?.init();
  job.onBytes(0, 0);
}

/** What the disk refuses is final, unlike what the network does. */
async function stored(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { reason, message } = storageTrouble(error);
    throw new StoreError(reason, message, error);
  }
}

async function createHasher(): Promise<Hasher> {
  const hasher = await createSHA256();
  hasher.init();
  return hasher;
}
