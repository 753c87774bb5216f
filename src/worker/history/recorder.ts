// Counts what is done and keeps it over visits. Written seldom, and each time as a difference, so that tabs that cannot know
// of each other (a page on plain http has no locks) do not undo each other's counts.
import type { Clock } from '../../platform/clock.ts';
import type { DoneWork } from './buckets.ts';
import { type History, historyOf, mergeHistories, NO_HISTORY } from './history.ts';
import { readHistory } from './readHistory.ts';

/** One value that outlives the page: src/storage/history.ts. */
export interface HistoryStore {
  read(): Promise<unknown>;
  /** In one go, whoever else writes; resolves with what is stored then. */
  update(change: (stored: unknown) => History): Promise<History>;
}

export interface HistoryRecorder {
  /** All that is known so far: what was read last, and what was counted since. */
  readonly history: History;
  /** Reads what is stored anew, as another tab may have worked meanwhile. */
  read(): Promise<History>;
  record(work: DoneWork): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** The first job after a rest is written at once, so that a page that is closed loses nothing of slow work. */
const WRITE_EVERY_MS = 5000;

export function createHistoryRecorder(clock: Clock, store: HistoryStore): HistoryRecorder {
  let stored = NO_HISTORY;
  let writing = NO_HISTORY;
  let unwritten = NO_HISTORY;
  let lastWriteMs = Number.NEGATIVE_INFINITY;
  let cancelWrite: (() => void) | undefined;
  /** Reads and writes, one at a time. */
  let turn: Promise<void> = Promise.resolve();

  const merged = (one: History, other: History): History => mergeHistories(one, other, clock.now());
  const all = (): History => merged(merged(stored, writing), unwritten);

  async function readStored(): Promise<void> {
    try {
      stored = readHistory(await store.read());
    } catch {
      // Storage is forbidden: then the counts live as long as the page.
    }
  }

  async function write(): Promise<void> {
    if (unwritten.total.jobs === 0) return;
    lastWriteMs = clock.now();
    writing = unwritten;
    unwritten = NO_HISTORY;
    try {
      stored = await store.update((before) => merged(readHistory(before), writing));
    } catch {
      // Full or forbidden: it goes with the next write.
      unwritten = merged(writing, unwritten);
    }
    writing = NO_HISTORY;
  }

  function inTurn(step: () => Promise<void>): Promise<void> {
    turn = turn.then(step);
    return turn;
  }

  function flush(): Promise<void> {
    cancelWrite?.();
    cancelWrite = undefined;
    return inTurn(write);
  }

  return {
    get history() {
      return all();
    },
    async read() {
      await inTurn(readStored);
      return all();
    },
    record(work) {
      unwritten = merged(unwritten, historyOf(work));
      if (cancelWrite) return;
      const restedMs = clock.now() - lastWriteMs;
      // Negative where the clock was set back.
      if (restedMs < 0 || restedMs >= WRITE_EVERY_MS) void flush();
      else cancelWrite = clock.after(WRITE_EVERY_MS - restedMs, () => void flush());
    },
    flush,
  };
}
