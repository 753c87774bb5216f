// Joins the store, the settings and the worker thread: what the panels read, and what a person can do.
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { idleSnapshot, type Mode, type Problem, type Snapshot } from '../worker/api.ts';
import { createVeil, type Veil } from './blur/veil.ts';
import { type Consents, createConsents } from './consent/consents.ts';
import { forget, type KeptKind } from './consent/forget.ts';
import { type AwakeState, createKeepAwake } from './keepAwake.ts';
import type { LanguageChoice } from './language/languageChoice.ts';
import { isRest } from './limits/holdText.ts';
import { joinLimits } from './limits/joinLimits.ts';
import type { LimitsModel } from './limits/limitsModel.ts';
import { createModelFacts, type ModelFacts } from './modelFacts.ts';
import type {
  ClearableStore,
  Computer,
  DrawChart,
  KeptData,
  ModelChoice,
  ModelGate,
  ModelShelf,
  ObjectUrls,
  PageAddress,
  PageClock,
  PageDocument,
  TextExport,
  TryMedia,
  WakeLockPort,
  WorkerClient,
} from './ports.ts';
import { type Remedy, remedyOf } from './remedy/remedyOf.ts';
import { checkSettings } from './settings/checkSettings.ts';
import { createLinkOffer, type LinkOffer } from './settings/linkOffer.ts';
import {
  changedKeys,
  differForWorker,
  NAMES,
  readSettings,
  relayHostOf,
  relayOriginOf,
  relayUrlOf,
  rememberChanges,
  type Settings,
  type SettingsProblems,
} from './settings/settings.ts';
import { workerIdentity } from './settings/workerIdentity.ts';
import { modelSettingsOf, workerSettingsOf } from './settings/workerSettings.ts';
import { type StateSentence, stateSentence } from './stateSentence.ts';
import { createStore, type Store } from './store.ts';
import { createTryDoor, type TryDoor } from './tryIt/tryDoor.ts';
import { nameOf, sayObstacle } from './welcome/gateWords.ts';

export interface PageParts {
  readonly client: WorkerClient;
  readonly models: readonly ModelChoice[];
  readonly pageUrl: string;
  /** Kept for the next visit. */
  readonly choices: ClearableStore;
  /** Kept for the life of the tab. */
  readonly tabStore: ClearableStore;
  readonly keptData: KeptData;
  readonly address: PageAddress;
  readonly languageChoice: LanguageChoice;
  readonly clock: PageClock;
  readonly objectUrls: ObjectUrls;
  /** What draws the charts comes after the first screen. */
  readonly loadCharts: () => Promise<DrawChart>;
  readonly loadTryMedia: () => Promise<TryMedia>;
  readonly textExport: TextExport;
  readonly createId: () => string;
  readonly gate: ModelGate;
  readonly shelf: ModelShelf;
  readonly document: PageDocument;
  /** Undefined where the browser has none. */
  readonly wakeLock: WakeLockPort | undefined;
  readonly computer?: Computer;
}

export interface PageModel
  extends Pick<
    PageParts,
    'models' | 'textExport' | 'choices' | 'loadCharts' | 'loadTryMedia' | 'pageUrl' | 'keptData' | 'languageChoice'
  > {
  readonly store: Store;
  readonly settings: ReadonlySignal<Settings>;
  readonly problems: ReadonlySignal<SettingsProblems>;
  readonly relayHost: ReadonlySignal<string>;
  readonly sentence: ReadonlySignal<StateSentence>;
  /** What to do about the trouble that the sentence names, where there is something. */
  readonly remedy: ReadonlySignal<Remedy | undefined>;
  /** The trouble whose remedy the person asked for. Where there is no room for it, it comes by that alone: nothing jumps. */
  readonly remedyAsked: Signal<Remedy['reason'] | undefined>;
  readonly awake: ReadonlySignal<AwakeState>;
  readonly limits: LimitsModel;
  readonly veil: Veil;
  readonly mode: ReadonlySignal<Mode>;
  /** To which relays the person lends this computer. */
  readonly consents: Consents;
  /** What the link that the page was opened by asks for. */
  readonly link: LinkOffer;
  /** True from the first Start of this visit on, for the relay that the settings name: the welcome has been read. */
  readonly started: ReadonlySignal<boolean>;
  /** From Start until the person pauses or stops: what a tab that is reloaded comes back to. */
  readonly wanted: ReadonlySignal<boolean>;
  readonly settingsOpen: ReadonlySignal<boolean>;
  readonly tryIt: TryDoor;
  readonly workerId: string;
  readonly modelFacts: ModelFacts;
  /** Means that the person agrees to work for the relay, and to what the link asks for. */
  start(): void;
  pause(): void;
  stopAfterJob(): void;
  /** The same for the page's own reasons: it stays wanted. Resolves when the job is finished and delivered. */
  finishJob(): Promise<void>;
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
  /** Stops the worker, then removes what is named; begins the page anew where it shows any of that. @returns what could not be */
  forget(kinds: readonly KeptKind[]): Promise<readonly string[]>;
  /** To be told when the worker thread broke down, with what the browser says of it. */
  workerDied(detail: string): void;
}

