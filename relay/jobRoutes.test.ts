import { describe, expect, test } from 'vitest';
import { getWithKey, joinAs, post } from './testing/client.ts';
import { LEASE_MS, startRelay } from './testing/startRelay.ts';

async function withJob(options: Parameters<typeof startRelay>[0] = {}) {
  const relay = await startRelay(options);
  const anna = await joinAs(relay.url, 'anna');
  const job = await relay.nextJob();
  const jobUrl = `${relay.url}/jobs/${job.id}`;
  const claim = (workerId: string, key?: string) => post(`${jobUrl}/claim`, { worker_id: workerId }, key);
  return { ...relay, anna, job, jobUrl, claim };
}

describe('claim', () => {
  test('R3: the winner gets the job and the length of its lease', async () => {
    const { claim, job } = await withJob();
    expect(await claim('anna')).toEqual({ status: 200, body: { status: 'claimed', job, lease_ms: LEASE_MS } });
  });

  test('R3: of 50 workers that claim at once exactly one wins', async () => {
    const { url, claim } = await withJob();
    const ids = Array.from({ length: 50 }, (_, i) => `worker-${i}`);
    await Promise.all(ids.map((id) => joinAs(url, id)));
    const codes = (await Promise.all(ids.map((id) => claim(id)))).map(({ status }) => status);
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === 409)).toHaveLength(49);
  });

  test('R3: a worker that never registered, or has left, cannot claim', async () => {
    const { claim, anna } = await withJob();
    expect((await claim('stranger')).status).toBe(403);
    await anna.close();
    expect((await claim('anna')).status).toBe(403);
  });

  test('R3: an unknown job is 404 and a finished one 410', async () => {
    const { claim, url, jobUrl } = await withJob();
    expect((await post(`${url}/jobs/nothing/claim`, { worker_id: 'anna' })).status).toBe(404);
    await claim('anna');
    await post(`${jobUrl}/complete`, { worker_id: 'anna', result: {} });
    expect((await claim('anna')).status).toBe(410);
  });

  test('R3: a dropped job is 410', async () => {
    const { claim, nextJob } = await withJob({ count: 2, limits: { maxOpenJobs: 1 } });
    await nextJob();
    expect(await claim('anna')).toEqual({ status: 410, body: { error: 'This job is finished or was dropped.' } });
  });
});

describe('frames', () => {
  test('R4: a live key fetches a frame, which is never cached', async () => {
    const { jobUrl, job, anna } = await withJob();
    const answer = await getWithKey(`${jobUrl}/frames/${job.frames[0]}`, anna.key);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await answer.text()).toBe('frame 1');
  });

  test('R4: without a key a frame is 401, with a wrong one 403, and only then may it be 404', async () => {
    const { jobUrl, job, anna } = await withJob();
    for (const frame of [job.frames[0], 'nothing']) {
      expect((await getWithKey(`${jobUrl}/frames/${frame}`)).status).toBe(401);
      expect((await getWithKey(`${jobUrl}/frames/${frame}`, 'f'.repeat(64))).status).toBe(403);
    }
    expect((await getWithKey(`${jobUrl}/frames/nothing`, anna.key)).status).toBe(404);
  });

  test.each(['..%2f..%2fpackage.json', '%2e%2e', '..%5c..%5cetc', '%00', 'a%2fb', 'x'.repeat(500)])(
    'R4: the odd id %s reaches nothing',
    async (id) => {
      const { url, job, anna } = await withJob();
      for (const path of [`/jobs/${id}/frames/${job.frames[0]}`, `/jobs/${job.id}/frames/${id}`]) {
        const answer = await getWithKey(url + path, anna.key);
        expect(answer.status).toBe(404);
        expect(await answer.json()).toEqual({ error: expect.any(String) });
      }
    },
  );
});

