import type { Clock } from '../../platform/clock.ts';
import { StoreError } from './storeFailure.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
/** In a row, without a new byte: about half a minute of trying. */
const MAX_TRIES = 8;

/** Something failed that may go well the next time. */
export class Cut extends Error {
  /** As the host asks for it. */
  readonly afterMs: number | undefined;

  constructor(message: string, afterMs?: number) {
    super(message);
    this.afterMs = afterMs;
  }
}

export interface PatiencePorts {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface Patience {
  /** New bytes came: all tries are there again. */
  renew(): void;
  /** Waits before the next try; rejects once there were too many. */
  wait(error: unknown, signal: AbortSignal): Promise<void>;
}

export function createPatience(host: string, { clock, random }: PatiencePorts, maxTries = MAX_TRIES): Patience {
  let tries = 0;
  return {
    renew() {
      tries = 0;
    },
    async wait(error, signal) {
      tries++;
      const text = error instanceof Error ? error.message : String(error);
      if (tries >= maxTries) {
        const message = `The model cannot be fetched from ${host} (${text}). What has arrived stays: load again when the network is back.`;
        throw new StoreError('model-missing', message, error);
      }
      const askedMs = error instanceof Cut ? error.afterMs : undefined;
      await sleep(askedMs ?? delayMs(tries, random), clock, signal);
    },
  };
}

/** Tries until it goes well; only what is final, or an end by `signal`, comes through. */
export async function untilDone<T>(patience: Patience, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || error instanceof StoreError) throw error;
      await patience.wait(error, signal);
    }
  }
}

/** Full jitter, so that many workers that were cut at once do not come back at once. */
function delayMs(tries: number, random: () => number): number {
  return random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
}

function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    const abort = (): void => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}
