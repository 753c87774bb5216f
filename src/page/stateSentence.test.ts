import { expect, test } from 'vitest';
import { sampleJob, sampleSnapshot } from '../../tests/fakes/samples.ts';
import type { LoadProgress } from '../vision/api.ts';
import type { CurrentJob, Problem, Snapshot } from '../worker/api.ts';
import { type SentenceContext, stateSentence } from './stateSentence.ts';

const NOW_MS = 1_000_000;
const say = (part: Partial<Snapshot>, context: Partial<SentenceContext> = {}) =>
  stateSentence(sampleSnapshot(part), NOW_MS, { relayHost: 'relay.example', ...context });
const problem: Problem = { reason: 'relay-down', message: 'The relay cannot be reached. Is it running?' };
const file = (loadedBytes: number, totalBytes: number) => ({ file: 'model.onnx', loadedBytes, totalBytes });
const progress = (part: Partial<LoadProgress> = {}) =>
  ({
    type: 'loading',
    modelName: 'Qwen3-VL 2B',
    progress: { stage: 'download', files: [], paused: false, ...part },
  }) as const;
const loading = (loadedBytes: number, totalBytes: number, part: Partial<LoadProgress> = {}) =>
  progress({ files: [file(loadedBytes, totalBytes)], ...part });
const current = (part: Partial<CurrentJob> = {}): CurrentJob => ({
  job: sampleJob({ frames: ['a', 'b', 'c'] }),
  times: { offered: 0, claimed: 1, fetched: 2 },
  frame: 1,
  ...part,
});

test('G2: before the start the sentence says that Start is what begins it, and for whom', () => {
  const idle = say({ run: { type: 'idle' }, relayHost: 'old.example' });
  expect(idle).toMatchObject({ tone: 'quiet' });
  expect(idle.text).toBe('This computer is idle. Start lets it look at camera frames for relay.example.');
});

test('G12: loading says how much of how much has come, and the time left once it is known', () => {
  const at = (part: Partial<LoadProgress>) => say({ engine: loading(412_000_000, 1_373_000_000, part) }).text;
  expect(at({})).toBe('Loading Qwen3-VL 2B: 412 of 1,373 MB.');
  expect(at({ secondsLeft: 118 })).toBe('Loading Qwen3-VL 2B: 412 of 1,373 MB, 2 min left.');
  expect(say({ engine: progress() }).text).toBe('Loading Qwen3-VL 2B …');
});

test('G12: a download that is held says so, and how to go on', () => {
  expect(say({ engine: loading(412_000_000, 1_373_000_000, { paused: true, secondsLeft: 9 }) })).toEqual({
    topic: 'held Qwen3-VL 2B',
    tone: 'quiet',
    text: 'The download of Qwen3-VL 2B is paused at 412 of 1,373 MB. Continue goes on with it.',
  });
});

test('G12: after the download the model is prepared, then the device is checked', () => {
  expect(say({ engine: progress({ stage: 'prepare' }) }).text).toBe('Preparing Qwen3-VL 2B …');
  const engine = progress({ stage: 'selfTest' });
  expect(say({ engine }).text).toBe('Checking that this GPU computes right answers …');
  expect(say({ engine }, { device: 'wasm' }).text).toBe('Checking that the processor computes right answers …');
});

test('G12: a load that the person ended leaves a worker without a model, and says how to get one', () => {
  expect(say({ engine: { type: 'none' } }).text).toBe(
    'No model is loaded, so no jobs are taken. Load the model to go on.',
  );
});

test('G2: connecting and registering name the relay', () => {
  expect(say({ connection: { type: 'connecting', attempt: 1 } }).text).toBe('Connecting to relay.example …');
  expect(say({ connection: { type: 'registering' } }).text).toBe('Registering at relay.example …');
  expect(say({ connection: { type: 'closed' } }).tone).toBe('busy');
});

test('G2: trouble with the relay gives the problem and the next try', () => {
  const trouble = say({ connection: { type: 'waiting', attempt: 3, retryAtMs: NOW_MS + 3400, problem } });
  expect(trouble).toMatchObject({ tone: 'warning' });
  expect(trouble.text).toBe('The relay cannot be reached. Is it running? Third try in 4\u00a0s.');
  const due = say({
    connection: { type: 'waiting', attempt: 2, retryAtMs: NOW_MS - 1, problem: { ...problem, message: 'Gone' } },
  });
  expect(due.text).toBe('Gone. Second try now.');
});

test('G2: trouble with the relay is said before the loading of the model', () => {
  const connection = { type: 'waiting', attempt: 2, retryAtMs: NOW_MS, problem } as const;
  expect(say({ connection, engine: loading(1, 2) }).topic).toBe('relay relay-down');
});

test('G2: watching counts what was offered and says how to take it', () => {
  const counts = sampleSnapshot().counts;
  const watching = (offered: number, claimed = 0) =>
    say({ mode: 'observe', counts: { ...counts, offered, claimed } }).text;
  expect(watching(0)).toBe('Watching relay.example. No job has been offered yet. Is a camera connected to the relay?');
  expect(watching(1)).toBe('Watching: 1 job offered, none taken. Switch to Work to take them.');
  expect(watching(12)).toBe('Watching: 12 jobs offered, none taken. Switch to Work to take them.');
  expect(watching(1200, 3)).toBe('Watching: 1,200 jobs offered, 3 taken. Switch to Work to take them.');
});

