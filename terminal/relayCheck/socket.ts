// A worker's WebSocket with a bound on every wait. What the relay says goes to `onText` and is not kept here.
import { type RawData, WebSocket } from 'ws';
import type { Clock } from '../../relay/clock.ts';
import { quote } from './finding.ts';
import { networkProblem } from './networkProblem.ts';

/** A job is a few kilobytes. A relay that sends more at once would fill this computer's memory. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

export interface Connection {
  readonly url: string;
  /** How it ended, as the end of a sentence; undefined while it is open. */
  readonly ended: string | undefined;
  say(message: object): void;
  /** True as soon as `condition` holds: it is looked at after each message. False when the time is over or all ended. */
  until(condition: () => boolean, withinMs: number): Promise<boolean>;
  /** Whether the relay's side answers a ping, and so has read everything that was said before. */
  pong(withinMs: number): Promise<boolean>;
  /** Resolves when the socket is closed; twice is fine. */
  close(): Promise<void>;
}

export type Opening =
  | { readonly type: 'open'; readonly connection: Connection }
  /** `problem` is the end of a sentence; `status` is there where HTTP was answered instead. */
  | { readonly type: 'refused'; readonly problem: string; readonly status?: number };

interface OpenOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly openMs: number;
  /** What a browser would send of itself. */
  readonly origin?: string;
  /** Undefined stands for a binary message. */
  readonly onText?: (text: string | undefined) => void;
}

/** Never throws. */
export function openSocket(url: string, { clock, signal, openMs, origin, onText }: OpenOptions): Promise<Opening> {
  const socket = new WebSocket(url, { maxPayload: MAX_MESSAGE_BYTES, ...(origin !== undefined && { origin }) });
  const watchers = new Set<() => void>();
  let ended: string | undefined;
  let failure: string | undefined;
  const tellWatchers = (): void => [...watchers].forEach((watch) => watch());

  const closed = new Promise<void>((resolve) => {
    socket.once('close', (code, reason) => {
      ended = failure ?? closeWords(code, reason.toString());
      tellWatchers();
      resolve();
    });
  });
  socket.on('message', (data: RawData, isBinary) => {
    onText?.(isBinary ? undefined : data.toString());
    tellWatchers();
  });
  socket.on('error', (error) => (failure = networkProblem(error)));
  signal.addEventListener('abort', tellWatchers);
  void closed.then(() => signal.removeEventListener('abort', tellWatchers));

  function until(condition: () => boolean, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (held: boolean): void => {
        stopTimer();
        watchers.delete(watch);
        resolve(held);
      };
      const watch = (): void => {
        if (condition()) end(true);
        else if (ended !== undefined || signal.aborted) end(false);
      };
      const stopTimer = clock.after(withinMs, () => end(condition()));
      watchers.add(watch);
      watch();
    });
  }

  async function pong(withinMs: number): Promise<boolean> {
    let answered = false;
    socket.once('pong', () => {
      answered = true;
      tellWatchers();
    });
    if (socket.readyState === socket.OPEN) socket.ping();
    return until(() => answered, withinMs);
  }

  /** Politely, and after `openMs` by force. */
  async function close(): Promise<void> {
    socket.close();
    const stopTimer = clock.after(openMs, () => socket.terminate());
    await closed;
    stopTimer();
  }

  const connection: Connection = {
    url,
    get ended() {
      return ended;
    },
    // ws itself drops what is said on a closed socket.
    say: (message) => socket.send(JSON.stringify(message), () => {}),
    until,
    pong,
    close,
  };

  return new Promise((resolve) => {
    const giveUp = (problem: string, status?: number): void => {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
      resolve({ type: 'refused', problem, ...(status !== undefined && { status }) });
      socket.terminate();
    };
    const onAbort = (): void => giveUp('the check was stopped');
    const stopTimer = clock.after(openMs, () => giveUp(`no answer within ${openMs / 1000} s`));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    socket.once('unexpected-response', (_request, { statusCode = 0, headers }) => {
      const target = headers.location === undefined ? '' : ` to ${quote(headers.location)}`;
      giveUp(`HTTP ${statusCode}${target} instead of a WebSocket`, statusCode);
    });
    socket.once('error', (error) => giveUp(networkProblem(error)));
    socket.once('open', () => {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
      resolve({ type: 'open', connection });
    });
  });
}

/** Codes that stand for a close without one (RFC 6455, 7.4.1). */
const UNSAID: Readonly<Record<number, string>> = { 1005: 'without a code', 1006: 'cut off without a word' };

const closeWords = (code: number, reason: string): string =>
  (UNSAID[code] ?? `code ${code}`) + (reason === '' ? '' : `, ${quote(reason)}`);
