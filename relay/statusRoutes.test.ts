import { expect, test } from 'vitest';
import { joinAs, post } from './testing/client.ts';
import { startRelay } from './testing/startRelay.ts';

test('R11: the status counts the jobs, names workers and cameras and keeps the last 20 results, newest first', async () => {
  const { url, nextJob } = await startRelay({ count: 22 });
  await joinAs(url, 'anna');
  for (let i = 0; i < 21; i += 1) {
    const { id } = await nextJob();
    await post(`${url}/jobs/${id}/claim`, { worker_id: 'anna' });
    await post(`${url}/jobs/${id}/complete`, {
      worker_id: 'anna',
      result: { summary: `Result ${i}`, detections: [{ label: 'dog' }] },
    });
  }
  await nextJob();
  const status = await (await fetch(`${url}/status`)).json();
  expect(status).toMatchObject({
    jobs: { queued: 1, claimed: 0, done: 21, failed: 0, dropped: 0 },
    workers: [{ worker_id: 'anna', joined_at: '2026-01-10T12:00:00.000Z' }],
    cameras: [{ service_id: 'front-door', name: 'Front door' }],
  });
  expect(status.results).toHaveLength(20);
  expect(status.results[0]).toMatchObject({
    service_id: 'front-door',
    worker_id: 'anna',
    summary: 'Result 20',
    detections: [{ label: 'dog' }],
    completed_at: '2026-01-10T12:00:00.020Z',
  });
});

test('R11: a huge or odd result is cut down in the status', async () => {
  const { url, nextJob } = await startRelay({ count: 2 });
  await joinAs(url, 'anna');
  for (const result of [
    { summary: 'x'.repeat(9_000), detections: Array(500).fill(0) },
    { summary: 7, detections: 'none' },
  ]) {
    const { id } = await nextJob();
    await post(`${url}/jobs/${id}/claim`, { worker_id: 'anna' });
    await post(`${url}/jobs/${id}/complete`, { worker_id: 'anna', result });
  }
  const { results } = await (await fetch(`${url}/status`)).json();
  expect(results[0]).toMatchObject({ summary: '', detections: [] });
  expect([results[1].summary.length, results[1].detections.length]).toEqual([2_000, 100]);
});

test('R4: the newest frame of a camera is shown to this computer without a key, and to nobody behind a proxy', async () => {
  const { url, nextJob } = await startRelay();
  const frame = `${url}/cameras/front-door/latest.jpg`;
  expect((await fetch(frame)).status).toBe(404);
  const { id } = await nextJob();
  const answer = await fetch(frame);
  expect([answer.status, answer.headers.get('Content-Type'), await answer.text()]).toEqual([
    200,
    'image/jpeg',
    'frame 1',
  ]);
  expect(answer.headers.get('X-Job-Id')).toBe(id);
  expect((await fetch(frame, { headers: { 'X-Forwarded-For': '203.0.113.7' } })).status).toBe(403);
});
