import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { checkSettings } from './checkSettings.ts';
import { modelChoices } from './modelChoices.ts';
import { differForWorker, readSettings, relayHostOf, relayUrlOf, rememberChanges, type Settings } from './settings.ts';
import { isVisitor, mayStartAtOnce } from './startAtOnce.ts';
import { workerIdentity } from './workerIdentity.ts';

const PAGE = 'http://relay.example:7010/';
const MODELS = [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }];
const read = (query = '', kept: Record<string, string> = {}) =>
  readSettings(PAGE + query, createFakeSmallStore(kept), MODELS);
const check = (part: Partial<Settings>, page = PAGE) => checkSettings({ ...read(), ...part }, page, MODELS);

test('G1: on the first visit the mode is observe, the relay the one that served the page', () => {
  expect(read()).toEqual({
    relay: 'ws://relay.example:7010',
    mode: 'observe',
    modelId: 'demo-model',
    modelHost: '',
    device: 'auto',
    dtype: 'auto',
    framePixels: '',
    services: '',
    jobTypes: '',
    singleFrames: false,
    cameras: [],
    answerLanguage: '',
    maxTokens: '',
    stillThreshold: '',
    keepAwake: false,
    blurFrames: false,
  });
});

test('G1: what was remembered beats the default, and the address bar beats both', () => {
  const kept = { mode: 'work', relay: 'ws://kept:1/connect', device: 'wasm' };
  expect(read('', kept)).toMatchObject({ mode: 'work', relay: 'ws://kept:1/connect', device: 'wasm' });
  const query = '?mode=observe&relay=ws://typed:2/connect&device=webgpu&model=owner/name';
  expect(read(query, kept)).toMatchObject({
    mode: 'observe',
    relay: 'ws://typed:2/connect',
    device: 'webgpu',
    modelId: 'owner/name',
  });
});

test('G1: words that mean nothing fall back to observe and automatic', () => {
  expect(read('?mode=everything&device=abacus')).toMatchObject({ mode: 'observe', device: 'auto' });
});

test('G1: only what a person changed is remembered', () => {
  const store = createFakeSmallStore();
  rememberChanges(read(), { ...read(), mode: 'work' }, store);
  expect([...store.kept]).toEqual([['mode', 'work']]);
});

test('G2: a relay address that cannot be used is named with its reason', () => {
  expect(check({})).toEqual({});
  expect(check({ relay: '' }).relay).toMatch(/empty/);
  expect(check({ relay: 'ftp://host' }).relay).toMatch(/ws or wss/);
  expect(check({ relay: 'ws://' }).relay).toMatch(/not an address/);
});

test('G7: what to take is remembered, and the address bar beats it', () => {
  const kept = { services: 'yard', types: 'a', frames: '1' };
  expect(read('', kept)).toMatchObject({ services: 'yard', jobTypes: 'a', singleFrames: true });
  expect(read('?services=gate,hall&types=&frames=0', kept)).toMatchObject({
    services: 'gate,hall',
    jobTypes: '',
    singleFrames: false,
  });
  expect(read('?frames=1').singleFrames).toBe(true);
});

test('G7: a list of ids that cannot be used is named with its reason', () => {
  expect(check({ services: 'x'.repeat(201) }).services).toMatch(/200 at most/);
  expect(check({ jobTypes: 'x'.repeat(201) }).jobTypes).toMatch(/200 at most/);
  expect(check({ services: 'yard, gate', jobTypes: 'frame_analysis' })).toEqual({});
});

test('W14: how much may change where nothing moved is remembered, and the address bar beats it', () => {
  const store = createFakeSmallStore();
  rememberChanges(read(), { ...read(), stillThreshold: '4' }, store);
  expect([...store.kept]).toEqual([['still', '4']]);
  expect(read('', { still: '4' }).stillThreshold).toBe('4');
  expect(read('?still=0', { still: '4' }).stillThreshold).toBe('0');
  expect(differForWorker(read(), { ...read(), stillThreshold: '4' })).toBe(true);
});

test('W14: it is a number from 0 to 255, or nothing', () => {
  for (const typed of ['', ' ', '0', '4', '2.5', '255']) expect(check({ stillThreshold: typed })).toEqual({});
  for (const typed of ['-1', '256', '4 steps', '2,5', 'NaN', 'Infinity']) {
    expect(check({ stillThreshold: typed }).stillThreshold).toBe('Write a number from 0 to 255.');
  }
});

test('G10: keeping awake is remembered, and no link can ask for it', () => {
  const store = createFakeSmallStore();
  rememberChanges(read(), { ...read(), keepAwake: true, singleFrames: true }, store);
  expect([...store.kept]).toEqual([
    ['frames', '1'],
    ['awake', '1'],
  ]);
  expect(read('', { awake: '1' }).keepAwake).toBe(true);
  expect(read('?awake=1').keepAwake).toBe(false);
});

test('G10: keeping awake is the page’s business: the worker need not begin anew for it', () => {
  expect(differForWorker(read(), { ...read(), keepAwake: true })).toBe(false);
  expect(differForWorker(read(), { ...read(), singleFrames: true })).toBe(true);
});

