import { expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

test.each([200, 201, 204])('W7: %i is an acknowledgement', (status) => {
  expect(verdictOf(status)).toEqual({ type: 'ok' });
});

test.each([401, 403])('S6: %i means that the key is dead', (status) => {
  expect(verdictOf(status)).toEqual({ type: 'keyRejected', status });
});

test.each([404, 409, 410])('W3: %i means that there is nothing more to do', (status) => {
  expect(verdictOf(status)).toEqual({ type: 'gone', status });
});

test.each([408, 429, 500, 502, 503, 504, 599])('W7: %i is trouble that may pass', (status) => {
  expect(verdictOf(status)).toMatchObject({ type: 'retry', message: expect.stringContaining(`HTTP ${status}`) });
});

test.each([304, 400, 405, 413, 422])('W7: %i would be the same again', (status) => {
  expect(verdictOf(status)).toMatchObject({ type: 'refused', message: expect.stringContaining(`HTTP ${status}`) });
});

test('W7: no answer at all may pass', () => {
  expect(verdictOf(undefined)).toEqual({ type: 'retry', message: 'The relay did not answer.' });
});

test('W6: what the relay said goes into the sentence', () => {
  expect(verdictOf(undefined, 'Failed to fetch')).toMatchObject({
    message: 'The relay did not answer (Failed to fetch).',
  });
  expect(verdictOf(400, 'no result')).toMatchObject({ message: expect.stringContaining('(no result)') });
});
