// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { click, closeApp, openApp, root } from '../../../tests/fakes/appStage.tsx';
import { createFakeComputer } from '../../../tests/fakes/fakeComputer.ts';
import { sampleSnapshot } from '../../../tests/fakes/samples.ts';
import type { Hold, Snapshot } from '../../worker/api.ts';

afterEach(closeApp);

const state = () => root.querySelector('.state');
const running = (part: Partial<Snapshot>) => ({ type: 'snapshot', snapshot: sampleSnapshot(part) }) as const;
const BATTERY: Hold = { type: 'battery' };
const DUTY: Hold = { type: 'duty', untilMs: 1_004_000, share: 0.5 };

async function started(query = '?mode=work', kept: Record<string, string> = {}) {
  const page = await openApp(query, kept, {}, createFakeComputer());
  await click('Start');
  return page;
}

test('G20: the state line names the hold, and Limits says the same', async () => {
  const { tell } = await started();
  await tell(running({ hold: BATTERY }));
  expect(state()?.querySelector('#state')?.textContent).toBe(
    'Paused: on battery. Plug in, or allow battery in Limits.',
  );
  expect(state()?.getAttribute('data-tone')).toBe('warning');
  expect(root.querySelector('.limits')?.textContent).toContain('Paused: on battery.');
});

test('G20: cameras that are silent meanwhile are not what keeps it from working', async () => {
  const { tell } = await started();
  await tell(running({ hold: BATTERY, connection: { type: 'open', sinceMs: 1 } }));
  expect(root.querySelector('.remedy')).toBeNull();
});

test('G20: a screen reader hears of a rest once, not with each second', async () => {
  const { tell } = await started();
  const said = () => root.querySelector('.state [role=status]')?.textContent;
  await tell(running({ hold: DUTY }));
  const first = said();
  await tell(running({ hold: { ...DUTY, untilMs: 1_002_000 } }));
  expect(first).toContain('Resting for 4');
  expect(said()).toBe(first);
  expect(state()?.querySelector('#state')?.textContent).toContain('Resting for 2');
});

test('G27: Start tells the worker the limits that are remembered, and no link can loosen them', async () => {
  const kept = { limits: '{"mainsOnly":true,"dutyLimited":true}' };
  const { client } = await started('?mode=work&limits=%7B%22mainsOnly%22%3Afalse%7D&mainsOnly=0', kept);
  expect(client.settings?.limits).toEqual({ mainsOnly: true, dutyShare: 0.5 });
});

test('G27: a limit that is changed does not begin the run anew', async () => {
  const { client, tell, model } = await started();
  await tell(running({}));
  model.limits.change({ mainsOnly: false });
  expect(client.calls.filter((call) => call !== 'history')).toEqual(['start', 'setLimits {}']);
});

test('G27: the screen may go dark while a limit holds, but not in a rest', async () => {
  const { tell, model } = await started('?mode=work', { awake: '1' });
  await tell(running({}));
  expect(model.awake.value).toBe('held');
  await tell(running({ hold: BATTERY }));
  expect(model.awake.value).toBe('off');
  await tell(running({ hold: DUTY }));
  expect(model.awake.value).toBe('held');
});
