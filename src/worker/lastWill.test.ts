import { expect, test } from 'vitest';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import type { Job } from '../protocol/job.ts';
import type { ActiveJob } from './activeJob.ts';
import { lastWillOf } from './lastWill.ts';

const held = (job: Job, times: ActiveJob['times'] = { offered: 1, claimed: 2 }): ActiveJob => ({
  job,
  workerId: 'worker-1',
  times,
  frame: 0,
  plan: { type: 'plan', looks: [] },
});
const willOf = (jobs: readonly (ActiveJob | undefined)[], key?: string) => lastWillOf(jobs, 'http://relay', key, 0);

test('W10: the claimed jobs are failed at the relay, each by one request with the key', () => {
  const will = willOf([held(jobCalled('j1')), held(jobCalled('j2'))], 'key-1');
  expect(will.map(({ url }) => url)).toEqual(['http://relay/jobs/j1/fail', 'http://relay/jobs/j2/fail']);
  expect(will[0]?.headers).toEqual({ 'Content-Type': 'application/json', 'X-Worker-Key': 'key-1' });
  expect(JSON.parse(will[0]?.body ?? '')).toEqual({
    worker_id: 'worker-1',
    error: 'the page was closed or put to sleep by the browser',
  });
});

test('W10: between two registrations the requests carry no key', () => {
  expect(willOf([held(jobCalled('j1'))])[0]?.headers).toEqual({ 'Content-Type': 'application/json' });
});

test('W10: a job whose claim is on its way is given back as well, as the relay may have granted it already', () => {
  expect(willOf([held(jobCalled('j1'), { offered: 1 })], 'key-1')).toHaveLength(1);
});

test('W10: a job that nobody has to claim leaves nothing to do', () => {
  const others = [held(batchCalled('b')), held(batchCalled('c', { dialect: 'E2' }))];
  expect(willOf([undefined, ...others], 'key-1')).toEqual([]);
});
