import { expect, test } from 'vitest';
import { sampleFinished, sampleJob, sampleResult } from '../../../tests/fakes/samples.ts';
import type { FinishedJob } from '../../worker/api.ts';
import { idleSnapshot } from '../../worker/api.ts';
import { initialState, MAX_FINISHED, type PageState } from '../pageState.ts';
import { reduce } from '../reduce.ts';
import { MAX_CAMERAS, sortCameras } from './cameras.ts';

const FAILED = { type: 'failed', reason: 'gone' } as const;
const start = initialState(idleSnapshot('work', 'relay.example'));
const jobOf = (serviceId: string, id: string, part: Partial<FinishedJob> = {}): FinishedJob =>
  sampleFinished({ job: sampleJob({ serviceId, id }), ...part });
const after = (jobs: readonly FinishedJob[], from: PageState = start): PageState =>
  jobs.reduce((state, job) => reduce(state, { type: 'finished', job }, 5000), from);
const shown = ({ cameras }: PageState) =>
  cameras.map(({ serviceId, entry, jobs }) => `${serviceId} ${entry.finished.job.id} ${jobs}`);

test('G33: each camera has its newest answer and the number of its jobs', () => {
  expect(shown(after([jobOf('yard', 'a'), jobOf('gate', 'b'), jobOf('yard', 'c')]))).toEqual(['gate b 1', 'yard c 2']);
});

test('G33: a busy camera does not push the others out', () => {
  const busy = Array.from({ length: MAX_FINISHED + 5 }, (_, i) => jobOf('busy', `b${i}`));
  const state = after([jobOf('quiet', 'a'), ...busy]);
  expect(state.finished.some(({ finished }) => finished.job.serviceId === 'quiet')).toBe(false);
  expect(shown(state)[0]).toBe('quiet a 1');
});

test('G33: of cameras by the thousand, those that were heard of last are kept', () => {
  const jobs = Array.from({ length: 1000 }, (_, i) => jobOf(`cam-${i}`, `j${i}`));
  const { cameras } = after(jobs);
  expect(MAX_CAMERAS).toBe(32);
  expect([cameras.length, cameras[0]?.serviceId]).toEqual([32, 'cam-968']);
});

test('G33: a job that failed does not hide the answer before it, and is shown where there is none', () => {
  const failed = (id: string) => jobOf('yard', id, { outcome: FAILED });
  expect(shown(after([failed('a')]))).toEqual(['yard a 0']);
  expect(shown(after([failed('a'), jobOf('yard', 'b'), failed('c')]))).toEqual(['yard b 1']);
});

test('G33: an answer that the relay confirms is the same answer, with the image that is drawn already', () => {
  const image = new Blob(['frame']);
  const told = jobOf('yard', 'a', { image });
  const confirmed = jobOf('yard', 'a', { image: new Blob(['copy']), times: { ...told.times, acknowledged: 9000 } });
  const state = after([told, confirmed]);
  expect(shown(state)).toEqual(['yard a 1']);
  expect(state.cameras[0]?.entry).toBe(state.finished[0]);
  expect(state.cameras[0]?.entry.finished).toMatchObject({ image, times: { acknowledged: 9000 } });
});

test('G33: an answer that is confirmed after it left the results does not come back as a new one', () => {
  const busy = Array.from({ length: MAX_FINISHED }, (_, i) => jobOf('busy', `b${i}`));
  const confirmed = jobOf('quiet', 'a', { times: { answered: 2440, acknowledged: 9000 } });
  const state = after([jobOf('quiet', 'a'), ...busy, confirmed]);
  expect(state.finished.some(({ finished }) => finished.job.id === 'a')).toBe(false);
  expect(shown(state)).toContain('quiet a 1');
});

test('G33: cards stand by the cameras’ names, however the answers come', () => {
  const named = (camera: string, serviceId: string) =>
    sampleFinished({ job: sampleJob({ serviceId, id: serviceId, metadata: { camera } }) });
  const { cameras } = after([named('Cam 10', 's1'), named('Cam 2', 's2'), named('Cam 2', 's0')]);
  expect(sortCameras(cameras).map(({ serviceId }) => serviceId)).toEqual(['s0', 's2', 's1']);
});

test('G33: what the newest answer found is the one that is shown', () => {
  const calm = jobOf('yard', 'b', { outcome: { type: 'completed', result: sampleResult() } });
  const alert = { triggered: true, reason: 'Somebody climbs.', severity: 'high' } as const;
  const alarm = jobOf('yard', 'a', { outcome: { type: 'completed', result: sampleResult({ alert }) } });
  expect(after([alarm, calm]).cameras[0]?.entry.finished).toBe(calm);
});
