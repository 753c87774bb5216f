// Joins the store, the settings and the worker thread: what the panels read, and what a person can do.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { idleSnapshot, type Mode, type Problem, type Snapshot, type WorkerSettings } from '../worker/api.ts';
import { type AwakeState, createKeepAwake } from './keepAwake.ts';
import { createModelFacts, type ModelFacts } from './modelFacts.ts';
import type {
  ModelChoice,
  ModelGate,
  ModelShelf,
  ObjectUrls,
  PageClock,
  PageDocument,
  SmallStore,
  TextExport,
  WakeLockPort,
  WorkerClient,
} from './ports.ts';
import { type Remedy, remedyOf } from './remedy/remedyOf.ts';
import { camerasOf } from './settings/cameraDefaults.ts';
import { modelHostOf } from './settings/modelHost.ts';
import {
  checkSettings,
  differForWorker,
  hostOfLink,
  readSettings,
  relayHostOf,
  relayUrlOf,
  rememberChanges,
  type Settings,
  type SettingsProblems,
} from './settings/settings.ts';
import { stillThresholdOf } from './settings/stillThreshold.ts';
import { takeRulesOf } from './settings/takeRules.ts';
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
  readonly gate: ModelGate;
  readonly shelf: ModelShelf;
  readonly document: PageDocument;
  /** Undefined where the browser has none. */
  readonly wakeLock: WakeLockPort | undefined;
}

export interface PageModel extends Pick<PageParts, 'models' | 'textExport' | 'choices'> {
  readonly store: Store;
  readonly settings: ReadonlySignal<Settings>;
  readonly problems: ReadonlySignal<SettingsProblems>;
  readonly relayHost: ReadonlySignal<string>;
  readonly sentence: ReadonlySignal<StateSentence>;
  /** What to do about the trouble that the sentence names, where there is something. */
  readonly remedy: ReadonlySignal<Remedy | undefined>;
  readonly awake: ReadonlySignal<AwakeState>;
  readonly mode: ReadonlySignal<Mode>;
  /** True from the first Start on: the welcome has been read. */
  readonly started: ReadonlySignal<boolean>;
  readonly settingsOpen: ReadonlySignal<boolean>;
  readonly workerId: string;
  readonly modelFacts: ModelFacts;
  /** The mirror that the page's link wants the model from; the person has not chosen it. */
  readonly hostOfLink: ReadonlySignal<string | undefined>;
  start(): void;
  pause(): void;
  stopAfterJob(): void;
  /** Loads the model that failed, or whose loading was ended. */
  loadModel(): void;
  pauseDownload(paused: boolean): void;
  cancelLoad(): void;
  /** Tries at once what waits for a timer; does nothing where nothing runs. */
  checkConnection(): void;
  setMode(mode: Mode): void;
  check(settings: Settings): SettingsProblems;
  /** Remembers the settings and, while running, applies them at once. */
  applySettings(settings: Settings): void;
  showSettings(open: boolean): void;
  /** To be told when the worker thread broke down, with what the browser says of it. */
  workerDied(detail: string): void;
}

