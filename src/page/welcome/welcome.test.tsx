// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { all, button, click, closeApp, openApp, root, type } from '../../../tests/fakes/appStage.tsx';
import { sampleSnapshot } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { speak } from '../language/language.ts';

afterEach(async () => {
  closeApp();
  await speak('en');
});

const AGREED = { consents: JSON.stringify([{ relay: 'http://relay.example:7010', atMs: Date.UTC(2026, 10, 12) }]) };
const LINK = '?relay=wss://cams.example&mode=work&model=owner/big';
const lead = () => root.querySelector('.welcome-lead')?.textContent;
const asks = () => all('.link-asks > div').map(({ textContent }) => textContent);

test('G60: the first visit says what this is, whose cameras one may see, what leaves, and what runs where', async () => {
  const { client } = await openApp();
  const text = root.querySelector('.welcome')?.textContent;
  for (const said of [
    /Lend this computer to a camera relay/,
    /looks at camera frames from relay.example:7010 with a vision model that runs here/,
    /other people’s cameras. Frames come from whoever sends to relay.example:7010. Look, and do not share them/,
    /Results, to the relay alone. Frames stay in this page’s memory and are not stored/,
    /Demo5.5 MB to download, once/,
    /Apple M3, through WebGPU/,
    /check after loading will tell/,
    /With Start you agree to this for relay.example:7010/,
  ])
    expect(text).toMatch(said);
  expect(all('.button.primary')).toHaveLength(1);
  expect(client.calls).toEqual([]);
});

test('G60: it can be read in ten seconds: what not everybody needs is behind a word', async () => {
  await openApp();
  const welcome = root.querySelector('.welcome');
  welcome?.querySelector('details')?.remove();
  expect(welcome?.textContent?.split(/\s+/).length).toBeLessThan(130);
});

test('G60: it is drawn anew in the language that the page changes to', async () => {
  await openApp();
  await act(() => speak('de'));
  expect(lead()).toBe('Diesen Computer einem Kamera-Relay leihen');
});

test('G61: Start is the consent, and the next visit is ready for the same relay and can say again what this is', async () => {
  const first = await openApp();
  expect(first.choices.kept.has('consents')).toBe(false);
  await click('Start');
  const kept = Object.fromEntries(first.choices.kept);
  closeApp();
  const { client } = await openApp('', kept);
  expect(lead()).toBe('Ready for relay.example:7010');
  expect(root.querySelector('.facts')).toBeNull();
  await click('What this is');
  expect(root.querySelector('.privacy')?.textContent).toMatch(/other people’s cameras/);
  expect(client.calls).toEqual([]);
  await click('Start');
  expect(client.calls).toEqual(['start']);
});

test('G61: another relay is asked for anew, and a worker that runs stops for it', async () => {
  const { client, model, tell } = await openApp('', AGREED);
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  await act(() => model.applySettings({ ...model.settings.peek(), relay: 'wss://other.example' }));
  expect(client.calls).toEqual(['start', 'pause']);
  expect(lead()).toBe('Lend this computer to a camera relay');
  expect(root.querySelector('.privacy')?.textContent).toMatch(/sends to other.example/);
});

test('G61: between relays that were agreed to, a worker that runs changes at once', async () => {
  const both = JSON.stringify([...JSON.parse(AGREED.consents), { relay: 'https://other.example', atMs: 1 }]);
  const { client, model, tell } = await openApp('', { consents: both });
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  await act(() => model.applySettings({ ...model.settings.peek(), relay: 'wss://other.example' }));
  expect(client.calls).toEqual(['start', 'start']);
});

test('G62: what a link asks for is shown with what it replaces, and nothing starts', async () => {
  const { client, choices } = await openApp(LINK);
  expect(asks()).toEqual([
    'Relay addresswss://cams.example instead of ws://relay.example:7010',
    'ModeWork instead of Watch',
    'ModelBig instead of Demo',
  ]);
  expect(client.calls).toEqual([]);
  expect([...choices.kept.keys()]).toEqual([]);
});

test('G62: Start uses what the link asks for, and Ignore drops it', async () => {
  const used = await openApp(LINK);
  await click('Start');
  expect(used.client.settings).toMatchObject({ relay: 'wss://cams.example', mode: 'work', modelId: 'owner/big' });
  expect([...used.choices.kept.keys()]).toEqual(['consents', 'used-link']);
  closeApp();
  const { client, visit } = await openApp(LINK);
  await click('Ignore the link’s settings');
  expect(asks()).toEqual([]);
  expect(visit.address.dropped).toContain('relay');
  await click('Start');
  expect(client.settings).toMatchObject({ relay: 'ws://relay.example:7010', mode: 'observe', modelId: 'demo-model' });
});

test('G62: a link is shown to who has agreed before, too; used by name, it starts nothing', async () => {
  const { client } = await openApp('?mode=work', AGREED);
  expect(lead()).toBe('Ready for relay.example:7010');
  expect(asks()).toEqual(['ModeWork instead of Watch']);
  await click('Use them');
  expect(asks()).toEqual([]);
  expect(client.calls).toEqual([]);
});

test('G62: what a person changes is theirs: the address does not bring the link’s back on a reload', async () => {
  const { visit } = await openApp('?mode=work&services=yard');
  await click('Settings');
  await type('#services', 'gate');
  await click('Apply');
  expect(visit.address.dropped).toEqual(['services']);
});

test('G63: Withdraw asks back, stops the worker and forgets the consent; the welcome is there again', async () => {
  const { client, choices, tell } = await openApp('', AGREED);
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  await click('Settings');
  await click('Withdraw …');
  await click('Leave it');
  expect(client.calls).toEqual(['start']);
  await click('Withdraw …');
  await click('Withdraw');
  expect(client.calls).toEqual(['start', 'pause']);
  expect(choices.kept.get('consents')).toBe('[]');
  expect(lead()).toBe('Lend this computer to a camera relay');
});

test('G63: consent that ends in another tab stops the worker of this one', async () => {
  const { client, choices, model, tell } = await openApp('', AGREED);
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  choices.set('consents', '[]');
  await act(() => model.consents.refresh());
  expect(client.calls).toEqual(['start', 'pause']);
});

test('G63: everything here is forgotten by name, after asking back, and the page begins anew', async () => {
  const { client, choices, visit } = await openApp('', AGREED);
  await click('Settings');
  await act(() => settle());
  const [models] = all('.forget input');
  expect(all('.forget-kind').map(({ textContent }) => textContent)).toEqual([
    'Stored models: 1, 1.4 GB',
    'Results that wait for their relay: 2',
    'Totals and history of what was done here',
    'Settings, consents and this tab’s worker id',
  ]);
  await act(() => models?.click());
  await click('Forget …');
  expect(root.querySelector('.forget .settings-sure')?.textContent).toMatch(/gone for good: Results that wait/);
  expect(choices.kept.size).toBeGreaterThan(0);
  await click('Forget it');
  await act(() => settle());
  expect([client.calls, visit.forgotten, choices.kept.size, visit.address.reloads]).toEqual([
    ['pause'],
    ['results', 'totals'],
    0,
    1,
  ]);
  expect(root.querySelector('.stored')?.textContent).toMatch(/Big/);
  expect(button('Forget it')).toBeUndefined();
});
