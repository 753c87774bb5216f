// @vitest-environment happy-dom
// The page in its canned states, in each language: what reads the same in two of them was forgotten.
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { closeApp, openApp, root } from '../../../tests/fakes/appStage.tsx';
import { createFakeComputer } from '../../../tests/fakes/fakeComputer.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { cannedHistory, historyEventsOf } from '../../../tests/preview/cannedHistory.ts';
import { limitsEventsOf } from '../../../tests/preview/cannedLimits.ts';
import { cannedGate } from '../../../tests/preview/cannedModels.ts';
import { eventsOf } from '../../../tests/preview/cannedStates.ts';
import { cannedMemory } from '../../../tests/preview/cannedVisit.ts';
import type { SceneFrames } from '../../../tests/preview/sceneFrames.ts';
import { textsOf } from '../../../tests/support/textsOf.ts';
import { speak } from './language.ts';

const STATES = [
  ...['welcome', 'welcome-link', 'welcome-back', 'welcome-obstacle', 'welcome-stored', 'settings', 'try', 'limits'],
  ...[
    'loading',
    'loading-paused',
    'preparing',
    'self-test',
    'no-model',
    'self-test-failed',
    'no-space',
    'file-corrupt',
  ],
  ...['model-missing', 'findings', 'alert', 'observing', 'working', 'e2-working', 'waiting', 'standby', 'failed'],
  ...['paused', 'silent-cameras', 'held-schedule', 'held-battery', 'held-in-use', 'resting', 'resting-heat'],
  ...[
    'history-hour',
    'cameras',
    'first-day',
    'trouble',
    'trouble-in-hand',
    'no-cors',
    'local-network',
    'mixed-content',
  ],
  ...['relay-down', 'wrong-path', 'http-unreachable'],
];

/** What relay, camera, model and worker thread say, and what is to be typed elsewhere. */
const TOLD_BY_OTHERS =
  '.log-text, .log-level, .answer, .card-text, .finding dd, .alert p:not(.alert-title), code, .box, .card-head, option[lang]';
/** Words that are the same in both, and what has no language: names, figures, addresses. */
const SAME_IN_BOTH = [
  /^(Relay|Start|Pause|System|Text|Name|Auto|Tokens?|GPU|Host)$/,
  /^(Demo|Big|Demo Qwen3-VL, fp32|Qwen3-VL 2B|Apple M3 \(WebGPU\)|wasm|dev)$/,
  // The model list of the stage.
  /^Demo \(5.5 MB\)|^Big \(|^Comes with this page\.$/,
  /^(English|Deutsch|GPU \(WebGPU\))$/,
  /^(yard|hall|gate|front-door|Car park, level 2)$/,
  /^\d+ (ms|s|min|h|MB|GB)$/,
  /^((wss?|https?):\/\/)?[a-z0-9.-]+(:\d+)?\/?$|\.json$|\.onnx(_data)?$/,
];

const frames: SceneFrames = {
  draw: async () => ({ image: new Blob(['frame']), sentence: 'A street with a red car.', objects: [] }),
};

afterEach(async () => {
  closeApp();
  await speak('en');
});

async function open(state: string): Promise<void> {
  const events =
    (await historyEventsOf(state, frames)) ?? (await limitsEventsOf(state, frames)) ?? (await eventsOf(state, frames));
  const query = state === 'welcome-link' ? '?relay=ws://cams.example:7010&mode=work&still=4' : '?mode=work';
  const computer = createFakeComputer('granted', 'granted');
  const { model, tell } = await openApp(query, { ...cannedMemory(state) }, cannedGate(state), computer);
  await act(() => {
    if (state === 'settings') model.showSettings(true);
    else if (state === 'try') model.tryIt.show(true);
    else if (!state.startsWith('welcome')) model.start();
    if (state === 'limits') model.limits.show(true);
  });
  if (model.started.value) await tell({ type: 'history', history: cannedHistory(state) }, ...events);
  await act(settle);
  await act(settle);
}

const texts = () => textsOf(root, TOLD_BY_OTHERS);

test.each(STATES)('G70: nothing stays English on a German page: %s', async (state) => {
  await open(state);
  const english = new Set(texts());
  await act(() => speak('de'));
  const same = texts().filter((text) => english.has(text) && !SAME_IN_BOTH.some((known) => known.test(text)));
  expect([...new Set(same)]).toEqual([]);
});

test.each(['welcome', 'settings', 'limits', 'working', 'trouble', 'cameras'])(
  'G72: another language redraws the whole page at once: %s',
  async (state) => {
    await open(state);
    await act(() => speak('de'));
    const switched = texts();
    closeApp();
    await open(state);
    expect(switched).toEqual(texts());
  },
);

test('G72: the language is chosen in the footer, each by its own name', async () => {
  const { visit } = await openApp();
  const select = root.querySelector<HTMLSelectElement>('.footer select');
  expect([...(select?.options ?? [])].map(({ text, lang }) => [text, lang])).toEqual([
    ['English', 'en'],
    ['Deutsch', 'de'],
  ]);
  if (select) select.value = 'de';
  await act(() => void select?.dispatchEvent(new Event('change', { bubbles: true })));
  expect(visit.languageChoice.language.value).toBe('de');
});
