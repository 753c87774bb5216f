// What the page alone hears of its own life: it is looked at again, it is frozen, it goes. The first is told to the worker;
// at the other two the page itself gives the worker's jobs back. That is the one exception to the rule that the page opens
// no socket and fetches nothing: a worker thread gets no turn any more when its page is closed or frozen, and a request
// that the page starts with `keepalive` outlives both. A beacon would not do, as it cannot carry the worker's key.
import type { LastRequest } from '../worker/api.ts';
import type { PageDocument, PageWindow } from './ports.ts';

export interface LifecyclePorts {
  readonly document: PageDocument;
  readonly window: PageWindow;
  /** `fetch` */
  readonly send: (url: string, init: RequestInit) => Promise<unknown>;
}

export interface Lifecycle {
  /** The page can be seen again, or runs again: a timer may be late by minutes. */
  onBack(): void;
  /** A new list each time that it changes. */
  lastWill(): readonly LastRequest[];
}

/** The returned function ends it. */
export function watchLifecycle({ document, window, send }: LifecyclePorts, page: Lifecycle): () => void {
  let executed: readonly LastRequest[] | undefined;

  function onVisibility(): void {
    if (document.visibilityState === 'visible') page.onBack();
  }

  /** A page that goes may be frozen first; its will is executed once. */
  function executeLastWill(): void {
    const will = page.lastWill();
    if (will === executed) return;
    executed = will;
    for (const request of will) sendAway(request);
  }

  function sendAway({ url, headers, body }: LastRequest): void {
    send(url, {
      method: 'POST',
      keepalive: true,
      headers,
      body,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      // Nobody is left to be told: the relay's lease on the job ends by itself.
    }).catch(() => {});
  }

  document.addEventListener('visibilitychange', onVisibility);
  document.addEventListener('resume', page.onBack);
  document.addEventListener('freeze', executeLastWill);
  window.addEventListener('pagehide', executeLastWill);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    document.removeEventListener('resume', page.onBack);
    document.removeEventListener('freeze', executeLastWill);
    window.removeEventListener('pagehide', executeLastWill);
  };
}
