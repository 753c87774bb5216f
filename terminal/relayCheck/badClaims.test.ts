import { expect, test } from 'vitest';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { checkUrl } from './testing/checkUrl.ts';
import { CORS, type HandAnswer, startHandRelay } from './testing/handRelay.ts';

/** A relay whose POSTs are answered as `answers` says, by the word after the job's id; 404 for jobs that it does not have. */
async function relayWithJobs(answers: (call: string, count: number) => number) {
  const counts = new Map<string, number>();
  const relay = await startHandRelay({
    answer({ method, url = '' }, usual): HandAnswer {
      if (method !== 'POST') return usual;
      const [, , jobId, call = ''] = url.split('/');
      if (jobId !== 'job-1') return { status: 404, headers: CORS };
      const count = (counts.get(call) ?? 0) + 1;
      counts.set(call, count);
      return { status: answers(call, count), headers: CORS };
    },
  });
  return { ...relay, asked: (call: string) => counts.get(call) ?? 0 };
}

test('T4: a relay that gives a job to whoever asks fails, and has it back each time', async () => {
  const { url, asked } = await relayWithJobs(() => 200);
  const { failed, told } = await checkUrl(url, { claim: true });
  expect(failed).toEqual(['C20', 'C21', 'C25', 'C26']);
  expect(told('C25')).toBe('FAIL 200, not 409. Two workers would do the same job, and which result counts is chance.');
  expect(asked('fail')).toBe(3);
});

test('T4: claims that other workers win are no failure', async () => {
  const { url } = await relayWithJobs((call, count) => (call === 'claim' && count < 3 ? 403 : 409));
  const { failed, told } = await checkUrl(url, { claim: true, bounds: { ...DEFAULT_BOUNDS, waitMs: 0, graceMs: 0 } });
  expect(failed).toEqual([]);
  expect(told('C23')).toMatch(/^skip Other workers were faster/);
  expect(told('C24')).toBe('skip No job was won.');
});

test('T4: a relay without a way to give a job back is told what that costs', async () => {
  const { url } = await relayWithJobs((call, count) => {
    if (call === 'fail') return 404;
    if (call === 'complete') return 409;
    return [403, 403, 200, 200, 409][count - 1] ?? 500;
  });
  const { failed, told, verdict } = await checkUrl(url, { claim: true });
  expect(failed).toEqual(['C28']);
  expect(told('C28')).toBe('FAIL 404, not 200. Job job-1 stays with this check until its lease runs out.');
  expect(verdict.worker.answer).toBe('yes');
});

test('T4: a relay that takes a result once and no more fails', async () => {
  const { url } = await relayWithJobs((call, count) => {
    if (call === 'fail') return 200;
    if (call === 'complete') return [409, 200, 410][count - 1] ?? 500;
    return [403, 403, 200, 200, 409, 200][count - 1] ?? 500;
  });
  const { failed, told } = await checkUrl(url, { claim: true, complete: true });
  expect(failed).toEqual(['C29']);
  expect(told('C29')).toContain('A second time is 410');
});
