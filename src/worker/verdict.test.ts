import { describe, expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

const answered = (status: number, detail?: string) =>
  verdictOf({ type: 'answered', status, ...(detail !== undefined && { detail }) });

describe('the end of an HTTP request', () => {
  test.each([200, 201, 204])('S13, W7: %i is an acknowledgement', (status) => {
    expect(answered(status)).toEqual({ type: 'ok' });
  });

  test.each([401, 403])('S13, S6: %i means that the key is dead', (status) => {
    expect(answered(status)).toEqual({ type: 'keyRejected', status });
  });

  test.each([404, 409, 410])('S13, W3: %i means that there is nothing more to do', (status) => {
    expect(answered(status)).toEqual({ type: 'gone', status });
  });

  test.each([408, 429, 500, 502, 503, 504, 599])('S13, W7: %i is trouble that may pass', (status) => {
    expect(answered(status)).toMatchObject({
      type: 'retry',
      reason: 'relay-busy',
      message: expect.stringContaining(`HTTP ${status}`),
    });
  });

  test.each([304, 400, 405, 413, 422])('S13, W7: %i would be the same again', (status) => {
    expect(answered(status)).toMatchObject({ type: 'refused', message: expect.stringContaining(`HTTP ${status}`) });
  });

  test('S13, W7: no answer at all may pass', () => {
    expect(verdictOf({ type: 'unanswered', detail: 'Failed to fetch' })).toEqual({
      type: 'retry',
      reason: 'unanswered',
      message: 'The relay did not answer (Failed to fetch).',
    });
  });

  test('W6: what the relay said goes into the sentence, and nothing where it said nothing', () => {
    expect(answered(400, 'no result')).toMatchObject({
      message: 'The relay refused the request: HTTP 400 (no result).',
    });
    expect(answered(500, '')).toMatchObject({ message: 'The relay is in trouble: HTTP 500.' });
  });
});

describe('the end of a socket', () => {
  const closed = (code: number, reason = '') => verdictOf({ type: 'closed', code, reason });

  test('S13, S7: code 4001 means that another took this worker’s id, whatever is said with it', () => {
    expect(closed(4001)).toEqual({ type: 'replaced' });
    expect(closed(4001, 'replaced')).toEqual({ type: 'replaced' });
  });

  test('S13, S3: a close without a word is a relay that cannot be reached', () => {
    expect(closed(1006)).toMatchObject({ type: 'retry', reason: 'relay-down' });
  });

  test.each([
    [1000, '', 'The relay closed the connection (code 1000).'],
    [1001, 'restarting', 'The relay closed the connection: restarting.'],
    [1006, 'Not a register.', 'The relay closed the connection: Not a register.'],
    [4000, '', 'The relay closed the connection (code 4000).'],
  ])('S13, S3: code %i with the reason “%s” is told as it came, and tried again', (code, reason, message) => {
    expect(closed(code, reason)).toEqual({ type: 'retry', reason: 'relay-closed', message });
  });
});
