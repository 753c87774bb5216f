// The door for a program that drives the page without a person: `npm run worker`, and tests. It hears the log, and may
// ask the worker to finish. `main.tsx` opens it only under automation (navigator.webdriver); a visitor's page has none.
import { effect } from '@preact/signals';
import type { LogLine, Snapshot, WorkerApi } from '../worker/api.ts';
import type { Store } from './store.ts';

/** What the window of a driven page has more than others. */
export interface AutomationDoor {
  /** Put there by the driver before the page loads. */
  unblinkLog?: (line: LogLine) => void;
  /** Put there by the page. */
  unblinkWorker?: {
    /** Resolves when the job in hand is finished and delivered. */
    stopAfterJob(): Promise<void>;
    snapshot(): Snapshot;
  };
}

type WatchedStore = Pick<Store, 'log' | 'snapshot'>;

/** Passes every log line on, those of the page itself too; the returned function ends that. */
export function openAutomation(
  { log, snapshot }: WatchedStore,
  worker: Pick<WorkerApi, 'stopAfterJob'>,
  door: AutomationDoor,
): () => void {
  door.unblinkWorker = { stopAfterJob: () => worker.stopAfterJob(), snapshot: () => snapshot.peek() };
  let passedOn = 0;
  return effect(() => {
    for (const { serial, line } of log.value) {
      if (serial > passedOn) door.unblinkLog?.(line);
      passedOn = Math.max(passedOn, serial);
    }
  });
}
