// What the panels read, and what a person can do. Made by createPageModel.ts.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Mode } from '../worker/api.ts';
import type { Veil } from './blur/veil.ts';
import type { Consents } from './consent/consents.ts';
import type { KeptKind } from './consent/forget.ts';
import type { AwakeState } from './keepAwake.ts';
import type { LanguageChoice } from './language/languageChoice.ts';
import type { LimitsModel } from './limits/limitsModel.ts';
import type { ModelFacts } from './modelFacts.ts';
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
import type { Remedy } from './remedy/remedyOf.ts';
import type { LinkOffer } from './settings/linkOffer.ts';
import type { Settings, SettingsProblems } from './settings/settings.ts';
import type { StateSentence } from './stateSentence.ts';
import type { Store } from './store.ts';
import type { TryDoor } from './tryIt/tryDoor.ts';

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
