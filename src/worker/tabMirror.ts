// What the tab that works tells the other tabs of this browser, which show it while they wait for their turn.
import type { TabChannel } from '../platform/oneTab.ts';
import type { WorkerEvent } from './api.ts';

export type TabMessage =
  | { readonly type: 'event'; readonly event: WorkerEvent }
  /** A tab has just begun to wait, and knows nothing yet. */
  | { readonly type: 'hello' };

export interface TabMirror {
  /** To be told of all that the working tab tells its own page. */
  show(event: WorkerEvent): void;
  /** This tab works no longer: what it showed is nobody's picture any more. */
  forget(): void;
  /** Hears what the working tab shows, from now on. Returns its end. */
  watch(onEvent: (event: WorkerEvent) => void): () => void;
}

/** What makes up the picture for a tab that comes late, in this order. */
const PICTURE = ['snapshot', 'frame', 'boxes', 'answer'] as const;

export function createTabMirror(channel: TabChannel<TabMessage>): TabMirror {
  const newest = new Map<WorkerEvent['type'], WorkerEvent>();
  let watcher: ((event: WorkerEvent) => void) | undefined;

  channel.listen((message) => {
    if (message.type === 'event') return watcher?.(message.event);
    for (const type of PICTURE) {
      const event = newest.get(type);
      if (event && !watcher) channel.post({ type: 'event', event });
    }
  });

  return {
    show(event) {
      // It carries the key, and is of use to the page of this tab alone.
      if (event.type === 'lastWill') return;
      newest.set(event.type, event);
      channel.post({ type: 'event', event });
    },
    forget: () => newest.clear(),
    watch(onEvent) {
      watcher = onEvent;
      newest.clear();
      channel.post({ type: 'hello' });
      return () => {
        watcher = undefined;
      };
    },
  };
}