test('G2: waiting is remarked on only after a while, counted from the last offer or the registration', () => {
  expect(say({ lastOfferMs: NOW_MS - 5000 }).text).toBe('Ready for the next job.');
  expect(say({ connection: { type: 'open', sinceMs: NOW_MS - 1000 } }).text).toBe('Ready for the next job.');
  expect(say({ lastOfferMs: NOW_MS - 190_000 }).text).toBe(
    'Ready. No camera has sent work for 3 minutes. Is a camera connected to the relay?',
  );
});

test('G2: working names the camera and the frame', () => {
  expect(say({ current: current() }).text).toBe('Looking at front-door, frame 2 of 3.');
  expect(say({ current: current({ job: sampleJob(), frame: 0 }) }).text).toBe('Looking at front-door.');
  expect(say({ current: current({ times: { claimed: 1 } }) }).text).toBe('Fetching 3 frames of front-door.');
  expect(say({ current: current({ times: { fetched: 1, answered: 2 } }) }).text).toBe(
    'Sending the result for front-door.',
  );
  expect(say({ mode: 'observe', current: current() }).text).toBe('Looking at front-door, frame 2 of 3.');
});

test('G2: stopping says what is still done', () => {
  expect(say({ run: { type: 'stopping' }, current: current() }).text).toBe(
    'Stopping after this job: looking at front-door, frame 2 of 3.',
  );
  expect(say({ run: { type: 'stopping' } }).text).toBe('Stopping: handing the last results to the relay.');
});

test('G2: paused says how to go on, or why it paused itself', () => {
  expect(say({ run: { type: 'paused' } })).toMatchObject({
    tone: 'quiet',
    text: 'Paused. Start goes on with relay.example.',
  });
  const failed = { reason: 'gpu-failed', message: 'The GPU failed 3 times. Paused until you press Start.' };
  expect(say({ run: { type: 'paused', problem: failed } })).toMatchObject({ tone: 'warning', text: failed.message });
});

test('G2: a model that cannot be loaded is an error with its own words, before anything else', () => {
  const broken = { reason: 'model-missing', message: 'The model is not there. Choose another in Settings.' };
  const connection = { type: 'waiting', attempt: 1, retryAtMs: 0, problem } as const;
  expect(say({ engine: { type: 'failed', problem: broken }, connection })).toMatchObject({
    tone: 'error',
    text: broken.message,
  });
});

test('G2: the topic stays while only figures tick, so that a screen reader is not told each second', () => {
  const at = (retryAtMs: number) => say({ connection: { type: 'waiting', attempt: 3, retryAtMs, problem } }).topic;
  expect(at(NOW_MS + 4000)).toBe(at(NOW_MS + 3000));
  expect(say({ engine: loading(1, 9) }).topic).toBe(say({ engine: loading(5, 9) }).topic);
  expect(say({ engine: loading(1, 9) }).topic).not.toBe(say({}).topic);
});

test('G6: trouble on an open connection is said in its own words, before the model and before the work', () => {
  const trouble: Problem = { reason: 'no-cors', message: 'The relay refuses pages from other sites.' };
  const told = { topic: 'trouble no-cors', tone: 'warning', text: trouble.message };
  expect(say({ trouble })).toEqual(told);
  expect(say({ trouble, engine: loading(1, 2) })).toEqual(told);
  expect(say({ trouble, current: current() })).toEqual(told);
  expect(say({ trouble, connection: { type: 'connecting', attempt: 2 } }).topic).toBe('connecting');
});

test('G6: a trouble that lasts keeps its sentence while the next try goes on', () => {
  const story = { type: 'failing', problem } as const;
  const connecting = say({ connection: { type: 'connecting', attempt: 3 } }, { story });
  expect(connecting.text).toBe('The relay cannot be reached. Is it running? Trying again now …');
  expect(say({ connection: { type: 'registering' } }, { story })).toEqual(connecting);
  const waiting = say({ connection: { type: 'waiting', attempt: 3, retryAtMs: NOW_MS, problem } }, { story });
  expect([waiting.topic, waiting.tone]).toEqual([connecting.topic, connecting.tone]);
});

test('G6: connecting anew because nobody spoke is no alarm, and the silence is counted on', () => {
  const silent: Problem = { reason: 'silent', message: 'Nothing came for three minutes. Connecting anew.' };
  expect(say({ connection: { type: 'waiting', attempt: 2, retryAtMs: NOW_MS, problem: silent } }).tone).toBe('busy');
  const story = { type: 'listening', sinceMs: NOW_MS - 400_000 } as const;
  expect(say({ connection: { type: 'open', sinceMs: NOW_MS - 1000 } }, { story }).text).toMatch(/for 6 minutes/);
});

test('G8: in standby the sentence says that another tab works, whatever that tab shows', () => {
  const standby = say({ run: { type: 'standby' }, current: current() });
  expect(standby).toMatchObject({ tone: 'quiet' });
  expect(standby.text).toBe('Another tab of this browser works. This one takes over when it closes.');
});
