import { expect, test } from 'vitest';
import type { Dialect } from './dialects/dialect.ts';
import { joinAs, joinEvents, post } from './testing/client.ts';
import { framesOf } from './testing/shots.ts';
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

const accessHeaders = ({ headers }: Response): string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control'));

const PREFLIGHT = {
  method: 'OPTIONS',
  headers: {
    Origin: 'https://elsewhere.example',
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,x-worker-key',
    'Access-Control-Request-Private-Network': 'true',
  },
} as const satisfies RequestInit;

/** Of any dialect: what is not a route of one is 404 there, and that is an answer as well. */
const ALL_PATHS = [
  ...ROUTES,
  '/',
  '/connect',
  '/worker/connect',
  '/frames/x',
  '/frames/',
  '/worker/frames/x',
  '/events',
  '/cameras/front-door/latest.jpg',
];

test.each<[Dialect, { readonly cors?: boolean }]>([
  ['J', { cors: false }],
  ['E1', {}],
  ['E2', {}],
  ['E1', { cors: false }],
])('B13: without CORS (%s, %j) no answer of any method carries an Access-Control header', async (dialect, options) => {
  const { url, clock } = await startRelay({ dialect, ...options });
  await clock.advance(0);
  for (const path of ALL_PATHS) {
    const requests: RequestInit[] = [
      PREFLIGHT,
      { headers: { Origin: 'https://elsewhere.example' } },
      { headers: { 'X-Worker-Key': 'wrong' } },
      { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } },
    ];
    for (const request of requests) expect(accessHeaders(await fetch(url + path, request))).toEqual([]);
  }
});

test('B13: without CORS neither the result of J nor its frame carries the header', async () => {
  const { url, nextJob } = await startRelay({ cors: false });
  const anna = await joinAs(url, 'anna');
  const { id, frames } = await nextJob();
  const [claim, frame] = [
    await fetch(`${url}/jobs/${id}/claim`, {
      method: 'POST',
      body: '{"worker_id":"anna"}',
      headers: { 'Content-Type': 'application/json' },
    }),
    await fetch(`${url}/jobs/${id}/frames/${frames[0]}`, { headers: { 'X-Worker-Key': anna.key } }),
  ];
  expect([claim.status, frame.status]).toEqual([200, 200]);
  expect([accessHeaders(claim), accessHeaders(frame)]).toEqual([[], []]);
});

test.each([
  ['E1', '/connect', '/frames', 401],
  ['E1', '/connect', '/events', 405],
  ['E2', '/worker/connect', '/worker/frames', 401],
] as const)(
  'B13: %s without CORS: a preflight of a frame is 401, and of events 405',
  async (dialect, socket, path, status) => {
    const { url, nextShot } = await startRelay({ dialect });
    await joinEvents(url, socket);
    const [frame] = framesOf(await nextShot());
    const target = path.endsWith('frames') ? `${path}/${frame?.data.frame_uuid}` : path;
    expect((await fetch(url + target, PREFLIGHT)).status).toBe(status);
  },
);

test.each([
  ['E1', '/connect', '/frames'],
  ['E2', '/worker/connect', '/worker/frames'],
] as const)(
  'B13: %s with CORS answers preflights with 204 and lets pages read frames and errors',
  async (dialect, socket, path) => {
    const { url, nextShot } = await startRelay({ dialect, cors: true });
    const anna = await joinEvents(url, socket);
    const [sent] = framesOf(await nextShot());
    const frame = `${url}${path}/${sent?.data.frame_uuid}`;
    for (const target of [frame, `${url}/events`, `${url}/status`]) {
      const answer = await fetch(target, PREFLIGHT);
      expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
        204,
        expect.objectContaining({
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'GET, POST, OPTIONS',
          'access-control-allow-headers': 'X-Worker-Key, Content-Type',
          'access-control-allow-private-network': 'true',
        }),
      ]);
    }
    const answers = [await fetch(frame, { headers: { 'X-Worker-Key': anna.key } }), await fetch(frame)];
    expect(answers.map(({ status, headers }) => [status, headers.get('access-control-allow-origin')])).toEqual([
      [200, '*'],
      [401, '*'],
    ]);
  },
);