export function createPageModel(parts: PageParts): PageModel {
  const { client, models, pageUrl, choices, textExport } = parts;
  const settings = signal(readSettings(pageUrl, choices, models));
  const problems = computed(() => checkSettings(settings.value, pageUrl, models));
  const relayHost = computed(() => relayHostOf(settings.value.relay, pageUrl));
  const store = createStore(idleSnapshot(settings.peek().mode, relayHost.peek()), parts.clock, parts.objectUrls);
  const running = computed(() => isRunning(store.snapshot.value));
  const mode = computed(() => (running.value ? store.snapshot.value.mode : settings.value.mode));
  const working = computed(() => running.value && mode.value === 'work');
  const started = signal(false);
  const settingsOpen = signal(false);
  const modelFacts = createModelFacts({ ...parts, settings, engine: computed(() => store.snapshot.value.engine) });
  /** Where it runs already, the worker says what becomes of a model that is changed. Room is counted once more at the load. */
  const obstacle = computed(() => {
    const { modelId, mode } = settings.value;
    const view = modelFacts.gate.value;
    const found = view?.modelId === modelId ? view.obstacle : undefined;
    if (!found || found.reason === 'no-room' || mode === 'observe' || running.value) return undefined;
    return `${found.message} ${found.remedy}`;
  });
  const workerId = workerIdentity(parts.tabStore, parts.createId);

  const workerDied = (detail: string): void => reportDeadWorker(store, parts.clock.now(), detail);
  const command = (promise: Promise<void>): void => {
    promise.catch((cause: unknown) => workerDied(cause instanceof Error ? cause.message : String(cause)));
  };
  const start = (): void => {
    if (Object.keys(problems.peek()).length > 0 || obstacle.peek()) {
      settingsOpen.value = true;
      return;
    }
    started.value = true;
    // Before a download begins, and at no cost where there is none.
    parts.shelf.keep();
    command(client.start({ ...workerSettingsOf(settings.peek()), workerId, pageUrl }, store.dispatch));
  };
  /** A tab that waits for its turn knows the settings of its start alone. */
  const isStandby = (): boolean => store.snapshot.peek().run.type === 'standby';
  const change = (next: Settings): void => {
    rememberChanges(settings.peek(), next, choices);
    settings.value = next;
  };
  const setMode = (mode: Mode): void => {
    change({ ...settings.peek(), mode });
    if (running.peek()) command(client.setMode(mode));
    if (isStandby()) start();
  };

  return {
    store,
    models,
    textExport,
    choices,
    settings,
    problems,
    relayHost,
    sentence: computed(() => {
      const device = modelFacts.gate.value?.device;
      const context = { relayHost: relayHost.value, device, obstacle: obstacle.value, story: store.story.value };
      return stateSentence(store.snapshot.value, store.nowMs.value, context);
    }),
    remedy: computed(() => {
      const context = { story: store.story.value, pageUrl, relayUrl: relayUrlOf(settings.value.relay, pageUrl) };
      return remedyOf(store.snapshot.value, store.nowMs.value, context);
    }),
    awake: createKeepAwake(
      computed(() => working.value && settings.value.keepAwake),
      parts.document,
      parts.wakeLock,
    ).state,
    mode,
    started,
    settingsOpen,
    workerId,
    modelFacts,
    hostOfLink: computed(() => hostOfLink(settings.value, pageUrl)),
    start,
    pause: () => command(client.pause()),
    stopAfterJob: () => command(client.stopAfterJob()),
    // Work is what a model is loaded for.
    loadModel: () => setMode('work'),
    pauseDownload: (paused) => command(client.pauseDownload(paused)),
    cancelLoad: () => command(client.cancelLoad()),
    checkConnection() {
      if (running.peek()) command(client.checkConnection());
    },
    setMode,
    check: (draft) => checkSettings(draft, pageUrl, models),
    applySettings(next) {
      const matters = differForWorker(settings.peek(), next);
      change(next);
      if (matters && (running.peek() || isStandby())) start();
    },
    workerDied,
    showSettings(open) {
      settingsOpen.value = open;
    },
  };
}

function workerSettingsOf(settings: Settings): Omit<WorkerSettings, 'workerId' | 'pageUrl'> {
  const { relay, mode, modelId, device } = settings;
  const modelHost = modelHostOf(settings.modelHost);
  const take = takeRulesOf(settings);
  const cameras = camerasOf(settings.cameras);
  const stillThreshold = stillThresholdOf(settings.stillThreshold);
  return {
    relay,
    mode,
    take,
    cameras,
    modelId,
    device,
    ...(modelHost && { modelHost }),
    ...(stillThreshold > 0 && { stillThreshold }),
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
