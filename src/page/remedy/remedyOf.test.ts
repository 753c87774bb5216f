import { expect, test } from 'vitest';
import { sampleEngine, sampleJob, sampleSnapshot } from '../../../tests/fakes/samples.ts';
import type { Problem, Snapshot } from '../../worker/api.ts';
import { type RemedyContext, remedyOf } from './remedyOf.ts';
import { remedyWords } from './remedyWords.ts';

const NOW_MS = 1_000_000;
const MINUTE_MS = 60_000;
const CONTEXT: RemedyContext = {
  story: { type: 'listening', sinceMs: NOW_MS - 1000 },
  pageUrl: 'https://pages.example/worker/?mode=work',
  relayUrl: 'http://relay.example:7010',
};
const problemOf = (reason: string): Problem => ({ reason, message: 'The sentence.' });

const remedy = (part: Partial<Snapshot>, context: Partial<RemedyContext> = {}) =>
  remedyOf(sampleSnapshot(part), NOW_MS, { ...CONTEXT, ...context });
const inTrouble = (reason: string) => remedy({ trouble: problemOf(reason) });
const failing = (reason: string, context: Partial<RemedyContext> = {}) =>
  remedy(
    { connection: { type: 'connecting', attempt: 3 } },
    { story: { type: 'failing', problem: problemOf(reason) }, ...context },
  );
const paused = (reason: string) =>
  remedy({ run: { type: 'paused', problem: problemOf(reason) }, connection: { type: 'closed' } });
const said = (found: ReturnType<typeof remedy>) => found && remedyWords(found.reason, found.places);
/** All that is to be copied or opened, in order. */
const things = (found: ReturnType<typeof remedy>) => said(found)?.steps.flatMap(({ code, link }) => code ?? link ?? []);
const words = (found: ReturnType<typeof remedy>) =>
  said(found)
    ?.steps.map(({ text }) => text)
    .join(' ');

test('G6: a relay without CORS gets its own page, the gateway’s command and the headers that it lacks', () => {
  const found = inTrouble('no-cors');
  expect(found).toMatchObject({ reason: 'no-cors', actions: [] });
  expect(things(found)).toEqual([
    'http://relay.example:7010/',
    'npm run serve -- --relay http://relay.example:7010',
    'Access-Control-Allow-Origin: https://pages.example\n' +
      'Access-Control-Allow-Headers: X-Worker-Key, Content-Type\n' +
      'Access-Control-Allow-Methods: GET, POST, OPTIONS',
  ]);
  expect(words(found)).toMatch(/answer OPTIONS with 204/);
});

test('G6: where Chrome asks about the local network, the remedy says where to allow it, and tries again', () => {
  const found = failing('local-network');
  expect(found?.actions).toEqual(['try-again']);
  expect(words(found)).toMatch(
    /icon left of the page’s address, then Site settings.*Local network access.*Apps on device/,
  );
  expect(things(found)).toEqual(['http://relay.example:7010/']);
});

test('G6: mixed content is solved by the relay’s page, wss or the gateway', () => {
  const found = failing('mixed-content');
  expect(things(found)).toEqual(['http://relay.example:7010/', 'npm run serve -- --relay http://relay.example:7010']);
  expect(words(found)).toMatch(/wss:\/\/ address in Settings/);
  expect(found?.actions).toContain('settings');
});

test('G6: a relay that is down, or not at this path, gets the usual ports and paths and a look at its configuration', () => {
  for (const reason of ['relay-down', 'wrong-path', 'no-answer']) {
    const found = failing(reason);
    expect(things(found), reason).toEqual(['ws://relay.example:7010/connect\nws://relay.example:9020/worker/connect']);
    expect(words(found), reason).toMatch(/CV system/);
    expect(found?.actions, reason).toEqual(['try-again', 'settings']);
  }
});

test('G6: the usual addresses keep the relay’s security and its brackets', () => {
  const found = failing('wrong-path', { relayUrl: 'https://[2001:db8::1]:8443/cams' });
  expect(things(found)).toEqual(['wss://[2001:db8::1]:7010/connect\nwss://[2001:db8::1]:9020/worker/connect']);
});

