// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeComputer } from '../../../tests/fakes/fakeComputer.ts';
import {
  createFakeObjectUrls,
  createFakePageClock,
  createFakePageDocument,
  createFakeSmallStore,
} from '../../../tests/fakes/fakePagePorts.ts';
import { sampleJob, sampleSnapshot } from '../../../tests/fakes/samples.ts';
import type { Snapshot } from '../../worker/api.ts';
import type { PageModel } from '../pageModel.ts';
import type { Computer } from '../ports.ts';
import { createStore } from '../store.ts';
import { Limits } from './Limits.tsx';
import { createLimitsModel } from './limitsModel.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

async function draw(kept: object = {}, computer: Computer = createFakeComputer(), part: Partial<Snapshot> = {}) {
  const choices = createFakeSmallStore({ limits: JSON.stringify(kept) });
  const limits = createLimitsModel({ choices, document: createFakePageDocument(), computer });
  const store = createStore(sampleSnapshot(part), createFakePageClock(), createFakeObjectUrls());
  // All that the panel reads.
  await act(() => render(<Limits model={{ limits, store } as PageModel} />, root));
  return { limits, kept: () => JSON.parse(choices.get('limits') ?? '') };
}

async function open(...parts: Parameters<typeof draw>) {
  const drawn = await draw(...parts);
  await click('Change');
  await vi.waitFor(() => expect(field('#limit-hours')).not.toBeNull());
  return drawn;
}

const text = () => root.textContent;
const field = (selector: string) => root.querySelector<HTMLInputElement>(selector);
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((one) => [one.textContent, one.getAttribute('aria-label')].includes(name));
const click = (name: string) => act(() => button(name)?.click());
const tick = (selector: string) => act(() => field(selector)?.click());
const type = (selector: string, typed: string) =>
  act(() => {
    const input = field(selector);
    if (!input) throw new Error(`There is no ${selector}.`);
    input.value = typed;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

test('G20: the panel lists what is on, and says where nothing is', async () => {
  await draw({ scheduled: true, dutyLimited: true, dutyPercent: 30 });
  expect(text()).toContain('HoursEvery day 22:00–07:00');
  expect(text()).toContain('Powermains only');
  expect(text()).toContain('GPU timeat most 30 %');
  await draw({ mainsOnly: false });
  expect(text()).toContain('None. Jobs are taken whenever there are some.');
});

test('G20: while a limit holds, the panel says why, and that the job in hand is finished', async () => {
  const current = { job: sampleJob(), times: {}, frame: 0 };
  await draw({}, undefined, { hold: { type: 'inUse' }, current });
  expect(text()).toContain('Paused while this computer is in use.');
  expect(text()).toContain('The job in hand is finished first.');
  await draw({}, undefined, { hold: { type: 'inUse' }, run: { type: 'standby' } });
  expect(text()).not.toContain('Paused');
});

test('G22: work on battery is allowed by one button, and taken back by another', async () => {
  const { limits } = await draw({}, undefined, { hold: { type: 'battery' } });
  await click('Work on battery this time');
  expect(limits.limits.value).toEqual({});
  await click('Pause on battery');
  expect(limits.limits.value).toEqual({ mainsOnly: true });
});

test('G22 G23 G26: what this browser does not offer is said, in the list and in the form', async () => {
  await draw({ idleOnly: true }, {});
  expect(text()).toContain('mains onlyno effect');
  expect(text()).toContain('only when nobody isno effect');
  await open({}, {});
  for (const id of ['power', 'charge', 'use', 'notify']) {
    expect(field(`#limit-${id}-note`)?.className, id).toBe('problem');
  }
  expect(field('#limit-duty-note')?.className).toBe('quiet');
});

test('G23: a permission that was refused says what to do; one that was not answered can be asked again', async () => {
  await open({}, createFakeComputer('denied'));
  await tick('#limit-use');
  await vi.waitFor(() => expect(field('#limit-use-note')?.textContent).toMatch(/Allow “Your device use”/));
  const waiting = createFakeComputer('prompt');
  await open({}, waiting);
  await tick('#limit-use');
  await click('Ask the browser');
  expect(waiting.asked).toEqual(['idle', 'idle']);
});

test('G27: a change holds and is remembered at once', async () => {
  const { limits, kept } = await open();
  await tick('#limit-duty');
  await type('#dutyPercent', '25');
  expect(limits.limits.value).toEqual({ mainsOnly: true, dutyShare: 0.25 });
  expect(kept()).toMatchObject({ dutyLimited: true, dutyPercent: 25 });
});

test('G27: a figure that cannot be used says so beside it, and the one before holds', async () => {
  const { limits } = await open({ heatWatched: true });
  await type('#heatPercent', '6');
  expect(field('#heatPercent-problem')?.textContent).toBe('Write a whole number from 20 to 95.');
  expect(field('#heatPercent')?.getAttribute('aria-invalid')).toBe('true');
  expect(limits.limits.value.heatShare).toBe(0.6);
  await type('#heatPercent', '65');
  expect(field('#heatPercent-problem')?.textContent).toBe('');
  expect(limits.limits.value.heatShare).toBe(0.65);
});

test('G21: hours are days to tick and two times; they are added and removed', async () => {
  const { limits } = await open({ scheduled: true });
  await tick('[aria-label=Saturday]');
  await tick('[aria-label=Sunday]');
  await type('input[type=time]', '21:30');
  expect(limits.choices.value.spans).toEqual([{ days: [1, 2, 3, 4, 5], fromMinute: 1290, toMinute: 420 }]);
  await click('Add hours');
  expect(root.querySelectorAll('fieldset')).toHaveLength(2);
  await click('Remove hours 2');
  await click('Remove hours 1');
  expect(text()).toContain('no job would ever be taken');
});

test('G21: hours without a day, or without a time, say what is wrong', async () => {
  const { limits } = await open({ scheduled: true, spans: [{ days: [1], fromMinute: 60, toMinute: 120 }] });
  await type('input[type=time]', '');
  expect(text()).toContain('Write a time, like 22:00.');
  expect(limits.choices.value.spans[0]?.fromMinute).toBe(60);
  await tick('[aria-label=Monday]');
  expect(text()).toContain('No day is chosen');
});

test('G4: every control of the form is a native one with a name', async () => {
  await open({ scheduled: true, chargeLimited: true, dutyLimited: true, heatWatched: true });
  const controls = root.querySelectorAll<HTMLInputElement>('button, input');
  expect(controls.length).toBeGreaterThan(20);
  for (const control of controls) {
    const labels = [...(control.labels ?? [])].map((label) => label.textContent).join('');
    expect(control.textContent || control.getAttribute('aria-label') || labels, control.outerHTML).not.toBe('');
  }
});
