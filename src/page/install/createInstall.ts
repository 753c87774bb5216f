// The page as something that stays: what comes back after a reload, what is new on the server, and what the browser offers
// to install. Joins them for the page.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PageModel } from '../pageModel.ts';
import type { PageWindow, SmallStore } from '../ports.ts';
import type { Settings } from '../settings/settings.ts';
import { type Arrival, announceUpdate, keepRun, type Return, readReturn } from './comeBack.ts';
import { watchInstallOffer } from './installOffer.ts';
import type { ServiceWorkerWatch } from './serviceWorker.ts';
import { createUpdates, type Update } from './updates.ts';

export interface InstallPorts {
  readonly model: Pick<
    PageModel,
    'settings' | 'models' | 'wanted' | 'mode' | 'applySettings' | 'start' | 'finishJob'
  > & {
    readonly store: Pick<PageModel['store'], 'snapshot'>;
    readonly consents: Pick<PageModel['consents'], 'current'>;
    readonly link: Pick<PageModel['link'], 'asks'>;
  };
  /** Kept for the life of the tab. */
  readonly tabStore: SmallStore;
  readonly window: PageWindow;
  readonly arrival: Arrival;
  readonly reload: () => void;
}

export interface Install {
  readonly update: ReadonlySignal<Update>;
  takeUpdate(): void;
  /** What to say of a page that came back by itself, until it was read. */
  readonly back: ReadonlySignal<BackNote | undefined>;
  hideBack(): void;
  /** A job may be in hand: a reload waits for it. */
  readonly working: ReadonlySignal<boolean>;
  /** Installs the page as an app; undefined where the browser offers nothing. */
  readonly offer: ReadonlySignal<(() => void) | undefined>;
}

export type BackNote = 'discarded' | 'reloaded' | 'updated' | 'too-often';

export interface InstallControl extends Install {
  /** To be called once: begins again what this tab was doing. */
  comeBack(): void;
  /** @param load registers the service worker; calls back when a new version is here */
  watchUpdates(load: (onUpdate: () => void) => Promise<ServiceWorkerWatch>): Promise<void>;
}

export function createInstall({ model, tabStore, window, arrival, reload }: InstallPorts): InstallControl {
  const { store, settings, wanted } = model;
  const back = signal<BackNote | undefined>(undefined);
  let serviceWorker: ServiceWorkerWatch | undefined;

  const updates = createUpdates({
    finish: () => model.finishJob(),
    activate: async () => serviceWorker?.activate(),
    reload() {
      announceUpdate(tabStore);
      reload();
    },
  });
  // Vite's own, when a part of the page that is fetched late is not there any more.
  window.addEventListener('vite:preloadError', updates.broken);

  /** A worker that has paused for a reason waits for Start, also after a reload. */
  const kept = computed(() => wanted.value && store.snapshot.value.run.type !== 'paused');

  return {
    update: updates.update,
    takeUpdate: updates.take,
    back,
    hideBack() {
      back.value = undefined;
    },
    working: computed(() => wanted.value && model.mode.value === 'work'),
    offer: watchInstallOffer(window).offer,
    comeBack() {
      const found = readReturn(tabStore, arrival, model.models);
      effect(() => keepRun(tabStore, arrival.pageUrl, kept.value ? settings.value : undefined));
      begin(found);
    },
    async watchUpdates(load) {
      serviceWorker = await load(updates.found);
    },
  };

  function begin(found: Return): void {
    if (found.type === 'too-often') back.value = 'too-often';
    if (found.type !== 'again' || asksForMore(found.settings)) return;
    model.applySettings(found.settings);
    // Withdrawn in another tab since then.
    if (!model.consents.current.peek()) return;
    back.value = found.reason;
    model.start();
  }

  /** The address bar has a link that the person has not agreed to by Start. */
  function asksForMore(agreed: Settings): boolean {
    return model.link.asks.peek().some(({ key, asks }) => asks !== agreed[key]);
  }
}
