import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { NO_CAMERA } from '../settings/cameraDefaults.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { type Arrival, announceUpdate, keepRun, readReturn } from './comeBack.ts';

const PAGE = 'https://cams.example/app/?mode=work&relay=wss://a.example/connect';
const MODELS = [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }];
const arrival = (part: Partial<Arrival> = {}): Arrival => ({
  pageUrl: PAGE,
  atMs: 1_000_000,
  navigation: 'reload',
  wasDiscarded: false,
  ...part,
});
const settings = (part: Partial<Settings> = {}): Settings => ({
  ...readSettings(PAGE, createFakeSmallStore(), MODELS),
  ...part,
});

/** A tab in which this runs. */
function tabOf(part: Partial<Settings> = {}) {
  const tab = createFakeSmallStore();
  keepRun(tab, PAGE, settings(part));
  return tab;
}

test('G54: a tab that was reloaded or discarded goes on with what it did', () => {
  expect(readReturn(tabOf(), arrival(), MODELS)).toEqual({ type: 'again', reason: 'reloaded', settings: settings() });
  const discarded = arrival({ navigation: 'navigate', wasDiscarded: true, pageUrl: `${PAGE}#remedy` });
  expect(readReturn(tabOf(), discarded, MODELS)).toMatchObject({ reason: 'discarded' });
});

test('G54: what the person changed since counts more than the address bar', () => {
  const changed = { mode: 'observe', relay: '', singleFrames: true, cameras: [] } as const;
  const cameras = [{ ...NO_CAMERA, serviceId: 'yard', task: 'count', labels: 'car' }] as const;
  const back = readReturn(tabOf({ ...changed, relay: 'wss://b.example', cameras }), arrival(), MODELS);
  expect(back).toMatchObject({ settings: { mode: 'observe', relay: 'wss://b.example', singleFrames: true, cameras } });
});

test('G1 G54: what the person paused or never started starts not, and a run is taken up once', () => {
  const tab = tabOf();
  keepRun(tab, PAGE, undefined);
  expect(readReturn(tab, arrival(), MODELS)).toEqual({ type: 'none' });
  expect(readReturn(createFakeSmallStore(), arrival(), MODELS)).toEqual({ type: 'none' });
  const twice = tabOf();
  readReturn(twice, arrival(), MODELS);
  expect(readReturn(twice, arrival(), MODELS)).toEqual({ type: 'none' });
});

test('G1 G54: no link starts anything in a tab that works, neither at once nor by a later reload', () => {
  const tab = tabOf();
  expect(readReturn(tab, arrival({ navigation: 'navigate' }), MODELS)).toEqual({ type: 'none' });
  expect(readReturn(tab, arrival(), MODELS)).toEqual({ type: 'none' });
  const elsewhere = arrival({ navigation: 'back_forward', pageUrl: PAGE.replace('/app/', '/other/') });
  expect(readReturn(tabOf(), elsewhere, MODELS)).toEqual({ type: 'none' });
});

test('G54: what cannot be read starts nothing', () => {
  for (const text of ['{', '1', 'null', '{"path":1}', '{"path":"/app/"}', '{"path":"/app/","choices":7}']) {
    expect(readReturn(createFakeSmallStore({ run: text }), arrival(), MODELS)).toEqual({ type: 'none' });
  }
});

test('G55: after three starts by itself in ten minutes a tab waits for Start', () => {
  const tab = createFakeSmallStore();
  const comeAt = (minute: number) => {
    keepRun(tab, PAGE, settings());
    return readReturn(tab, arrival({ atMs: 1_000_000 + minute * 60_000 }), MODELS).type;
  };
  expect([0, 1, 2, 3, 4].map(comeAt)).toEqual(['again', 'again', 'again', 'too-often', 'too-often']);
  expect([10.5, 10.6, 11.5].map(comeAt)).toEqual(['again', 'too-often', 'again']);
});

test('G52 G55: a reload that the person asked for is no sign of a page that breaks down', () => {
  const tab = createFakeSmallStore();
  const reload = () => {
    keepRun(tab, PAGE, settings());
    announceUpdate(tab);
    return readReturn(tab, arrival(), MODELS);
  };
  for (let times = 0; times < 5; times++) expect(reload()).toMatchObject({ type: 'again', reason: 'updated' });
  keepRun(tab, PAGE, settings());
  expect(readReturn(tab, arrival(), MODELS)).toMatchObject({ reason: 'reloaded' });
});
