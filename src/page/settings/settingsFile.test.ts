import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { DEFAULT_CHOICES } from '../limits/limitChoices.ts';
import { NO_CAMERA } from './cameraDefaults.ts';
import { KEYS, NAMES, readSettings, type Settings } from './settings.ts';
import { readSettingsFile, writeSettingsFile } from './settingsFile.ts';

const PAGE = 'http://relay.example:7010/';
const MODELS = [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }];
const SETTINGS = readSettings(PAGE, createFakeSmallStore(), MODELS);
const CURRENT = { settings: SETTINGS, limits: DEFAULT_CHOICES, pageUrl: PAGE, models: MODELS };
const OTHERS: Settings = {
  relay: 'wss://cams.example',
  mode: 'work',
  modelId: 'a/b',
  modelHost: 'https://hub.example',
  device: 'wasm',
  dtype: 'q4',
  framePixels: '65536',
  services: 'yard',
  jobTypes: 'frame',
  singleFrames: true,
  cameras: [{ ...NO_CAMERA, serviceId: 'yard', task: 'alert', prompt: 'smoke', maxTokens: '90' }],
  answerLanguage: 'German',
  maxTokens: '200',
  stillThreshold: '4',
  keepAwake: true,
  blurFrames: true,
};

const file = (settings: object, more: object = {}) =>
  JSON.stringify({ format: 'unblink-browser-worker settings', version: 1, settings, ...more });

function read(text: string) {
  const found = readSettingsFile(text, CURRENT);
  if (found.type === 'unreadable') throw new Error(found.message);
  return found;
}
const refusal = (text: string) => {
  const found = readSettingsFile(text, CURRENT);
  return found.type === 'unreadable' ? found.message : undefined;
};

test('G66: every setting, limits too, comes back out of its file', () => {
  const limits = { ...DEFAULT_CHOICES, mainsOnly: false, dutyLimited: true, dutyPercent: 30 };
  const found = read(writeSettingsFile({ settings: OTHERS, limits }));
  expect(found).toEqual({
    type: 'read',
    settings: OTHERS,
    changed: KEYS,
    limits,
    refused: [],
    ignored: [],
  });
});

test('G66: a file holds no ids of this worker, no keys and no password', () => {
  const secret = { ...SETTINGS, relay: 'wss://me:secret@cams.example/?key=abc' };
  const text = writeSettingsFile({ settings: secret, limits: DEFAULT_CHOICES });
  expect(text).not.toMatch(/secret|abc|worker-?id/i);
  expect(Object.keys(JSON.parse(text).settings)).toEqual(KEYS.map((key) => NAMES[key]));
});

test('G66: what is as it is here changes nothing', () => {
  expect(read(writeSettingsFile({ settings: SETTINGS, limits: DEFAULT_CHOICES }))).toMatchObject({ changed: [] });
  expect(read(writeSettingsFile(CURRENT))).not.toHaveProperty('limits');
});

test.each([
  ['mode', 'everything', /"everything" cannot be set here/],
  ['device', 'abacus', /cannot be set here/],
  ['dtype', 'q2', /cannot be set here/],
  ['pixels', '7', /cannot be set here/],
  ['frames', 'yes', /cannot be set here/],
  ['relay', 'ftp://host', /ws or wss/],
  ['relay', 7, /^7 cannot/],
  ['model', '../secrets', /no model that this page knows/],
  ['modelHost', 'https://me:pw@hub.example', /password/],
  ['services', 'x'.repeat(300), /200 at most/],
  ['cameras', [{ task: 'alert' }], /write when there is to be an alert/],
  ['cameras', [{ task: 'dance' }], /cannot be set here/],
  ['cameras', 'none', /cannot be set here/],
  ['tokens', '3', /from 16 to 2048/],
  ['still', '999', /from 0 to 255/],
  ['answers', 'x'.repeat(50), /40 characters/],
])('G66: %s of a file that is %j is refused with its reason, and the rest is taken', (name, value, reason) => {
  const found = read(file({ [name]: value, awake: true }));
  expect(found.refused).toEqual([{ name, reason: expect.stringMatching(reason) }]);
  expect(found.changed).toEqual(['keepAwake']);
});

test('G66: unknown names are told and ignored, those of objects’ own workings too', () => {
  const text = file({ colour: 'red', awake: true }, { theme: 'dark' }).replace('"colour"', '"__proto__":{},"colour"');
  expect(read(text).ignored).toEqual(expect.arrayContaining(['theme', 'colour']));
  expect(read(text).changed).toEqual(['keepAwake']);
});

test('G66: what is no file of settings is named', () => {
  expect(refusal('nonsense')).toMatch(/no JSON/);
  expect(refusal('[]')).toMatch(/no settings/);
  expect(refusal('{"format": "other", "version": 1}')).toMatch(/no settings/);
  expect(refusal(file({}, { version: 2 }))).toMatch(/version 2/);
  expect(refusal(`"${'x'.repeat(300_000)}"`)).toMatch(/too large/);
});

test('G66: limits that make no sense are as at first', () => {
  expect(read(file({}, { limits: { mainsOnly: 'maybe', dutyPercent: 7000 } }))).not.toHaveProperty('limits');
  expect(read(file({}, { limits: { mainsOnly: false } })).limits).toMatchObject({ mainsOnly: false });
});
