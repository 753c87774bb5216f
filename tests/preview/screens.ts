// Every screen of the page, each with its canned state: what the preview shows, the gallery pictures and the tests look at.

export interface Screen {
  /** In the preview's address: `?state=NAME`. */
  readonly name: string;
  readonly title: string;
  readonly group: string;
  /** Whose canned events it shows, where it is another's with something opened or said besides. */
  readonly state?: string;
  /** What the page says of itself: cannedInstall.ts. */
  readonly install?: string;
  /** Among the longest: looked at in German too. */
  readonly german?: true;
  /** Pictured on a 4K screen too. */
  readonly wide?: true;
}

type Entry = readonly [name: string, title: string, more?: Omit<Screen, 'name' | 'title' | 'group'>];

const group = (name: string, ...entries: readonly Entry[]): readonly Screen[] =>
  entries.map(([screen, title, more]) => ({ name: screen, title, group: name, ...more }));

/** The other page. */
export const RELAY_GROUP = 'The relay’s own page';

export const SCREENS: readonly Screen[] = [
  ...group(
    'First visit',
    ['welcome', 'Welcome', { german: true, wide: true }],
    ['welcome-more', 'Welcome, with all that is behind a word', { state: 'welcome' }],
    ['welcome-link', 'A link that asks for settings', { german: true }],
    ['welcome-mirror', 'A link that names a mirror of the Hub'],
    ['welcome-obstacle', 'A model that this computer cannot run'],
    ['welcome-stored', 'The model is stored already'],
    ['welcome-back', 'A later visit'],
  ),
  ...group(
    'Loading',
    ['loading', 'Download'],
    ['loading-paused', 'Download, paused'],
    ['preparing', 'Preparing the model'],
    ['self-test', 'Self-test'],
    ['no-model', 'Loading was ended'],
    ['self-test-failed', 'Self-test failed'],
    ['no-space', 'No space for the model'],
    ['file-corrupt', 'A file came broken'],
    ['model-missing', 'No such model'],
  ),
  ...group(
    'At work',
    ['working', 'Working', { german: true, wide: true }],
    ['e2-working', 'Working for a relay of events'],
    ['observing', 'Watching'],
    ['first-day', 'Waiting for the first job'],
    ['waiting', 'Waiting'],
    ['findings', 'What each task finds'],
    ['alert', 'An alert'],
    ['blurred', 'Frames blurred'],
    ['long-words', 'Long names and long answers'],
    ['all-results', 'All results', { state: 'waiting' }],
    ['cameras', 'Results by camera', { wide: true }],
    ['way', 'The way of a job', { state: 'waiting' }],
    ['log-errors', 'Log, errors alone', { state: 'working' }],
    ['log-nothing', 'Log, nothing found', { state: 'working' }],
  ),
  ...group(
    'Health',
    ['history-hour', 'The last hour'],
    ['history-day', 'The last day'],
    ['chart-table', 'The last hour as a table', { state: 'history-hour' }],
  ),
  ...group(
    'Limits',
    ['limits', 'Limits, all on', { german: true }],
    ['limits-bare', 'Limits that the browser cannot keep'],
    ['limits-wrong', 'A limit that cannot be used', { state: 'limits' }],
    ['held-schedule', 'Held by the schedule'],
    ['held-battery', 'Held on battery'],
    ['held-in-use', 'Held while somebody uses the computer'],
    ['resting', 'Resting for its share of time'],
    ['resting-heat', 'Resting as the GPU is slow'],
  ),
  ...group(
    'Pauses and troubles',
    ['paused', 'Paused'],
    ['standby', 'Another tab works'],
    ['failed', 'The GPU failed'],
    ['silent-cameras', 'Cameras that send nothing'],
    ['trouble', 'The relay went away'],
    ['trouble-in-hand', 'The relay went away, a job in hand'],
    ['no-cors', 'No CORS', { german: true }],
    ['local-network', 'Local network access'],
    ['mixed-content', 'Mixed content'],
    ['relay-down', 'Nothing answers'],
    ['wrong-path', 'Wrong path'],
    ['http-unreachable', 'A socket, but no HTTP'],
  ),
  ...group(
    'Settings',
    ['settings', 'Settings', { german: true, wide: true }],
    ['settings-import', 'A file of settings'],
    ['settings-wrong', 'A setting that cannot be used'],
    ['settings-sure', 'Asking back before removing'],
  ),
  ...group(
    'Try it',
    ['try-empty', 'Try it'],
    ['try-clip', 'The frames of a clip'],
    ['try-camera', 'The webcam'],
    ['try-dragging', 'A file above it'],
    ['try-answer', 'An answer'],
    ['try-compare', 'Two questions', { german: true, wide: true }],
    ['try-failed', 'A failure'],
    ['try-refused', 'A file that is no picture'],
  ),
  ...group(
    'News of the page',
    ['update-ready', 'A new version', { state: 'waiting', install: 'ready,offer' }],
    ['update-at-work', 'A new version, while it works', { state: 'working', install: 'ready,reloaded' }],
    ['update-broken', 'A part that cannot be fetched any more', { state: 'waiting', install: 'broken' }],
    ['update-taking', 'Reloading', { state: 'waiting', install: 'taking' }],
    ['back-discarded', 'Back after the browser unloaded the tab', { state: 'working', install: 'discarded' }],
    ['back-too-often', 'Back too often', { state: 'welcome-back', install: 'too-often' }],
  ),
  ...group(
    RELAY_GROUP,
    ['relay', 'Relay', { wide: true, german: true }],
    ['relay-empty', 'Relay without cameras'],
    ['relay-gone', 'Relay that does not answer'],
  ),
];

export const screenOf = (name: string): Screen =>
  SCREENS.find((screen) => screen.name === name) ?? { name, title: name, group: 'Others' };
