import { expect, test } from 'vitest';
import { eventLine } from './eventLine.ts';
import type { RelayEvent, WireEvent, WireJob } from './events.ts';

const job: WireJob = {
  id: 'job-1',
  type: 'frame_analysis',
  service_id: 'front-door',
  timestamp: '2026-01-10T12:00:00Z',
  frames: ['frame-1'],
  metadata: { camera: 'Front door' },
};
const workerId = '3f2a91bc-0000-4000-8000-000000000000';

const completed = (result: Readonly<Record<string, unknown>>): RelayEvent => ({
  type: 'job-completed',
  job,
  workerId,
  result,
  offeredAtMs: 0,
  claimedAtMs: 1_000,
  completedAtMs: 2_840,
});

test('T1: a job is one line with its camera and its frames', () => {
  expect(eventLine({ type: 'job-offered', job, failedTries: 0 })).toBe('job     Front door       1 frame');
  const again = { ...job, metadata: {}, frames: ['a', 'b'] };
  expect(eventLine({ type: 'job-offered', job: again, failedTries: 2 })).toBe(
    'job     front-door       2 frames · offered again after 2 failed tries',
  );
});

test('T1: a result is one line with camera, sentence, boxes, seconds and worker', () => {
  expect(eventLine(completed({ summary: 'A red car drives left.', detections: [{}, {}] }))).toBe(
    'result  Front door       “A red car drives left.” · 2 boxes · 1.8 s · worker 3f2a91bc',
  );
});

test('T1: a result of a foreign worker without our fields is a line all the same', () => {
  expect(eventLine(completed({ description: 'Two dogs.' }))).toContain('“Two dogs.” · 0 boxes');
  expect(eventLine(completed({ summary: 7, detections: 'none' }))).toContain('(no sentence) · 0 boxes');
});

test('T1: words of a worker cannot steer the terminal or take more than a line', () => {
  const line = eventLine(completed({ summary: `\u001b[2J\u202eone\ntwo\r\n${'long '.repeat(100)}` }));
  expect(line).toContain('“[2Jone two long');
  expect(line).not.toMatch(/\p{C}/u);
  expect(line?.length).toBeLessThan(200);
});

test('T1: failures say who, why and whether the job is given up', () => {
  expect(eventLine({ type: 'job-failed', job, workerId, error: 'broken JPEG', final: true })).toBe(
    'failed  Front door       broken JPEG · given up · worker 3f2a91bc',
  );
  expect(eventLine({ type: 'job-expired', job, workerId, final: false })).toBe(
    'expired Front door       worker 3f2a91bc did not finish in time',
  );
});

test('T1: a claim has no line of its own', () => {
  expect(eventLine({ type: 'job-claimed', job, workerId })).toBeUndefined();
});

const batch: WireEvent = {
  type: 'frame_batch',
  id: 'shot-1',
  created_at: '2026-01-10T12:00:00Z',
  data: { service_id: 'yard', frames: ['a', 'b'], metadata: { duration_seconds: 0.5 } },
};
const frame: WireEvent = {
  type: 'frame',
  id: 'event-1',
  created_at: '2026-01-10T12:00:00Z',
  data: { service_id: 'yard', frame_uuid: 'a' },
};
const sent = { shotId: 'shot-1', camera: 'Yard', sentAtMs: 1_000 };
const received = { type: 'event-received', workerId, serviceId: 'yard', camera: 'Yard', receivedAtMs: 2_840 } as const;

test('B11: a shot is one line, whether it is a batch or a frame alone', () => {
  expect(eventLine({ type: 'work-sent', message: batch, ...sent })).toBe('sent    Yard             2 frames');
  expect(eventLine({ type: 'work-sent', message: frame, ...sent, frame: 0 })).toBeUndefined();
  const alone = { ...frame, id: 'shot-1' };
  expect(eventLine({ type: 'work-sent', message: alone, ...sent, frame: 0 })).toBe('sent    Yard             1 frame');
});

test('B11: an event is a line like a result, with the seconds where its work is known, or like a failure', () => {
  const data = { summary: 'A dog runs.', detections: [{}] };
  expect(eventLine({ ...received, data, work: { message: batch, ...sent } })).toBe(
    'result  Yard             “A dog runs.” · 1 box · 1.8 s · worker 3f2a91bc',
  );
  expect(eventLine({ ...received, data })).toBe('result  Yard             “A dog runs.” · 1 box · worker 3f2a91bc');
  expect(eventLine({ ...received, data: {}, error: 'no\u001b[2J GPU' })).toBe(
    'failed  Yard             no[2J GPU · worker 3f2a91bc',
  );
});
