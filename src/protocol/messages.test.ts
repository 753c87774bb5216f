import { describe, expect, test } from 'vitest';
import { jobCalled, wireJob } from '../../tests/fakes/jobs.ts';
import { MAX_FRAMES_PER_JOB, parseRelayMessage, parseWorkerMessage } from './messages.ts';

const offer = (change: object) =>
  parseRelayMessage(JSON.stringify({ type: 'job_available', job: { ...wireJob(jobCalled('j1')), ...change } }));

const frameIds = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`);

describe('what a relay says', () => {
  test('P1: a registration is read', () => {
    const text = '{"type":"registered","data":{"worker_id":"w1","key":"a3f9"}}';
    expect(parseRelayMessage(text)).toEqual({ type: 'registered', workerId: 'w1', key: 'a3f9' });
  });

  test('P1: the job of the seed’s README is read in the relay’s own words', () => {
    const text = `{"type": "job_available", "job": {"id": "job-uuid", "type": "frame_analysis", "service_id": "cam-uuid",
      "timestamp": "2026-01-10T12:00:00Z", "frames": ["frame-uuid-1"], "metadata": {"resolution": "1920x1080"}}}`;
    expect(parseRelayMessage(text)).toEqual({
      type: 'job_available',
      job: {
        id: 'job-uuid',
        type: 'frame_analysis',
        serviceId: 'cam-uuid',
        timestamp: '2026-01-10T12:00:00Z',
        frames: ['frame-uuid-1'],
        metadata: { resolution: '1920x1080' },
      },
    });
  });

  test.each([
    ['text that is not JSON', 'hello', 'not JSON: hello'],
    ['an empty text', '', 'not JSON: '],
    ['a JSON value that is no object', '[1,2]', 'type'],
    ['null', 'null', 'message'],
    ['an unknown type', '{"type":"frame_batch"}', 'frame_batch'],
    ['a message without a type', '{"data":{}}', 'type'],
    ['a registration without a key', '{"type":"registered","data":{"worker_id":"w"}}', 'data.key'],
    ['a job that is not one', '{"type":"job_available","job":7}', 'job'],
  ])('P1: %s is told apart with what was wrong, and nothing is thrown', (_, text, hint) => {
    const parsed = parseRelayMessage(text);
    expect(parsed).toMatchObject({ type: 'unreadable', reason: expect.stringContaining(hint) });
  });

  test('P1: a binary message is told apart', () => {
    expect(parseRelayMessage(new ArrayBuffer(4))).toEqual({ type: 'unreadable', reason: 'a binary message' });
  });

  test('P1: the reason of a long text holds its beginning only', () => {
    const parsed = parseRelayMessage(`x${'y'.repeat(100_000)}`);
    expect(parsed.type === 'unreadable' && parsed.reason.length).toBeLessThan(100);
  });

  test('P2: a job without frames is refused with that reason', () => {
    expect(offer({ frames: [] })).toEqual({ type: 'unreadable', reason: 'job.frames: job without frames' });
  });

  test('P2: 64 frames are taken and 65 are refused', () => {
    expect(MAX_FRAMES_PER_JOB).toBe(64);
    expect(offer({ frames: frameIds(64) }).type).toBe('job_available');
    expect(offer({ frames: frameIds(65) })).toEqual({
      type: 'unreadable',
      reason: 'job.frames: more than 64 frames',
    });
  });

  const absurdIds: [string, unknown][] = [
    ['an empty id', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['an id of 201 characters', 'a'.repeat(201)],
    ['a number', 7],
    ['half a surrogate pair', 'a\ud83d'],
  ];
  test.each(absurdIds)('P2: %s is refused as the id of a job and of a frame', (_, id) => {
    expect(offer({ id }).type).toBe('unreadable');
    expect(offer({ frames: ['fine', id] }).type).toBe('unreadable');
  });

  test.each([
    ['200 characters', 'a'.repeat(200)],
    ['dots among others', '..a'],
    ['slashes and spaces', '../a b?c#d'],
    ['a whole surrogate pair', 'cam-🚗'],
  ])('P3: an id of %s is taken as it is', (_, id) => {
    expect(offer({ id })).toMatchObject({ job: { id } });
  });

  test('P4: keys that nobody knows are ignored', () => {
    const parsed = offer({ priority: 9, deadline: { ms: 1 } });
    expect(parsed).toEqual({ type: 'job_available', job: jobCalled('j1') });
  });

  test('P4: a job without metadata or timestamp is taken, and null is no metadata', () => {
    expect(offer({ metadata: undefined, timestamp: undefined })).toMatchObject({
      job: { metadata: {}, timestamp: '' },
    });
    expect(offer({ metadata: null })).toMatchObject({ job: { metadata: {} } });
  });
});

describe('what a worker says', () => {
  test('P4: a registration may carry more than its id', () => {
    const text = '{"type":"register","data":{"worker_id":"w1","version":"1.0","models":["m"]}}';
    expect(parseWorkerMessage(text)).toMatchObject({ type: 'register', data: { worker_id: 'w1' } });
  });

  test('P1: a heartbeat is read', () => {
    expect(parseWorkerMessage('{"type":"heartbeat"}')).toEqual({ type: 'heartbeat' });
  });

  test.each(['{"type":"register","data":{}}', '{"type":"register"}', '{"type":"event"}', '{', '{"worker_id":"w"}'])(
    'P1: %s is told apart, and nothing is thrown',
    (text) => {
      expect(parseWorkerMessage(text)).toMatchObject({ type: 'unreadable', reason: expect.stringMatching(/./) });
    },
  );
});
