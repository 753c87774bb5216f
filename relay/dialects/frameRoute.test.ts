import { describe, expect, test } from 'vitest';
import { getWithKey, joinEvents } from '../testing/client.ts';
import { framesOf } from '../testing/shots.ts';
import { startRelay } from '../testing/startRelay.ts';

const PATHS = {
  E1: { socket: '/connect', frames: '/frames' },
  E2: { socket: '/worker/connect', frames: '/worker/frames' },
} as const;

async function withFrame(dialect: keyof typeof PATHS, options: Parameters<typeof startRelay>[0] = {}) {
  const relay = await startRelay({ dialect, ...options });
  const join = () => joinEvents(relay.url, PATHS[dialect].socket);
  const anna = await join();
  const framesUrl = relay.url + PATHS[dialect].frames;
  const [frame] = framesOf(await relay.nextShot());
  return { ...relay, anna, join, framesUrl, frameUrl: `${framesUrl}/${frame?.data.frame_uuid}` };
}

async function errorOf(answer: Response) {
  expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  return [answer.status, await answer.text()];
}

describe.each(['E1', 'E2'] as const)('%s', (dialect) => {
  test('B7: a live key fetches a frame, with its length and its time, and nothing that lets it be cached', async () => {
    const { frameUrl, anna } = await withFrame(dialect);
    const answer = await getWithKey(frameUrl, anna.key);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '7',
      'last-modified': 'Sat, 10 Jan 2026 12:00:00 GMT',
      'accept-ranges': 'bytes',
    });
    expect([answer.headers.get('ETag'), answer.headers.get('Cache-Control')]).toEqual([null, null]);
    expect(await answer.text()).toBe('frame 1');
  });

  test('B7: HEAD tells the same without the frame', async () => {
    const { frameUrl, anna } = await withFrame(dialect);
    const answer = await fetch(frameUrl, { method: 'HEAD', headers: { 'X-Worker-Key': anna.key } });
    expect([answer.status, answer.headers.get('Content-Length'), await answer.text()]).toEqual([200, '7', '']);
  });

  test.each([
    ['bytes=0-4', 206, 'bytes 0-4/7', 'frame'],
    ['bytes=6-', 206, 'bytes 6-6/7', '1'],
    ['bytes=-3', 206, 'bytes 4-6/7', 'e 1'],
    ['bytes=2-99', 206, 'bytes 2-6/7', 'ame 1'],
    ['bytes=0-0,2-2', 200, null, 'frame 1'],
    ['bytes=7-', 416, 'bytes */7', 'invalid range\n'],
    ['lines=1-2', 416, 'bytes */7', 'invalid range\n'],
  ])('B7: the range %s is answered with %i', async (range, status, contentRange, body) => {
    const { frameUrl, anna } = await withFrame(dialect);
    const answer = await fetch(frameUrl, { headers: { 'X-Worker-Key': anna.key, Range: range } });
    expect([answer.status, answer.headers.get('Content-Range')]).toEqual([status, contentRange]);
    const text = await answer.text();
    expect([answer.headers.get('Content-Length'), text]).toEqual([String(body.length), body]);
  });

  test('B7: without a key a frame is 401, with a wrong one 403, and only then may it be 404', async () => {
    const { frameUrl, framesUrl, anna } = await withFrame(dialect);
    for (const url of [frameUrl, `${framesUrl}/nothing`]) {
      expect(await errorOf(await getWithKey(url))).toEqual([401, 'Missing X-Worker-Key header\n']);
      expect(await errorOf(await getWithKey(url, 'f'.repeat(64)))).toEqual([403, 'Forbidden\n']);
    }
    expect(await errorOf(await getWithKey(`${framesUrl}/nothing`, anna.key))).toEqual([404, 'Frame not found\n']);
  });

  test.each(['/', '/a/b', '/a%2fb', '//a'])('B7: the path %s below the frames is 400', async (path) => {
    const { framesUrl, anna } = await withFrame(dialect);
    expect(await errorOf(await getWithKey(framesUrl + path, anna.key))).toEqual([
      400,
      `Invalid path format. Expected: ${PATHS[dialect].frames}/{frameUUID}\n`,
    ]);
  });

  test('B8: any live key reads any frame, also that of a worker who joined after it was sent', async () => {
    const { frameUrl, join } = await withFrame(dialect);
    const bert = await join();
    expect((await getWithKey(frameUrl, bert.key)).status).toBe(200);
  });

  test('B8: the key is dead as soon as its socket has closed', async () => {
    const { frameUrl, anna } = await withFrame(dialect);
    await anna.close();
    expect(await errorOf(await getWithKey(frameUrl, anna.key))).toEqual([403, 'Forbidden\n']);
  });

  test('B8: a frame is 404 after a minute', async () => {
    const { frameUrl, anna, clock } = await withFrame(dialect);
    await clock.advance(59_999);
    expect((await getWithKey(frameUrl, anna.key)).status).toBe(200);
    await clock.advance(1);
    expect((await getWithKey(frameUrl, anna.key)).status).toBe(404);
  });

  test('B8: of a fast camera the frames of a limited number of shots are kept', async () => {
    const { frameUrl, anna, nextShot } = await withFrame(dialect, { count: 2, limits: { maxClosedWithFrames: 1 } });
    await nextShot();
    expect((await getWithKey(frameUrl, anna.key)).status).toBe(404);
  });
});