export function createPageModel(parts: PageParts): PageModel {
  const { client, models, pageUrl, choices, textExport, loadCharts } = parts;
  const settings = signal(readSettings(pageUrl, choices, models));
  const link = createLinkOffer({ ...parts, settings });
  const relayOrigin = computed(() => relayOriginOf(settings.value.relay, pageUrl));
  const consents = createConsents(choices, parts.clock.now, relayOrigin);
  const problems = computed(() => checkSettings(settings.value, pageUrl, models));
  const relayHost = computed(() => relayHostOf(settings.value.relay, pageUrl));
  const store = createStore(idleSnapshot(settings.peek().mode, relayHost.peek()), parts.clock, parts.objectUrls);
  const running = computed(() => isRunning(store.snapshot.value));
  const mode = computed(() => (running.value ? store.snapshot.value.mode : settings.value.mode));
  const working = computed(() => running.value && mode.value === 'work');
  const pressed = signal(false);
  const started = computed(() => pressed.value && consents.current.value !== undefined);
  const wanted = signal(false);
  const limits = joinLimits(parts, store);
  const settingsOpen = signal(false);
  const modelFacts = createModelFacts({ ...parts, settings, engine: computed(() => store.snapshot.value.engine) });
  /** Where it runs already, the worker says what becomes of a model that is changed. Room is counted once more at the load. */
  const obstacle = computed(() => {
    const { modelId, mode } = settings.value;
    const view = modelFacts.gate.value;
    const found = view?.modelId === modelId ? view.obstacle : undefined;
    if (!found || found.reason === 'no-room' || mode === 'observe' || running.value) return undefined;
    const { message, remedy } = sayObstacle(found, nameOf(models, modelId));
    return `${message} ${remedy}`;
  });
  // Where the thread is gone, a command will say so.
  void client.history().then((history) => store.dispatch({ type: 'history', history }));
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
    consents.give();
    link.use();
    pressed.value = true;
    wanted.value = true;
    // Before a download begins, and at no cost where there is none.
    parts.shelf.keep();
    command(
      client.start(
        { ...workerSettingsOf(settings.peek()), limits: limits.limits.peek(), workerId, pageUrl },
        store.dispatch,
      ),
    );
  };
  /** A tab that waits for its turn knows the settings of its start alone. */
  const isStandby = (): boolean => store.snapshot.peek().run.type === 'standby';
  const change = (next: Settings): void => {
    rememberChanges(settings.peek(), next, choices);
    // Else the link would overrule the person after a reload.
    parts.address.drop(changedKeys(settings.peek(), next).map((key) => NAMES[key]));
    settings.value = next;
  };
  const pause = (): void => {
    wanted.value = false;
    command(client.pause());
  };
  // Consent ends in Settings, in those of another tab, or with another relay's address.
  effect(() => {
    if ((running.value || store.snapshot.value.run.type === 'standby') && !consents.current.value) untracked(pause);
  });
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
    loadCharts,
    loadTryMedia: parts.loadTryMedia,
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
    remedyAsked: signal(undefined),
    awake: createKeepAwake(
      computed(() => working.value && settings.value.keepAwake && !waits(store.snapshot.value)),
      parts.document,
      parts.wakeLock,
    ).state,
    veil: createVeil(computed(() => settings.value.blurFrames)),
    limits,
    mode,
    started,
    wanted,
    settingsOpen,
    tryIt: createTryDoor({
      client,
      store,
      model: () => ({ ...modelSettingsOf(settings.peek()), pageUrl }),
      keep: parts.shelf.keep,
      died: workerDied,
    }),
    workerId,
    modelFacts,
    consents,
    link,
    pageUrl,
    keptData: parts.keptData,
    languageChoice: parts.languageChoice,
    start,
    pause,
    stopAfterJob() {
      wanted.value = false;
      command(client.stopAfterJob());
    },
    finishJob: () => client.stopAfterJob(),
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
      // Another relay than before is asked for first: see above.
      if (matters && consents.current.peek() && (running.peek() || isStandby())) start();
    },
    async forget(kinds) {
      // What the worker hands back meanwhile is not to be kept again. A thread that is gone keeps nothing.
      wanted.value = false;
      await client.pause().catch(() => {});
      const problems = await forget(kinds, parts);
      if (kinds.includes('settings') || kinds.includes('totals')) parts.address.reload();
      return problems;
    },
    workerDied,
    showSettings(open) {
      settingsOpen.value = open;
    },
  };
}

/** For longer than a rest. */
const waits = ({ hold }: Snapshot): boolean => hold !== undefined && !isRest(hold);

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
