import type { Job } from '../protocol/job.ts';
import { type FetchedFrames, type FetchFramesPorts, fetchFrames, type UnfetchedFrames } from './fetchFrames.ts';
import type { Credentials } from './relayHttp.ts';

export interface LiveKeyFetchPorts extends FetchFramesPorts {
  /** Of the live registration; undefined while there is none. */
  credentials(): Credentials | undefined;
  keyRejected(key: string): void;
}

export interface LiveKeyFetch {
  fetch(job: Job, key: string, signal: AbortSignal): Promise<FetchedFrames | UnfetchedFrames>;
  /** Looks whether the key that is waited for has come. */
  wake(): void;
}

/**
 * Fetches the frames of one job at a time. A key that dies on the way says nothing about the job: its frames are fetched
 * once more, with the key of the next registration.
 */
export function createLiveKeyFetch(ports: LiveKeyFetchPorts): LiveKeyFetch {
  const { credentials, keyRejected } = ports;
  let look = () => {};

  /** Undefined where the waiting was ended. */
  function nextKey(dead: string, signal: AbortSignal): Promise<string | undefined> {
    return new Promise((resolve) => {
      const end = (key: string | undefined): void => {
        look = () => {};
        signal.removeEventListener('abort', onAbort);
        resolve(key);
      };
      const onAbort = () => end(undefined);
      look = () => {
        const key = credentials()?.key;
        if (key !== undefined && key !== dead) end(key);
      };
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
      else look();
    });
  }

  return {
    wake: () => look(),
    async fetch(job, key, signal) {
      const first = await fetchFrames(ports, job, key, signal);
      if (first.type === 'frames' || first.verdict !== 'keyRejected') return first;
      keyRejected(key);
      const next = await nextKey(key, signal);
      if (next === undefined) return first;
      const second = await fetchFrames(ports, job, next, signal);
      if (second.type === 'unfetched' && second.verdict === 'keyRejected') keyRejected(next);
      return second;
    },
  };
}
