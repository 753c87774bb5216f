// A new version of the page, from its being here to the reload. The page never reloads by itself: it says so, and waits.
import { type ReadonlySignal, signal } from '@preact/signals';

export type Update =
  | { readonly type: 'none' }
  /** A new version waits, or is in charge already because another tab took it. */
  | { readonly type: 'ready' }
  /** A part of this version could not be had: the server has a newer one, or does not answer. */
  | { readonly type: 'broken' }
  /** The job in hand is finished, then the page reloads. */
  | { readonly type: 'taking' };

export interface UpdatePorts {
  /** Finishes the job in hand, where there is one. */
  readonly finish: () => Promise<void>;
  /** Puts the newest version in charge of the page that is loaded next. */
  readonly activate: () => Promise<void>;
  readonly reload: () => void;
}

export interface Updates {
  readonly update: ReadonlySignal<Update>;
  found(): void;
  broken(): void;
  take(): void;
}

export function createUpdates({ finish, activate, reload }: UpdatePorts): Updates {
  const update = signal<Update>({ type: 'none' });
  const tell = (type: 'ready' | 'broken'): void => {
    if (update.peek().type !== 'taking') update.value = { type };
  };
  return {
    update,
    found: () => tell('ready'),
    broken: () => tell('broken'),
    take() {
      if (update.peek().type === 'taking') return;
      update.value = { type: 'taking' };
      // A thread that is gone has no job, and where nothing can be activated the reload still fetches what is there.
      void finish()
        .catch(() => {})
        .then(activate)
        .catch(() => {})
        .then(reload);
    },
  };
}
