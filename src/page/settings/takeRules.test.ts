import { expect, test } from 'vitest';
import { idsProblem, takeRulesOf } from './takeRules.ts';

const take = (services: string, jobTypes = '') => takeRulesOf({ services, jobTypes, singleFrames: false });

test('G7: ids are separated by commas or spaces, each counts once, and none is no limit', () => {
  expect(take(' front-door, yard,,yard\tgate\n', 'frame_analysis')).toEqual({
    services: ['front-door', 'yard', 'gate'],
    jobTypes: ['frame_analysis'],
    singleFrames: false,
  });
  expect(take('', ' , ')).toEqual({ services: [], jobTypes: [], singleFrames: false });
});

test('G7: a list is bounded, and the reason names the number that is too large', () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `cam-${i}`).join(',');
  expect(idsProblem('')).toBeUndefined();
  expect(idsProblem(`${ids(64)},${'x'.repeat(200)}`.replace('cam-0,', ''))).toBeUndefined();
  expect(idsProblem(ids(65))).toBe('These are 65 ids; 64 at most can be named here.');
  expect(idsProblem(`yard ${'x'.repeat(201)}`)).toBe(
    '“xxxxxxxxxxxxxxxxxxxxxxxx…” has 201 characters; an id has 200 at most.',
  );
});
