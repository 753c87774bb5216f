// Finished work on its way back. An entry lives until the relay has answered for good: acknowledged, or it wants it no
// more. It outlives sockets, keys and page loads.
import type { Clock } from '../platform/clock.ts';
import type { Outcome, ReportedJob } from '../protocol/dialect.ts';
import type { KeyStore } from '../storage/keyStore.ts';
import { retryDelayMs } from './retryDelay.ts';
import type { Verdict } from './verdict.ts';

export interface Delivery {
  readonly job: ReportedJob;
  readonly outcome: Outcome;
  /** As the relay knew the worker that took the job. */
  readonly workerId: string;
  /** The relay that it goes to, and to no other. */
  readonly httpBase: string;
  readonly createdMs: number;
}

export interface OutboxPorts {
  readonly store: KeyStore<Delivery>;
  readonly clock: Clock;
  readonly random: () => number;
  send(delivery: Delivery): Promise<Verdict>;
  /** The relay has answered for good; `gone` and `refused` end a delivery as well. */
  onSettled(delivery: Delivery, verdict: Verdict): void;
  onRetry(delivery: Delivery, message: string): void;
}

export interface Outbox {
  add(delivery: Delivery): Promise<void>;
  /** Tries everything that waits, now. */
  flush(): Promise<void>;
  readonly waiting: number;
  /** No further try is made; what waits stays in the store. */
  close(): void;
}

/** No relay remembers a job for longer. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

const MAX_REJECTIONS = 5;

/** @param httpBase the relay of this session; deliveries to others wait in the store until their relay's turn */
export function createOutbox(httpBase: string, ports: OutboxPorts): Outbox {
  const waiting = new Map<string, Delivery>();
  const rejections = new Map<string, number>();
  let attempt = 0;
  let cancelRetry = () => {};
  let flushing: Promise<void> | undefined;
  let closed = false;
  const restored = restore();

  async function restore(): Promise<void> {
    // Without storage (private windows of some browsers) results live as long as the page does.
    const stored = await ports.store.entries().catch(() => []);
    for (const [key, delivery] of stored) {
      if (!isReadable(delivery) || ports.clock.now() - delivery.createdMs > MAX_AGE_MS)
        await ports.store.delete(key).catch(() => {});
      else if (delivery.httpBase === httpBase && !waiting.has(key)) waiting.set(key, delivery);
    }
  }

  /** Each rejection makes the worker register anew; a relay that rejects every key for this would keep it at that for ever. */
  function giveUpOnKeys(key: string, verdict: Verdict): Verdict {
    if (verdict.type !== 'keyRejected') return verdict;
    const count = (rejections.get(key) ?? 0) + 1;
    rejections.set(key, count);
    return count < MAX_REJECTIONS ? verdict : { type: 'refused', message: `The relay rejected ${count} keys for it.` };
  }

  async function deliverAll(): Promise<void> {
    cancelRetry();
    await restored;
    let failed = false;
    for (const [key, delivery] of [...waiting]) {
      if (closed) return;
      const verdict = giveUpOnKeys(key, await ports.send(delivery));
      if (verdict.type === 'retry' || verdict.type === 'keyRejected') {
        failed = true;
        ports.onRetry(delivery, verdict.type === 'retry' ? verdict.message : 'The key is dead; registering again.');
        continue;
      }
      rejections.delete(key);
      // A job that came back and was done again may have a newer delivery by now; that one is yet to be made.
      if (waiting.get(key) === delivery) {
        waiting.delete(key);
        await ports.store.delete(key).catch(() => {});
      }
      ports.onSettled(delivery, verdict);
    }
    attempt = failed ? attempt + 1 : 0;
    if (failed && !closed) cancelRetry = ports.clock.after(retryDelayMs(attempt, ports.random), () => void flush());
  }

  /** One pass at a time: a second caller waits for the pass that runs and then for one of its own. */
  function flush(): Promise<void> {
    const pass = (flushing ?? Promise.resolve()).then(deliverAll);
    flushing = pass;
    return pass;
  }

  return {
    async add(delivery) {
      const key = `${delivery.httpBase} ${delivery.job.id}`;
      waiting.set(key, delivery);
      await ports.store.set(key, delivery).catch(() => {});
      await flush();
    },
    flush,
    get waiting() {
      return waiting.size;
    },
    close() {
      closed = true;
      cancelRetry();
    },
  };
}

/** What an earlier version of this page left behind may have another shape. */
const isReadable = ({ job, outcome }: Partial<Delivery>): boolean => job !== undefined && outcome !== undefined;
