import { expect, test } from 'vitest';
import { sampleFinished, sampleJob, sampleResult, sampleSnapshot } from '../../tests/fakes/samples.ts';
import type { LogLine, WorkerEvent } from '../worker/api.ts';
import { idleSnapshot } from '../worker/api.ts';
import { initialState, MAX_FINISHED, MAX_LOG_ENTRIES, type PageState } from './pageState.ts';
import { reduce } from './reduce.ts';

const NOW_MS = 5000;
const start = initialState(idleSnapshot('observe', 'relay.example'));
const after = (events: readonly WorkerEvent[], from: PageState = start): PageState =>
  events.reduce((state, event) => reduce(state, event, NOW_MS), from);

const image = new Blob(['frame']);
const frame = (jobId = 'job-1', index = 0): WorkerEvent => ({ type: 'frame', jobId, frame: index, image });
const answer = (text: string, jobId = 'job-1', index = 0): WorkerEvent => ({
  type: 'answer',
  jobId,
  frame: index,
  text,
});
const boxes = [{ id: 1, label: 'car', bbox: [1, 2, 3, 4] }] as const;
const line = (text: string): LogLine => ({ atMs: 1, level: 'info', text });

test('G2: the answer is the whole text so far, and belongs to the frame that is shown', () => {
  const state = after([frame(), answer('A'), answer('A car'), answer('late', 'job-0'), answer('other', 'job-1', 3)]);
  expect(state.looking?.answer).toBe('A car');
});

test('G2: a new frame starts without answer and boxes, and the same frame looked at again keeps both', () => {
  const seen = after([frame(), answer('A car'), { type: 'boxes', jobId: 'job-1', frame: 0, boxes }]);
  expect(after([frame()], seen).looking).toEqual(seen.looking);
  expect(after([frame('job-1', 1)], seen).looking).toEqual({ jobId: 'job-1', frame: 1, image, boxes: [], answer: '' });
});

test('G2: a finished job stays in view with its result until the next frame', () => {
  const result = sampleResult({ description: 'A car drives.', objects: boxes });
  const finished = sampleFinished({ outcome: { type: 'completed', result } });
  const state = after([frame(), answer('A car'), { type: 'finished', job: finished }, answer('late')]);
  expect(state.looking).toMatchObject({
    answer: 'A car drives.',
    boxes,
    finished: { result: { description: 'A car drives.' } },
  });
});

test('G2: boxes of the newest frame are not drawn on an older one', () => {
  const job = sampleJob({ frames: ['a', 'b'] });
  const result = sampleResult({ objects: boxes });
  const state = after([
    frame('job-1', 0),
    { type: 'finished', job: sampleFinished({ job, outcome: { type: 'completed', result } }) },
  ]);
  expect(state.looking?.boxes).toEqual([]);
});

test('G2: a failed job keeps what was seen so far', () => {
  const failed = sampleFinished({ outcome: { type: 'failed', reason: 'gone' } });
  const state = after([frame(), answer('A c'), { type: 'finished', job: failed }]);
  expect(state.looking).toMatchObject({ answer: 'A c', finished: {} });
  expect(state.looking?.finished?.result).toBeUndefined();
});

test('G2: the confirmation of a result completes its card instead of making a second one', () => {
  const first = sampleFinished({ image });
  const again = sampleFinished({ image: new Blob(['copy']), times: { ...first.times, acknowledged: 2500 } });
  const state = after([
    { type: 'finished', job: first },
    { type: 'finished', job: again },
  ]);
  expect(state.finished).toHaveLength(1);
  expect(state.finished[0]?.finished.times.acknowledged).toBe(2500);
  expect(state.finished[0]?.finished.image).toBe(image);
});

test('G2: a job that failed here and was done later is two cards', () => {
  const failed = sampleFinished({
    times: { claimed: 1, acknowledged: 3 },
    outcome: { type: 'failed', reason: 'gone' },
  });
  const state = after([
    { type: 'finished', job: failed },
    { type: 'finished', job: sampleFinished() },
  ]);
  expect(state.finished.map(({ finished }) => finished.outcome.type)).toEqual(['completed', 'failed']);
});

test('G2: results are newest first, bounded, and each has a number of its own', () => {
  const jobs = Array.from({ length: MAX_FINISHED + 3 }, (_, i) =>
    sampleFinished({ job: sampleJob({ id: `job-${i}` }) }),
  );
  const { finished } = after(jobs.map((job) => ({ type: 'finished', job })));
  expect(finished).toHaveLength(MAX_FINISHED);
  expect(finished[0]?.finished.job.id).toBe(`job-${MAX_FINISHED + 2}`);
  expect(new Set(finished.map(({ serial }) => serial)).size).toBe(MAX_FINISHED);
});

test('G5: the log keeps the newest 2000 entries', () => {
  const lines = Array.from({ length: MAX_LOG_ENTRIES + 5 }, (_, i) => line(`line ${i}`));
  const { log } = after(lines.map((one) => ({ type: 'log', line: one })));
  expect(MAX_LOG_ENTRIES).toBe(2000);
  expect(log).toHaveLength(2000);
  expect(log[0]?.line.text).toBe('line 5');
});

test('G6: the story of the connection goes on from snapshot to snapshot, and ends with another relay', () => {
  const connected = (sinceMs: number, relayHost = 'relay.example'): WorkerEvent => ({
    type: 'snapshot',
    snapshot: sampleSnapshot({ connection: { type: 'open', sinceMs }, relayHost }),
  });
  expect(after([connected(5), connected(9)]).story).toEqual({ type: 'listening', sinceMs: 5 });
  expect(after([connected(5), connected(9, 'other.example')]).story).toEqual({ type: 'listening', sinceMs: 9 });
});

test('G9: a last will replaces the one before', () => {
  const will = (url: string): WorkerEvent => ({ type: 'lastWill', requests: [{ url, headers: {}, body: '' }] });
  expect(after([will('/a'), will('/b')]).lastWill).toEqual([{ url: '/b', headers: {}, body: '' }]);
  expect(after([will('/a'), { type: 'lastWill', requests: [] }]).lastWill).toEqual([]);
});
