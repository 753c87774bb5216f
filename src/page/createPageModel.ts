// Joins the store, the settings and the worker thread.
import { computed, effect, signal, untracked } from '@preact/signals';
import { idleSnapshot, type Mode, type Problem, type Snapshot } from '../worker/api.ts';
import { createVeil } from './blur/veil.ts';
import { createConsents } from './consent/consents.ts';
import { forget } from './consent/forget.ts';
import { createKeepAwake } from './keepAwake.ts';
import { isRest } from './limits/holdText.ts';
import { joinLimits } from './limits/joinLimits.ts';
import { createModelFacts } from './modelFacts.ts';
import type { PageModel, PageParts } from './pageModel.ts';
import { type Remedy, remedyOf } from './remedy/remedyOf.ts';
import { checkSettings } from './settings/checkSettings.ts';
import { createLinkOffer } from './settings/linkOffer.ts';
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
} from './settings/settings.ts';
import { workerIdentity } from './settings/workerIdentity.ts';
import { modelSettingsOf, workerSettingsOf } from './settings/workerSettings.ts';
import { stateSentence } from './stateSentence.ts';
import { createStore, type Store } from './store.ts';
import { createTryDoor } from './tryIt/tryDoor.ts';
import { nameOf, sayObstacle } from './welcome/gateWords.ts';

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
  const remedy = computed(() => {
    const context = { story: store.story.value, pageUrl, relayUrl: relayUrlOf(settings.value.relay, pageUrl) };
    return remedyOf(store.snapshot.value, store.nowMs.value, context);
  });
  const remedyAsked = signal<Remedy['reason'] | undefined>(undefined);
  // Who asked about a trouble did not ask about its next time.
  effect(() => {
    if (!remedy.value) remedyAsked.value = undefined;
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
    remedy,
    remedyAsked,
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
