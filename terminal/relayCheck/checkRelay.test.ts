import { describe, expect, test } from 'vitest';
import type { RelayOptions } from '../../relay/relay.ts';
import { startRelay } from '../../relay/testing/startRelay.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { CHECK_IDS } from './catalogue.ts';
import { checkUrl } from './testing/checkUrl.ts';
import { jpegCamera } from './testing/pictures.ts';

async function relayWithJob(options: RelayOptions = {}) {
  const relay = await startRelay({ cameras: [jpegCamera()], ...options });
  await relay.nextJob();
  return relay;
}

/** In E1 and E2 nothing waits for a worker: the shot is taken when there is one. */
async function relayOfEvents(options: RelayOptions) {
  const relay = await startRelay({ cameras: [jpegCamera(2)], ...options });
  void relay.until('worker-joined').then(() => relay.nextShot());
  return relay;
}

describe('dialect J', () => {
  test('T4: the bundled relay passes every check of its dialect', async () => {
    const { url, until } = await relayWithJob();
    const { failed, noted, findings, verdict, wasEnded } = await checkUrl(url, { claim: true, complete: true });
    expect({ failed, noted, wasEnded }).toEqual({ failed: [], noted: [], wasEnded: false });
    expect(findings.filter(({ outcome }) => outcome === 'skip').map(({ id }) => id)).toEqual([
      ...['C30', 'C31', 'C32', 'C33', 'C34'],
    ]);
    expect(verdict).toMatchObject({ dialect: 'J', worker: { answer: 'yes' }, lacksCors: false });
    expect((await until('job-completed')).result).toMatchObject({ summary: 'relay:check' });
  });

  test('T4: without --claim no job is claimed', async () => {
    const { url, events } = await relayWithJob();
    const { told, verdict } = await checkUrl(url);
    expect(events.filter(({ type }) => type === 'job-claimed')).toEqual([]);
    expect(told('C23')).toBe('skip Not tried: it takes a job from other workers. Add --claim.');
    expect(verdict.worker.because).toBe('as far as it was tried; --claim tries more.');
  });

  test('T4: with --claim the job is given back and not completed', async () => {
    const { url, events, until } = await relayWithJob();
    const { failed, told } = await checkUrl(url, { claim: true });
    expect(failed).toEqual([]);
    expect(told('C29')).toContain('Add --complete.');
    expect(await until('job-failed')).toMatchObject({ error: 'relay:check gives it back', final: false });
    expect(events.filter(({ type }) => type === 'job-completed')).toEqual([]);
  });

  test('T4: a job that is held when the person stops the check is given back', async () => {
    const stop = new AbortController();
    const { url, until } = await relayWithJob();
    void until('job-claimed').then(() => stop.abort());
    const { wasEnded, failed } = await checkUrl(url, { claim: true, signal: stop.signal });
    expect({ wasEnded, failed }).toEqual({ wasEnded: true, failed: [] });
    expect(await until('job-failed')).toMatchObject({ error: 'relay:check gives it back' });
  });

  test('T4: a relay that wants the key with claims as well passes', async () => {
    const { url } = await relayWithJob({ requireKey: true });
    const { failed, noted, told } = await checkUrl(url, { claim: true });
    expect({ failed, noted }).toEqual({ failed: [], noted: ['C21'] });
    expect(told('C21')).toContain('401 “The header X-Worker-Key is missing.”, not 403.');
  });

  test('T4: a relay without CORS works, but not for pages from elsewhere', async () => {
    const { url } = await relayWithJob({ cors: false });
    const { failed, verdict, text } = await checkUrl(url, { claim: true });
    expect(failed).toEqual(['C36', 'C37', 'C38', 'C39']);
    expect(verdict).toMatchObject({
      worker: { answer: 'yes' },
      pages: { ownOrigin: { answer: 'yes' }, elsewhereHttp: { answer: 'no' }, elsewhereHttps: { answer: 'no' } },
    });
    expect(text).toContain('    Access-Control-Allow-Headers: X-Worker-Key, Content-Type\n');
    expect(text).toContain(`npm run serve -- --relay ${url}`);
  });

  test('T4: with --same-origin nothing is asked as another page would', async () => {
    const { url } = await relayWithJob({ cors: false });
    const { failed, verdict } = await checkUrl(url, { sameOrigin: true });
    expect(failed).toEqual([]);
    expect(verdict.pages.elsewhereHttp).toEqual({ answer: 'not known', because: 'it was not tried.' });
  });

  test('T4: a relay without work is told where to look for it, and asked for what needs none', async () => {
    const { url } = await startRelay({ cameras: [] });
    const { failed, told, findings, verdict } = await checkUrl(url, { bounds: { ...DEFAULT_BOUNDS, waitMs: 0 } });
    expect(failed).toEqual([]);
    expect(told('C10')).toMatch(/^note Nothing came within 0 s.* AUTO_REQUEST_REALTIME_STREAM=true/);
    expect(told('C36')).toBe('pass OPTIONS is answered 204.');
    expect(verdict.worker.answer).toBe('not known');
    expect(findings.map(({ id }) => id)).toEqual(CHECK_IDS);
  });
});

describe('dialects E1 and E2', () => {
  test.each([
    ['E1', '/connect'],
    ['E2', '/worker/connect'],
  ] as const)('T4: %s is told by what arrives at %s', async (dialect, path) => {
    const { url, events } = await relayOfEvents({ dialect, cors: true });
    const { failed, told, verdict, socketUrl } = await checkUrl(url);
    expect(failed).toEqual([]);
    expect(verdict).toMatchObject({ dialect, worker: { answer: 'yes' }, pages: { elsewhereHttps: { answer: 'yes' } } });
    expect(socketUrl).toBe(`${url.replace('http', 'ws')}${path}`);
    expect(told('C2')).toContain('HTTP 404 instead of a WebSocket');
    expect(told('C33')).toContain('Add --post.');
    expect(events.filter(({ type }) => type === 'event-received')).toEqual([]);
  });

  test.each(['E1', 'E2'] as const)(
    'T4: with --post %s gets one event, which says where it is from',
    async (dialect) => {
      const { url, events } = await relayOfEvents({ dialect, cors: true });
      const { failed, told } = await checkUrl(url, { post: true });
      expect(failed).toEqual([]);
      expect(told('C33')).toMatch(/^pass One event with the summary “relay:check” was sent\./);
      expect(events.filter(({ type }) => type === 'event-received')).toMatchObject([
        { data: { summary: 'relay:check' } },
      ]);
    },
  );

  test('T4: the published relay works, but not for pages from elsewhere', async () => {
    const { url } = await relayOfEvents({ dialect: 'E2' });
    const { failed, told, verdict } = await checkUrl(url, { post: true });
    expect(failed).toEqual(['C36', 'C38', 'C39']);
    expect(told('C36')).toBe('FAIL OPTIONS is answered 401.');
    expect(told('C5')).toMatch(/^note The relay calls it “/);
    expect(verdict).toMatchObject({ worker: { answer: 'yes' }, pages: { elsewhereHttp: { answer: 'no' } } });
  });
});