test('G6: behind a gateway the remedy points at the relay behind it', () => {
  expect(words(failing('wrong-path', { pageUrl: 'http://relay.example:7010/' }))).toMatch(
    /is the relay behind it running/,
  );
  expect(words(failing('wrong-path'))).not.toMatch(/behind it/);
});

test('G6: HTTP that does not get through, rejected keys and forbidden addresses have a step or two each', () => {
  expect(words(inTrouble('http-unreachable'))).toMatch(/passes WebSockets alone/);
  expect(words(failing('key-rejected'))).toMatch(/X-Worker-Key/);
  expect(words(failing('relay-blocked'))).toMatch(/wss:\/\/ address/);
});

test('G6: a pause that the worker took itself says how to go on', () => {
  expect(words(paused('replaced'))).toMatch(/Close the other tab.*Press Start/);
  expect(words(paused('gpu-failed'))).toMatch(/Restart the browser, then press Start/);
  expect(paused('replaced')?.actions).toEqual([]);
});

test('G6: where the sentence says all there is to do, there is no remedy', () => {
  expect(failing('relay-closed')).toBeUndefined();
  expect(paused('worker-gone')).toBeUndefined();
  expect(remedy({ run: { type: 'paused' } })).toBeUndefined();
});

test('G6: silent cameras are told after three minutes without a job', () => {
  const since = (ms: number): Partial<RemedyContext> => ({ story: { type: 'listening', sinceMs: NOW_MS - ms } });
  expect(remedy({}, since(3 * MINUTE_MS - 1))).toBeUndefined();
  const found = remedy({}, since(3 * MINUTE_MS));
  expect(found).toMatchObject({ reason: 'silent-cameras', actions: [] });
  expect(words(found)).toMatch(/RTSP or MJPEG.*log.*frames that it extracts/);
  expect(things(found)).toEqual(['AUTO_REQUEST_REALTIME_STREAM=true']);
  expect(remedy({ lastOfferMs: NOW_MS - 2 * MINUTE_MS }, since(9 * MINUTE_MS))).toBeUndefined();
  expect(remedy({ lastOfferMs: NOW_MS - 3 * MINUTE_MS, mode: 'observe' }, since(9 * MINUTE_MS))).toBeDefined();
});

test('G6: silence counts for nothing while a job is in hand, or while the connection is renewed for it', () => {
  const story = { type: 'listening', sinceMs: 0 } as const;
  const current = { job: sampleJob(), times: {}, frame: 0 };
  expect(remedy({ current }, { story })).toBeUndefined();
  expect(remedy({ connection: { type: 'connecting', attempt: 2 } }, { story })?.reason).toBe('silent-cameras');
});

test.each([
  ['self-test', /Update the graphics driver.*Processor.*another browser/],
  ['no-space', /Stored models.*private window/],
  ['file-corrupt', /Load again.*model host/],
  ['model-missing', /name in Settings.*mirror/],
  ['model-broken', /smaller model/],
  ['no-device', /Automatic or Processor/],
])(
  'G17: a model that is not loaded for %s comes before any trouble with the relay, and can be loaded again',
  (reason, steps) => {
    const engine = { type: 'failed', problem: problemOf(reason) } as const;
    const found = remedy({ engine, trouble: problemOf('no-cors') });
    expect(found).toMatchObject({ reason, actions: ['load-again', 'settings'] });
    expect(words(found)).toMatch(steps);
  },
);

test('G17: a self-test that fails once jobs were taken pauses the worker, with the same remedy', () => {
  expect(said(paused('self-test'))?.title).toMatch(/takes no jobs/);
});

test('G6: a connection that was lost just now and a run that is over have no remedy', () => {
  const lost = { type: 'lost', problem: problemOf('relay-down'), retryAtMs: 0 } as const;
  expect(remedy({}, { story: lost })).toBeUndefined();
  expect(remedy({ run: { type: 'idle' }, engine: sampleEngine, trouble: problemOf('no-cors') })).toBeUndefined();
});

test('G8: a tab in standby leaves the remedy to the tab that works', () => {
  expect(remedy({ run: { type: 'standby' }, trouble: problemOf('no-cors') })).toBeUndefined();
});
