import { describe, expect, test } from 'vitest';
import { sampleResult } from '../../tests/fakes/samples.ts';
import type { Outcome, ReportedJob } from './dialect.ts';
import { dialectOf } from './dialectOf.ts';
import type { DialectName } from './job.ts';

const BASE = 'http://relay:7010/pre';
const RESULT = sampleResult({
  summary: 'A dog runs.',
  description: 'A dog runs.',
  objects: [{ id: 1, label: 'dog', bbox: [0, 0, 500, 500] }],
  service_id: 'yard',
  frame_count: 2,
  duration_seconds: 4,
  created_at: '2026-01-10T12:00:02.000Z',
});
const AT_MS = Date.UTC(2026, 0, 10, 12, 0, 3);
const DONE: Outcome = { type: 'complete', result: RESULT };
const FAILED: Outcome = { type: 'fail', error: 'Frame 1 of 2 cannot be used: HTTP 404', atMs: AT_MS };

const job = (dialect: DialectName, id = 'j1'): ReportedJob => ({ dialect, id, serviceId: 'yard', frames: ['a', 'b'] });
const report = (dialect: DialectName, outcome: Outcome) =>
  dialectOf(dialect).report(BASE, 'worker-1', job(dialect), outcome);

describe('where things are', () => {
  test('P3: plain ids make the routes of each dialect', () => {
    expect(dialectOf('J').claimUrl?.(BASE, 'j1')).toBe(`${BASE}/jobs/j1/claim`);
    expect(dialectOf('J').frameUrl(BASE, 'j1', 'f1')).toBe(`${BASE}/jobs/j1/frames/f1`);
    expect(dialectOf('E1').frameUrl(BASE, 'j1', 'f1')).toBe(`${BASE}/frames/f1`);
    expect(dialectOf('E2').frameUrl(BASE, 'j1', 'f1')).toBe(`${BASE}/worker/frames/f1`);
  });

  test('D2: only J has claims', () => {
    expect((['J', 'E1', 'E2'] as const).map((name) => 'claimUrl' in dialectOf(name))).toEqual([true, false, false]);
  });

  test.each(['../../admin', 'a/b', 'a?b=c', 'a#b', 'a b', '%2e%2e', 'ä🚗', '\\..\\', ';x', '...'])(
    'P3: the id “%s” stays one segment of the path and arrives as it was',
    (id) => {
      const { claimUrl, frameUrl, report } = dialectOf('J');
      const told = report('http://h', 'w', job('J', id), DONE);
      const urls: [string | undefined, string[]][] = [
        [claimUrl?.('http://h', id), ['jobs', id, 'claim']],
        [frameUrl('http://h', id, id), ['jobs', id, 'frames', id]],
        [told.type === 'post' ? told.url : undefined, ['jobs', id, 'complete']],
        [dialectOf('E1').frameUrl('http://h', 'j', id), ['frames', id]],
        [dialectOf('E2').frameUrl('http://h', 'j', id), ['worker', 'frames', id]],
      ];
      for (const [url, segments] of urls) {
        expect(new URL(url ?? '').pathname.slice(1).split('/').map(decodeURIComponent)).toEqual(segments);
      }
    },
  );
});

describe('what became of a job', () => {
  test('D3: J is told of a result and of a failure with the worker’s id', () => {
    expect(report('J', DONE)).toEqual({
      type: 'post',
      url: `${BASE}/jobs/j1/complete`,
      body: { worker_id: 'worker-1', result: RESULT },
    });
    expect(report('J', FAILED)).toEqual({
      type: 'post',
      url: `${BASE}/jobs/j1/fail`,
      body: { worker_id: 'worker-1', error: FAILED.type === 'fail' && FAILED.error },
    });
  });

  test('D3: E1 is told by POST, and E2 by a message of the same event', () => {
    const e1 = report('E1', DONE);
    const e2 = report('E2', DONE);
    expect(e1).toMatchObject({ type: 'post', url: `${BASE}/events` });
    expect(e2).toEqual({ type: 'say', message: { type: 'event', data: e1.type === 'post' ? e1.body : {} } });
  });

  test('D3: an event has the old worker’s fields, what was seen, and what it is an answer to', () => {
    const told = report('E2', DONE);
    expect(told.type === 'say' && told.message.data).toEqual({
      ...RESULT,
      job_id: 'j1',
      worker_id: 'worker-1',
      frames: ['a', 'b'],
    });
    expect(told).toMatchObject({
      message: {
        data: {
          summary: 'A dog runs.',
          description: 'A dog runs.',
          objects: [{ id: 1, label: 'dog' }],
          service_id: 'yard',
          frame_count: 2,
          duration_seconds: 4,
          created_at: '2026-01-10T12:00:02.000Z',
        },
      },
    });
  });

  test('K11: an alarm is told to E1 and E2 in the words of readers before tasks, and a quiet alert as none', () => {
    const eventOf = (part: Partial<typeof RESULT>): unknown => {
      const told = dialectOf('E1').report(BASE, 'w', job('E1'), { type: 'complete', result: { ...RESULT, ...part } });
      return JSON.parse(JSON.stringify(told.type === 'post' && told.body));
    };
    const alert = { triggered: true, reason: 'Smoke.', severity: 'high' } as const;
    expect(eventOf({ task: 'alert', alert })).toMatchObject({ task: 'alert', alert: 'Smoke.', severity: 'high' });
    const quiet = eventOf({ task: 'alert', alert: { ...alert, triggered: false } });
    expect(quiet).toMatchObject({ task: 'alert' });
    expect(quiet).not.toHaveProperty('alert');
    expect(quiet).not.toHaveProperty('severity');
    const counts = [
      { label: 'car', count: 2 },
      { label: 'person', count: 1 },
    ];
    expect(eventOf({ counts })).toMatchObject({ counts, metric_type: 'count', value: 3 });
    expect(
      dialectOf('J').report(BASE, 'w', job('J'), { type: 'complete', result: { ...RESULT, alert } }),
    ).toMatchObject({
      body: { result: { alert } },
    });
  });

  test('D3: a failure is an event with its error and its time', () => {
    const told = report('E1', FAILED);
    expect(told.type === 'post' && told.body).toEqual({
      error: 'Frame 1 of 2 cannot be used: HTTP 404',
      service_id: 'yard',
      created_at: '2026-01-10T12:00:03.000Z',
      job_id: 'j1',
      worker_id: 'worker-1',
      frames: ['a', 'b'],
    });
  });
});
