import { describe, expect, test } from 'vitest';
import { batchCalled, jobCalled, wireEvent, wireJob } from '../../tests/fakes/jobs.ts';
import type { Job } from './job.ts';
import { MAX_FRAMES_PER_JOB, parseRelayMessage, parseWorkerMessage } from './messages.ts';

const parse = (text: unknown) => parseRelayMessage(text, 'E1');
const offer = (change: object) =>
  parse(JSON.stringify({ type: 'job_available', job: { ...wireJob(jobCalled('j1')), ...change } }));

/** A batch or a frame as the relay tells it, with parts of its data changed. */
function tell(job: Job, data: object = {}, event: object = {}) {
  const wire = wireEvent(job);
  return parse(JSON.stringify({ ...wire, ...event, data: { ...wire.data, ...data } }));
}

const absurdIds: [string, unknown][] = [
  ['an empty id', ''],
  ['a dot', '.'],
  ['two dots', '..'],
  ['an id of 201 characters', 'a'.repeat(201)],
  ['a number', 7],
  ['half a surrogate pair', 'a\ud83d'],
];

const frameIds = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`);

describe('what a relay says', () => {
  test('P1: a registration is read', () => {
    const text = '{"type":"registered","data":{"worker_id":"w1","key":"a3f9"}}';
    expect(parse(text)).toEqual({ type: 'registered', workerId: 'w1', key: 'a3f9' });
  });

  test('P1: the job of the seed’s README is read in the relay’s own words', () => {
    const text = `{"type": "job_available", "job": {"id": "job-uuid", "type": "frame_analysis", "service_id": "cam-uuid",
      "timestamp": "2026-01-10T12:00:00Z", "frames": ["frame-uuid-1"], "metadata": {"resolution": "1920x1080"}}}`;
    expect(parse(text)).toEqual({
      type: 'work',
      job: {
        dialect: 'J',
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
    ['an unknown type', '{"type":"frame_stream"}', 'frame_stream'],
    ['an event without data', '{"type":"frame_batch","id":"e1"}', 'data'],
    ['a message without a type', '{"data":{}}', 'type'],
    ['a registration without a key', '{"type":"registered","data":{"worker_id":"w"}}', 'data.key'],
    ['a job that is not one', '{"type":"job_available","job":7}', 'job'],
  ])('P1: %s is told apart with what was wrong, and nothing is thrown', (_, text, hint) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ type: 'unreadable', reason: expect.stringContaining(hint) });
  });

  test('P1: a binary message is told apart', () => {
    expect(parse(new ArrayBuffer(4))).toEqual({ type: 'unreadable', reason: 'a binary message' });
  });

  test('P1: the reason of a long text holds its beginning only', () => {
    const parsed = parse(`x${'y'.repeat(100_000)}`);
    expect(parsed.type === 'unreadable' && parsed.reason.length).toBeLessThan(100);
  });

  test('P2: a job without frames is refused with that reason', () => {
    expect(offer({ frames: [] })).toEqual({ type: 'unreadable', reason: 'job.frames: job without frames' });
  });

  test('P2: 64 frames are taken and 65 are refused', () => {
    expect(MAX_FRAMES_PER_JOB).toBe(64);
    expect(offer({ frames: frameIds(64) }).type).toBe('work');
    expect(offer({ frames: frameIds(65) })).toEqual({
      type: 'unreadable',
      reason: 'job.frames: more than 64 frames',
    });
  });

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
    expect(parsed).toEqual({ type: 'work', job: jobCalled('j1') });
  });

  test('P4: a job without metadata or timestamp is taken, and null is no metadata', () => {
    expect(offer({ metadata: undefined, timestamp: undefined })).toMatchObject({
      job: { metadata: {}, timestamp: '' },
    });
    expect(offer({ metadata: null })).toMatchObject({ job: { metadata: {} } });
  });
});

describe('what a relay tells everyone', () => {
  test('D1: a frame is the work of a dialect with events, in the relay’s own words', () => {
    const text = `{"type": "frame", "id": "event-uuid", "created_at": "2026-01-10T12:00:00Z",
      "data": {"service_id": "cam-uuid", "frame_uuid": "frame-uuid-1"}}`;
    expect(parse(text)).toEqual({
      type: 'work',
      job: {
        dialect: 'E1',
        id: 'event-uuid',
        type: 'frame',
        serviceId: 'cam-uuid',
        timestamp: '2026-01-10T12:00:00Z',
        frames: ['frame-uuid-1'],
        metadata: {},
      },
    });
  });

  test('D1: a batch is one job with all its frames and what is said of them', () => {
    const text = `{"type": "frame_batch", "id": "event-uuid", "created_at": "2026-01-10T12:00:00Z",
      "data": {"service_id": "cam-uuid", "frames": ["f1", "f2"], "metadata": {"duration_seconds": 2.5}}}`;
    expect(parse(text)).toMatchObject({
      job: { type: 'frame_batch', frames: ['f1', 'f2'], metadata: { duration_seconds: 2.5 } },
    });
  });

  test('D1: the place tells E1 from E2; a job that is offered is J at either', () => {
    const dialects = [wireEvent(batchCalled('b')), { type: 'job_available', job: wireJob(jobCalled('j')) }].map(
      (wire) =>
        (['E1', 'E2'] as const).map((events) => {
          const parsed = parseRelayMessage(JSON.stringify(wire), events);
          return parsed.type === 'work' && parsed.job.dialect;
        }),
    );
    expect(dialects).toEqual([
      ['E1', 'E2'],
      ['J', 'J'],
    ]);
  });

  test('P2: a batch without frames, or with more than 64, is refused with that reason', () => {
    expect(tell(batchCalled('b'), { frames: [] })).toMatchObject({ reason: 'data.frames: job without frames' });
    expect(tell(batchCalled('b'), { frames: frameIds(64) }).type).toBe('work');
    expect(tell(batchCalled('b'), { frames: frameIds(65) })).toMatchObject({
      reason: 'data.frames: more than 64 frames',
    });
  });

  test.each(absurdIds)('P2: %s is refused as the id of an event and of its frames', (_, id) => {
    const frame = batchCalled('f', { type: 'frame' });
    const parsed = [
      tell(frame, {}, { id }),
      tell(frame, { frame_uuid: id }),
      tell(batchCalled('b'), { frames: ['f', id] }),
    ];
    expect(parsed.map(({ type }) => type)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });

  test('P4: an event without time or metadata is taken, and so are keys that nobody knows', () => {
    const told = { created_at: undefined, priority: 9 };
    expect(tell(batchCalled('b'), { metadata: undefined, fps: 2 }, told)).toEqual({
      type: 'work',
      job: batchCalled('b', { timestamp: '' }),
    });
    expect(tell(batchCalled('b'), { metadata: null })).toMatchObject({ job: { metadata: {} } });
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
