// Joins the store, the settings and the worker thread: what the panels read, and what a person can do.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Mode, Problem, Snapshot, WorkerSettings } from '../worker/api.ts';
import { initialSnapshot } from './pageState.ts';
import type { ModelChoice, ObjectUrls, PageClock, SmallStore, TextExport, WebGpuOffer, WorkerClient } from './ports.ts';
import {
  checkSettings,
  readSettings,
  relayHostOf,
  rememberChanges,
  type Settings,
  type SettingsProblems,
} from './settings/settings.ts';
import { workerIdentity } from './settings/workerIdentity.ts';
import { type StateSentence, stateSentence } from './stateSentence.ts';
import { createStore, type Store } from './store.ts';

export interface PageParts {
  readonly client: WorkerClient;
  readonly models: readonly ModelChoice[];
  readonly pageUrl: string;
  /** Kept for the next visit. */
  readonly choices: SmallStore;
  /** Kept for the life of the tab. */
  readonly tabStore: SmallStore;
  readonly clock: PageClock;
  readonly objectUrls: ObjectUrls;
  readonly textExport: TextExport;
  readonly createId: () => string;
  readonly webGpu: WebGpuOffer;
}

export interface PageModel extends Pick<PageParts, 'models' | 'textExport' | 'webGpu' | 'choices'> {
  readonly store: Store;
  readonly settings: ReadonlySignal<Settings>;
  readonly problems: ReadonlySignal<SettingsProblems>;
  readonly relayHost: ReadonlySignal<string>;
  readonly sentence: ReadonlySignal<StateSentence>;
  readonly mode: ReadonlySignal<Mode>;
  /** True from the first Start on: the welcome has been read. */
  readonly started: ReadonlySignal<boolean>;
  readonly settingsOpen: ReadonlySignal<boolean>;
  readonly workerId: string;
  start(): void;
  pause(): void;
  stopAfterJob(): void;
  setMode(mode: Mode): void;
  check(settings: Settings): SettingsProblems;
  /** Remembers the settings and, while running, applies them at once. */
  applySettings(settings: Settings): void;
  showSettings(open: boolean): void;
  /** To be told when the worker thread broke down, with what the browser says of it. */
  workerDied(detail: string): void;
}

export function createPageModel(parts: PageParts): PageModel {
  const { client, models, pageUrl, choices, textExport, webGpu } = parts;
  const settings = signal(readSettings(pageUrl, choices, models));
  const problems = computed(() => checkSettings(settings.value, pageUrl, models));
  const relayHost = computed(() => relayHostOf(settings.value.relay, pageUrl));
  const store = createStore(initialSnapshot(settings.peek().mode, relayHost.peek()), parts.clock, parts.objectUrls);
  const running = computed(() => isRunning(store.snapshot.value));
  const started = signal(false);
  const settingsOpen = signal(false);
  const workerId = workerIdentity(parts.tabStore, parts.createId);

  const workerDied = (detail: string): void => reportDeadWorker(store, parts.clock.now(), detail);
  const command = (promise: Promise<void>): void => {
    promise.catch((cause: unknown) => workerDied(cause instanceof Error ? cause.message : String(cause)));
  };
  const start = (): void => {
    if (Object.keys(problems.peek()).length > 0) {
      settingsOpen.value = true;
      return;
    }
    started.value = true;
    const workerSettings: WorkerSettings = { ...settings.peek(), workerId, pageUrl };
    command(client.start(workerSettings, store.dispatch));
  };
  const change = (next: Settings): void => {
    rememberChanges(settings.peek(), next, choices);
    settings.value = next;
  };

  return {
    store,
    models,
    textExport,
    webGpu,
    choices,
    settings,
    problems,
    relayHost,
    sentence: computed(() => {
      const context = { relayHost: relayHost.value, loadStart: store.loadStart.value };
      return stateSentence(store.snapshot.value, store.nowMs.value, context);
    }),
    mode: computed(() => (running.value ? store.snapshot.value.mode : settings.value.mode)),
    started,
    settingsOpen,
    workerId,
    start,
    pause: () => command(client.pause()),
    stopAfterJob: () => command(client.stopAfterJob()),
    setMode(mode) {
      change({ ...settings.peek(), mode });
      if (running.peek()) command(client.setMode(mode));
    },
    check: (draft) => checkSettings(draft, pageUrl, models),
    applySettings(next) {
      change(next);
      if (running.peek()) start();
    },
    workerDied,
    showSettings(open) {
      settingsOpen.value = open;
    },
  };
}

const isRunning = ({ run }: Snapshot): boolean => run.type === 'running' || run.type === 'stopping';

/** A command only fails when the worker thread itself is gone: expected trouble comes as events. */
function reportDeadWorker(store: Store, atMs: number, detail: string): void {
  const message = 'The worker inside this page has stopped. Start begins anew; if it happens again, reload the page.';
  const problem: Problem = { reason: 'worker-gone', message };
  const { current: _, ...snapshot } = store.snapshot.peek();
  store.dispatch({ type: 'log', line: { atMs, level: 'error', text: `${message} (${detail})` } });
  const run = { type: 'paused', problem } as const;
  store.dispatch({ type: 'snapshot', snapshot: { ...snapshot, run, connection: { type: 'closed' } } });
}
