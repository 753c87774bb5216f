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

const field = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`);
const note = (id: string) => root.querySelector(`#${id}-note`)?.textContent;
const choose = (id: string, value: string) =>
  act(async () => {
    const select = root.querySelector<HTMLSelectElement>(`#${id}`);
    if (!select) throw new Error(`There is no #${id}.`);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  });
const open = async (...stage: Parameters<typeof openApp>) => {
  const opened = await openApp(...stage);
  await click('Settings');
  await act(() => settle());
  return opened;
};
const optionsOf = (id: string) => all(`#${id} option`).map(({ textContent }) => textContent);

/** As a person opens a file. */
const openFile = (content: unknown) =>
  act(async () => {
    const input = root.querySelector<HTMLInputElement>('.import input');
    if (!input) throw new Error('There is nowhere to open a file.');
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    Object.defineProperty(input, 'files', { value: [new File([text], 'x.json')], configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  });
const file = (settings: object, more: object = {}) => ({
  format: 'unblink-browser-worker settings',
  version: 1,
  settings,
  ...more,
});

test('G68: settings stand in groups with names, and every field has a label', async () => {
  await open();
  expect(all('.settings-group h3').map(({ textContent }) => textContent)).toEqual([
    'Relay',
    'What is asked',
    'Model',
    'This page',
  ]);
  for (const control of all('.settings input, .settings select')) {
    const { labels } = control as HTMLInputElement;
    expect(labels?.length || control.getAttribute('aria-label'), control.outerHTML).toBeTruthy();
  }
});

test('G68: a field that cannot be used has its reason beside it, and Apply waits and names what for', async () => {
  const { client } = await open();
  await type('#max-tokens', '3');
  await type('#relay', 'ftp://x');
  expect(note('max-tokens')).toMatch(/from 16 to 2048/);
  expect(button('Apply')?.hasAttribute('disabled')).toBe(true);
  expect(root.querySelector('.settings-actions [role=status]')?.textContent).toBe(
    'Apply waits for: Relay address, Most tokens an answer.',
  );
  await type('#max-tokens', '200');
  await type('#relay', 'wss://cams.example');
  await click('Apply');
  expect(root.querySelector('#settings')).toBeNull();
  await click('Start');
  expect(client.settings).toMatchObject({ relay: 'wss://cams.example', maxTokens: 200 });
});

test('G68: the keyboard’s place goes to what is wrong, and back to the button with Escape and Close', async () => {
  await openApp('?relay=ftp://x');
  await click('Start');
  expect(document.activeElement).toBe(field('relay'));
  await act(() => void field('relay')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  expect(root.querySelector('#settings')).toBeNull();
  expect(document.activeElement?.textContent).toBe('Settings');
  await click('Settings');
  await click('Close');
  expect(document.activeElement?.textContent).toBe('Settings');
});

test('G68: the mode that is changed outside meanwhile is not undone by Apply', async () => {
  const { client, model } = await open();
  await type('#services', 'yard');
  await act(() => model.setMode('work'));
  await click('Apply');
  await click('Start');
  expect(client.settings).toMatchObject({ mode: 'work', take: { services: ['yard'] } });
});

test('G64: the weights that a model comes in are offered with what automatic takes here, and are told to the worker', async () => {
  const { client } = await open();
  expect(optionsOf('dtype')).toEqual(['Automatic (q4f16 here)', 'q4f16', 'q4']);
  await choose('dtype', 'q4');
  await choose('frame-pixels', '65536');
  await type('#answer-language', 'German');
  await click('Apply');
  await click('Start');
  expect(client.settings).toMatchObject({
    dtype: 'q4',
    framePixels: 65_536,
    cameras: [{ serviceId: '', language: 'German' }],
  });
});

test('G64: weights that this computer cannot use say so beside their field before anything is applied', async () => {
  await open('', {}, { obstacle: { reason: 'no-f16' } });
  expect(note('dtype')).toMatch(/need a GPU with shader-f16/);
  expect(note('model')).toBe('Comes with this page.');
});

test('G64: another model is taken with the weights that suit it', async () => {
  const { client } = await open('', { dtype: 'q4' });
  await choose('model', 'owner/big');
  await click('Apply');
  await click('Start');
  expect(client.settings).toMatchObject({ modelId: 'owner/big' });
  expect(client.settings).not.toHaveProperty('dtype');
});

test('G64: sizes of a frame are told with the tokens that they become', async () => {
  await open();
  expect(optionsOf('frame-pixels').slice(0, 2)).toEqual([
    'Automatic: 262,144 pixels, up to 256 tokens',
    '65,536 pixels, up to 64 tokens',
  ]);
});

test('G64: a camera’s own limit of tokens is typed in its line', async () => {
  const { client } = await open();
  await click('Add a camera');
  await type('[aria-label="Camera, line 1"]', 'yard');
  await type('[aria-label="Tokens, line 1"]', '90');
  await click('Apply');
  await click('Start');
  expect(client.settings?.cameras).toEqual([{ serviceId: 'yard', maxTokens: 90 }]);
});

test('G65: Settings speaks the language of the page, and changes at once', async () => {
  await open();
  await act(() => speak('de'));
  expect(button('Anwenden')).toBeDefined();
  expect(root.querySelector('label[for=max-tokens]')?.textContent).toBe('Höchstens Token je Antwort');
});

test('G66: the settings that are in force are saved as a file', async () => {
  const { textExport } = await open('', { services: 'yard' });
  await click('Save as a file');
  const [[name, text] = ['', '{}']] = textExport.downloads;
  expect(name).toBe('browser-worker-settings.json');
  expect(JSON.parse(text)).toMatchObject({ version: 1, settings: { services: 'yard' }, limits: { mainsOnly: true } });
});

test('G66: a file shows what it would change and what is refused, and changes nothing before the click', async () => {
  const { client, model, choices } = await open();
  await openFile(file({ services: 'yard', device: 'abacus', colour: 'red' }, { limits: { mainsOnly: false } }));
  const text = root.querySelector('.import-read')?.textContent;
  for (const said of [
    /Cameras to takeyard instead of all/,
    /Not taken: device"abacus" cannot/,
    /ignored: colour/,
    /Limitsas in/,
  ])
    expect(text).toMatch(said);
  expect(model.settings.value.services).toBe('');
  await click('Use these settings');
  expect([model.settings.value.services, choices.kept.get('services')]).toEqual(['yard', 'yard']);
  expect(model.limits.choices.value.mainsOnly).toBe(false);
  expect(client.calls).not.toContain('start');
  expect(root.querySelector('.import-status')?.textContent).toBe('Applied.');
});

test('G66: a file is left, and one that cannot be read is named', async () => {
  const { model } = await open();
  await openFile(file({ services: 'yard' }));
  await click('Leave all as it is');
  expect(root.querySelector('.import-read')).toBeNull();
  await openFile('nonsense');
  expect(root.querySelector('.import-status')?.textContent).toMatch(/no JSON/);
  await openFile(file({ mode: 'observe' }));
  expect(root.querySelector('.import-read h4')?.textContent).toMatch(/^Nothing in this file differs/);
  expect(button('Use these settings')).toBeUndefined();
  expect(model.settings.value.services).toBe('');
});

test('G66: a file with another relay is no consent: a worker that runs stops, and the page asks', async () => {
  const { client, tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  await click('Settings');
  await openFile(file({ relay: 'wss://other.example' }));
  await click('Use these settings');
  expect(client.calls.filter((call) => call === 'start' || call === 'pause')).toEqual(['start', 'pause']);
  expect(root.querySelector('.welcome-lead')?.textContent).toMatch(/^Lend/);
});

test('G67: a link with these settings is copied, and shown where copying is not allowed', async () => {
  const { textExport } = await open('', { services: 'yard', mode: 'work' });
  await click('Copy a link with these settings');
  const link = 'http://relay.example:7010/?relay=ws%3A%2F%2Frelay.example%3A7010&mode=work&services=yard';
  expect(textExport.copied).toEqual([link]);
  Object.assign(textExport, { copy: () => Promise.reject(new Error('no')) });
  await click('Copy a link with these settings');
  await act(() => settle());
  expect(root.querySelector('.settings-part code')?.textContent).toBe(link);
});
