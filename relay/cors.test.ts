import { expect, test } from 'vitest';
import { post } from './testing/client.ts';
import { startRelay } from './testing/startRelay.ts';

const ROUTES = [
  '/jobs/x/claim',
  '/jobs/x/complete',
  '/jobs/x/fail',
  '/jobs/x/frames/y',
  '/status',
  '/cameras/x/latest.jpg',
  '/nothing',
];

test.each(ROUTES)('R8: a preflight of %s allows the key from any origin', async (path) => {
  const { url } = await startRelay();
  const answer = await fetch(url + path, {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://elsewhere.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,x-worker-key',
    },
  });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'X-Worker-Key, Content-Type',
    'access-control-max-age': '7200',
  });
  expect(answer.headers.has('access-control-allow-private-network')).toBe(false);
});

test('R8: a preflight that asks for the private network is allowed it', async () => {
  const { url } = await startRelay();
  const answer = await fetch(`${url}/jobs/x/claim`, {
    method: 'OPTIONS',
    headers: { 'Access-Control-Request-Private-Network': 'true' },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-private-network')).toBe('true');
});

test.each([
  ['401', '/jobs/x/frames/y', { method: 'GET' }],
  ['403', '/jobs/x/frames/y', { method: 'GET', headers: { 'X-Worker-Key': 'wrong' } }],
  ['404', '/nothing', { method: 'GET' }],
  ['415', '/jobs/x/claim', { method: 'POST', body: 'text' }],
  ['400', '/jobs/x/claim', { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } }],
  ['426', '/connect', { method: 'GET' }],
])('R8: an answer of %s carries the header as well', async (status, path, request: RequestInit) => {
  const { url } = await startRelay();
  const answer = await fetch(url + path, { ...request, redirect: 'error' });
  expect(answer.status).toBe(Number(status));
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

test('R8: an error is one sentence in JSON', async () => {
  const { url } = await startRelay();
  expect(await post(`${url}/jobs/x/claim`, { worker_id: 'nobody' })).toEqual({
    status: 403,
    body: { error: 'This worker has no open connection. Register first.' },
  });
});
