import { expect, test } from 'vitest';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import type { Job } from '../protocol/job.ts';
import type { TakeRules } from './api.ts';
import { isWanted } from './takeRules.ts';

const DEFAULTS: TakeRules = { services: [], jobTypes: [], singleFrames: false };
const wants = (job: Job, rules: Partial<TakeRules> = {}) => isWanted(job, { ...DEFAULTS, ...rules });
const frame = batchCalled('f', { type: 'frame' });

test('D7: by default jobs and batches are taken, and single frames are not', () => {
  expect(wants(jobCalled('j'))).toBe(true);
  expect(wants(batchCalled('b'))).toBe(true);
  expect(wants(batchCalled('b', { dialect: 'E2' }))).toBe(true);
  expect(wants(frame)).toBe(false);
  expect(wants({ ...frame, dialect: 'E2' })).toBe(false);
});

test('D7: single frames are taken where they are asked for', () => {
  expect(wants(frame, { singleFrames: true })).toBe(true);
});

test('D7: a job of J that calls itself a frame is a job', () => {
  expect(wants(jobCalled('j', { type: 'frame' }))).toBe(true);
});

test('D7: of named cameras and kinds only those are taken, and a job must be of both', () => {
  const job = jobCalled('j', { serviceId: 'yard', type: 'frame_analysis' });
  expect(wants(job, { services: ['door', 'yard'] })).toBe(true);
  expect(wants(job, { services: ['door'] })).toBe(false);
  expect(wants(job, { jobTypes: ['frame_analysis'] })).toBe(true);
  expect(wants(job, { jobTypes: ['frame_batch'] })).toBe(false);
  expect(wants(job, { services: ['yard'], jobTypes: ['frame_batch'] })).toBe(false);
  expect(wants(frame, { jobTypes: ['frame'] })).toBe(false);
});