test('G2: a page over https is told that Chrome blocks a plain relay, unless it is near', () => {
  const page = 'https://pages.example/worker/';
  expect(check({ relay: 'ws://relay.example:7010/connect' }, page).relay).toMatch(/blocks a plain ws/);
  for (const relay of [
    'ws://localhost:7010/connect',
    'ws://127.0.0.1:7010',
    'ws://[::1]:7010',
    'wss://relay.example',
    'ws://192.168.1.20:9020',
    'ws://cams.local:7010',
  ]) {
    expect(check({ relay }, page)).toEqual({});
  }
});

test('G2: a model is one of the catalogue or a repository of the Hub', () => {
  expect(check({ modelId: 'owner/name-2B.onnx' })).toEqual({});
  for (const modelId of ['', 'nothing', '../secrets', 'a/b/c', 'https://x/y'])
    expect(check({ modelId }).modelId).toBeDefined();
});

test('G2: the host is what a person calls the relay', () => {
  expect(relayHostOf('ws://relay.example:7010/connect', PAGE)).toBe('relay.example:7010');
  expect(relayHostOf('ws://', PAGE)).toBe('ws://');
});

test('G6: the relay’s HTTP address is known wherever its address can be used', () => {
  expect(relayUrlOf('wss://relay.example/cams/worker/connect', PAGE)).toBe('https://relay.example/cams');
  expect(relayUrlOf('ws://', PAGE)).toBeUndefined();
});

test('G1: a link never starts a visitor’s computer; only a driven browser starts at once', () => {
  expect(mayStartAtOnce(`${PAGE}?start=1`, false)).toBe(false);
  expect(mayStartAtOnce(`${PAGE}?start=1`, true)).toBe(true);
  expect(mayStartAtOnce(PAGE, true)).toBe(false);
});

test('G50 G54: a driven browser keeps no page and comes back to nothing by itself, unless it is asked to', () => {
  expect([isVisitor(PAGE, false), isVisitor(PAGE, true), isVisitor(`${PAGE}?visitor=1`, true)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('S1: the worker’s id is fixed for the life of the tab', () => {
  const store = createFakeSmallStore();
  expect(workerIdentity(store, () => 'first')).toBe('first');
  expect(workerIdentity(store, () => 'second')).toBe('first');
});

test('G11: each model says how large it is, under which licence, and where it comes from', () => {
  const variant = (downloadBytes: number) => ({ downloadBytes });
  const [demo, hub, unknown] = modelChoices([
    { id: 'demo-model', name: 'Demo', origin: 'page', withF16: variant(5_500_000), withoutF16: variant(5_500_000) },
    {
      id: 'a/b',
      name: 'B',
      origin: 'hub',
      withF16: variant(1_373_000_000),
      withoutF16: variant(1_534_000_000),
      licence: 'Apache-2.0',
    },
    { id: 'c/d', name: 'D', origin: 'hub', withF16: {}, withoutF16: {} },
  ]);
  expect(demo).toMatchObject({ facts: '5.5 MB', note: expect.stringMatching(/^Comes with this page/) });
  expect(hub).toMatchObject({
    facts: '1.4 GB to 1.5 GB, Apache-2.0',
    note: expect.stringMatching(/^Fetched once from the Hugging Face Hub/),
  });
  expect(unknown?.facts).toBe('size unknown');
});

test('G11: a repository that is being typed is asked for plainly', () => {
  expect(check({ modelId: '' }).modelId).toBe('Write a repository of the Hugging Face Hub as owner/name.');
});

test('G13: a mirror is taken from the address bar or from what was remembered', () => {
  const kept = { modelHost: 'https://kept.example' };
  expect(read('', kept).modelHost).toBe('https://kept.example');
  expect(read('?modelHost=https://hub.example', kept).modelHost).toBe('https://hub.example');
});

test('G13: a mirror that cannot be used is named with its reason', () => {
  expect(check({ modelHost: 'ftp://hub.example' }).modelHost).toMatch(/http/);
});

test('G15: what is asked of cameras is remembered, and no link can set it', () => {
  const store = createFakeSmallStore();
  const cameras = [
    { serviceId: 'yard', task: 'count', prompt: '', labels: 'car', language: '', maxTokens: '' },
  ] as const;
  rememberChanges(read(), { ...read(), cameras }, store);
  expect(read('', Object.fromEntries(store.kept)).cameras).toEqual(cameras);
  expect(read(`?cameras=${encodeURIComponent(JSON.stringify(cameras))}`).cameras).toEqual([]);
  expect(differForWorker(read(), { ...read(), cameras })).toBe(true);
});

test('G62: nothing starts by a link on the first visit, whatever it asks for', () => {
  for (const query of [
    '?start=1',
    '?start=1&mode=work&relay=wss://x',
    '?mode=work&consents=[]',
    '?start=true',
    '?start',
  ])
    expect(mayStartAtOnce(PAGE + query, false)).toBe(false);
  expect(mayStartAtOnce(`${PAGE}?start=true`, true)).toBe(false);
});
