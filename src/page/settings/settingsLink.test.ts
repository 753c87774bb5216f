import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { createFakeVisitPorts } from '../../../tests/fakes/fakeVisitPorts.ts';
import { createLinkOffer } from './linkOffer.ts';
import { readSettings, type Settings } from './settings.ts';
import { bareUrl, linkOf, withoutSecrets } from './settingsLink.ts';

const PAGE = 'http://relay.example:7010/';
const MODELS = [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }];
const FULL =
  '?relay=wss://cams.example&mode=work&model=a/b&modelHost=https://hub.example&device=wasm&services=yard&types=frame&frames=1&still=4';

function open(query: string, kept: Record<string, string> = {}) {
  const choices = createFakeSmallStore(kept);
  const { address } = createFakeVisitPorts();
  const pageUrl = PAGE + query;
  const settings = signal<Settings>(readSettings(pageUrl, choices, MODELS));
  const link = createLinkOffer({ pageUrl, choices, models: MODELS, address, settings });
  return { choices, address, settings, link, keys: () => link.asks.value.map(({ key }) => key) };
}

test('G62: each setting that a link may ask for is listed, with what would hold without it', () => {
  const { link, keys } = open(FULL);
  expect(keys()).toEqual([
    'relay',
    'mode',
    'modelId',
    'modelHost',
    'device',
    'services',
    'jobTypes',
    'singleFrames',
    'stillThreshold',
  ]);
  expect(link.asks.value[0]).toEqual({ key: 'relay', asks: 'wss://cams.example', was: 'ws://relay.example:7010' });
});

test('G62: what is in force already is not listed, however it is written', () => {
  expect(open('?relay=relay.example:7010&mode=observe&model=demo-model&still=0&services=').keys()).toEqual([]);
  const kept = { mode: 'work', services: 'yard, gate', modelHost: 'https://hub.example/' };
  expect(open('?mode=work&services=yard,gate&modelHost=https://hub.example', kept).keys()).toEqual([]);
  expect(open('').keys()).toEqual([]);
});

test('G62: no link sets prompts, cameras, tokens, weights, pixels, languages, wakefulness, blur or limits', () => {
  const cameras = encodeURIComponent('[{"serviceId":"","task":"alert","prompt":"x"}]');
  const { settings, keys } = open(
    `?cameras=${cameras}&awake=1&blur=1&tokens=2000&dtype=fp32&pixels=1048576&answers=German&language=de&limits={}&consents=[]`,
  );
  expect(keys()).toEqual([]);
  expect(settings.value).toEqual(readSettings(PAGE, createFakeSmallStore(), MODELS));
});

test('G62: ignored, the settings are as without the link, what the person changed stays, and the address asks no more', () => {
  const { settings, link, address, keys } = open(FULL, { device: 'webgpu' });
  settings.value = { ...settings.value, mode: 'observe', services: 'hall' };
  expect(keys()).not.toContain('services');
  link.ignore();
  expect(settings.value).toEqual({
    ...readSettings(PAGE, createFakeSmallStore(), MODELS),
    device: 'webgpu',
    services: 'hall',
  });
  expect(keys()).toEqual([]);
  expect(address.dropped).toContain('relay');
});

test('G62: a link that was used is not asked about again; another one is', () => {
  const first = open(FULL);
  first.link.use();
  expect(first.keys()).toEqual([]);
  const kept = Object.fromEntries(first.choices.kept);
  expect(open(FULL, kept).keys()).toEqual([]);
  expect(open(FULL.replace('cams', 'evil'), kept).keys()).toContain('relay');
});

test('G62: a link that was used is remembered as a link: without it all is as before', () => {
  const { choices, link } = open(FULL);
  link.use();
  expect([...choices.kept.keys()]).toEqual(['used-link']);
});

test('G67: a copied link asks others for what is set here', () => {
  const { settings } = open(FULL);
  const initial = readSettings(PAGE, createFakeSmallStore(), MODELS);
  const link = linkOf(settings.value, initial, `${PAGE}?start=1#log`);
  expect(open(new URL(link).search).settings.value).toEqual(settings.value);
  expect(linkOf(initial, initial, PAGE)).toBe(`${PAGE}?relay=ws%3A%2F%2Frelay.example%3A7010&mode=observe`);
});

test('G67: names, passwords and queries of a relay’s address stay here', () => {
  expect(withoutSecrets('wss://me:secret@cams.example:7010/x/connect?token=1#a')).toBe(
    'wss://cams.example:7010/x/connect',
  );
  expect(withoutSecrets('me:secret@cams.example:7010?token=1')).toBe('cams.example:7010');
  expect(withoutSecrets('cams.example:7010/connect')).toBe('cams.example:7010/connect');
});

test('G62: the address without a link keeps what is not a setting', () => {
  expect(bareUrl(`${PAGE}?visitor=1&mode=work&relay=x`)).toBe(`${PAGE}?visitor=1`);
});
