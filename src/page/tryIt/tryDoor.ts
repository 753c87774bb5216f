// The part of Try it that is there from the start: whether it is open, and the way to the worker. The rest is fetched when it
// is opened.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ModelSettings, TryEvent, TryOutcome, TryRequest } from '../../worker/api.ts';
import type { WorkerClient } from '../ports.ts';
import type { Store } from '../store.ts';

export type TryWish = Omit<TryRequest, 'model'>;

export interface TryDoor {
  readonly open: ReadonlySignal<boolean>;
  show(open: boolean): void;
  /** What the worker tells of the model and the log goes to the page's store, and the rest to `onEvent`. */
  look(wish: TryWish, onEvent: (event: TryEvent) => void): Promise<TryOutcome>;
  stop(): void;
}

export interface TryDoorParts {
  readonly client: Pick<WorkerClient, 'tryIt' | 'stopTry'>;
  readonly store: Pick<Store, 'snapshot' | 'dispatch'>;
  model(): ModelSettings;
  /** Before a download begins: asks the browser to keep what is stored. */
  keep(): void;
  /** The worker thread broke down. */
  died(detail: string): void;
}

export function createTryDoor({ client, store, model, keep, died }: TryDoorParts): TryDoor {
  const open = signal(false);
  return {
    open,
    show(now) {
      open.value = now;
    },
    async look(wish, onEvent) {
      keep();
      try {
        return await client.tryIt({ ...wish, model: model() }, (event) => {
          if (event.type === 'log') store.dispatch(event);
          else if (event.type === 'engine') {
            store.dispatch({ type: 'snapshot', snapshot: { ...store.snapshot.peek(), engine: event.engine } });
          } else onEvent(event);
        });
      } catch (cause) {
        const detail = cause instanceof Error ? cause.message : String(cause);
        died(detail);
        return { type: 'failed', problem: { reason: 'worker-gone', message: detail } };
      }
    },
    stop() {
      client.stopTry().catch((cause: unknown) => died(String(cause)));
    },
  };
}