describe('complete and fail', () => {
  test('R5: complete answers 200 each time to the worker that holds the job and 409 to another', async () => {
    const { claim, jobUrl, until } = await withJob();
    await claim('anna');
    const complete = (worker_id: string) => post(`${jobUrl}/complete`, { worker_id, result: { summary: 'A dog.' } });
    expect((await complete('bert')).status).toBe(409);
    expect([(await complete('anna')).status, (await complete('anna')).status]).toEqual([200, 200]);
    expect((await complete('bert')).status).toBe(409);
    expect((await until('job-completed')).result).toEqual({ summary: 'A dog.' });
  });

  test('R5: a worker that lost its connection may still complete what it holds', async () => {
    const { claim, jobUrl, anna } = await withJob();
    await claim('anna');
    await anna.close();
    expect((await post(`${jobUrl}/complete`, { worker_id: 'anna', result: {} })).status).toBe(200);
  });

  test('R6: a failed job is broadcast again with the same id', async () => {
    const { claim, jobUrl, job, anna, until } = await withJob();
    await anna.hear();
    await claim('anna');
    expect(await post(`${jobUrl}/fail`, { worker_id: 'anna', error: 'no GPU' })).toEqual({
      status: 200,
      body: { status: 'failed' },
    });
    expect(await anna.hear()).toEqual({ type: 'job_available', job });
    expect(await until('job-failed')).toMatchObject({ error: 'no GPU', final: false });
  });

  test('R6: after three tries the job answers 410', async () => {
    const { claim, jobUrl } = await withJob();
    for (let tries = 0; tries < 3; tries += 1) {
      await claim('anna');
      await post(`${jobUrl}/fail`, { worker_id: 'anna' });
    }
    expect((await claim('anna')).status).toBe(410);
    expect((await post(`${jobUrl}/complete`, { worker_id: 'anna', result: {} })).status).toBe(410);
  });
});

describe('bodies', () => {
  test.each([
    ['no JSON', '{', 400, 'The body is not JSON.'],
    ['empty', '', 400, 'The body is empty.'],
    ['an array', [], 400, 'Invalid key'],
    ['without a worker', { result: {} }, 400, 'worker_id'],
    ['with a result that is an array', { worker_id: 'anna', result: [] }, 400, 'not an object'],
    ['with a result that is no object', { worker_id: 'anna', result: 'text' }, 400, 'result'],
    ['larger than a megabyte', { worker_id: 'anna', result: { x: 'x'.repeat(1024 * 1024) } }, 413, 'larger than'],
  ])('R11: a complete whose body is %s is refused with a sentence', async (_name, body, status, words) => {
    const { jobUrl } = await withJob();
    const answer = await post(`${jobUrl}/complete`, body);
    expect(answer).toEqual({ status, body: { error: expect.stringContaining(words) } });
  });

  test('R11: a body that is not declared as JSON is 415', async () => {
    const { jobUrl } = await withJob();
    expect((await fetch(`${jobUrl}/claim`, { method: 'POST', body: 'worker_id=anna' })).status).toBe(415);
  });
});

describe('keys', () => {
  test('R9: without --require-key claim, complete and fail work without one', async () => {
    const { claim, jobUrl } = await withJob();
    expect((await claim('anna')).status).toBe(200);
    expect((await post(`${jobUrl}/fail`, { worker_id: 'anna' })).status).toBe(200);
  });

  test.each([false, true])('R9: a wrong key is 403 everywhere (--require-key: %s)', async (requireKey) => {
    const { jobUrl, url } = await withJob({ requireKey });
    const bert = await joinAs(url, 'bert');
    for (const route of ['claim', 'complete', 'fail']) {
      for (const key of ['wrong', bert.key]) {
        expect((await post(`${jobUrl}/${route}`, { worker_id: 'anna', result: {} }, key)).status).toBe(403);
      }
    }
  });

  test('R12: a key whose socket closed up to 10 s ago still gives a job back, and does nothing else', async () => {
    const { claim, jobUrl, anna, clock, until } = await withJob({ requireKey: true });
    expect((await claim('anna', anna.key)).status).toBe(200);
    await anna.close();
    await until('worker-left');
    await clock.advance(9_000);
    expect((await post(`${jobUrl}/complete`, { worker_id: 'anna', result: {} }, anna.key)).status).toBe(403);
    expect((await post(`${jobUrl}/fail`, { worker_id: 'anna' }, anna.key)).status).toBe(200);
    await clock.advance(1_000);
    expect((await post(`${jobUrl}/fail`, { worker_id: 'anna' }, anna.key)).status).toBe(403);
  });

  test('R9: --require-key wants the key on claim, complete and fail', async () => {
    const { jobUrl, anna } = await withJob({ requireKey: true });
    for (const route of ['claim', 'complete', 'fail']) {
      expect((await post(`${jobUrl}/${route}`, { worker_id: 'anna', result: {} })).status).toBe(401);
    }
    expect((await post(`${jobUrl}/claim`, { worker_id: 'anna' }, anna.key)).status).toBe(200);
    expect((await post(`${jobUrl}/complete`, { worker_id: 'anna', result: {} }, anna.key)).status).toBe(200);
  });
});
