import { describe, expect, test } from 'vitest';
import { joinEvents, post } from '../testing/client.ts';
import { batchesOf, framesOf } from '../testing/shots.ts';
import { startRelay, tinyCamera } from '../testing/startRelay.ts';

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const CREATED_AT = '2026-01-10T12:00:00Z';

describe.each([
  ['E1', '/connect'],
  ['E2', '/worker/connect'],
] as const)('%s', (dialect, path) => {
  test('B5: a shot of one frame is one frame message and no batch', async () => {
    const { url, nextShot } = await startRelay({ dialect, batch: 1 });
    const anna = await joinEvents(url, path);
    await nextShot();
    expect(await anna.hear()).toEqual({
      type: 'frame',
      id: UUID,
      created_at: CREATED_AT,
      data: { service_id: 'front-door', frame_uuid: UUID },
    });
    expect(anna.messages).toEqual([]);
  });

  test('B5: a shot of several is a frame message for each and a batch of all, whose metadata is its duration alone', async () => {
    const { url, nextShot } = await startRelay({ dialect, batch: 3 });
    const anna = await joinEvents(url, path);
    const sent = await nextShot();
    expect([await anna.hear(), await anna.hear(), await anna.hear(), await anna.hear()]).toEqual(sent);
    expect(batchesOf(sent)).toEqual([
      {
        type: 'frame_batch',
        id: UUID,
        created_at: CREATED_AT,
        data: {
          service_id: 'front-door',
          frames: framesOf(sent).map(({ data }) => data.frame_uuid),
          metadata: { duration_seconds: 1 },
        },
      },
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
  });

  test('K1: what the camera asks stands beside the duration of a batch', async () => {
    const ask = { task: 'question', prompt: 'Is it raining?' };
    const { url, nextShot } = await startRelay({ dialect, cameras: [{ ...tinyCamera(2), ask }] });
    await joinEvents(url, path);
    const [batch] = batchesOf(await nextShot());
    expect(batch?.data.metadata).toEqual({ ...ask, duration_seconds: 0.5 });
  });

  test('B5: every registered worker is told of everything, and one that joins later of nothing that was', async () => {
    const { url, nextShot } = await startRelay({ dialect, count: 2 });
    const [anna, bert] = [await joinEvents(url, path), await joinEvents(url, path)];
    const [first] = await nextShot();
    expect([await anna.hear(), await bert.hear()]).toEqual([first, first]);
    const carl = await joinEvents(url, path);
    const [second] = await nextShot();
    expect(await carl.hear()).toEqual(second);
  });

  test('B5: without a worker nothing is sent, and the shot does not count', async () => {
    const { url, nextShot } = await startRelay({ dialect, count: 1 });
    expect(await nextShot()).toEqual([]);
    await joinEvents(url, path);
    expect(await nextShot()).toHaveLength(1);
    expect(await nextShot()).toEqual([]);
  });

  test('B6: every second batch of a camera comes before the last of its frames, from the first on', async () => {
    const cameras = [tinyCamera(3, 'yard'), tinyCamera(2, 'hall')];
    const { url, clock, events } = await startRelay({ dialect, cameras, count: 6, intervalMs: 1_000 });
    await joinEvents(url, path);
    await clock.advance(3_000);
    const orderOf = (serviceId: string) =>
      events.flatMap((event) =>
        event.type === 'work-sent' && event.message.data.service_id === serviceId ? event.message.type : [],
      );
    const [f, b] = ['frame', 'frame_batch'];
    expect(orderOf('yard')).toEqual([f, f, b, f, f, f, f, b, f, f, b, f]);
    expect(orderOf('hall')).toEqual([f, b, f, f, f, b, f, b, f]);
  });

  test('B11: the truth of a batch is that of its shot, and the truth of a frame is its own part of it', async () => {
    const { url, nextShot, relay } = await startRelay({ dialect, batch: 2 });
    await joinEvents(url, path);
    const sent = await nextShot();
    const whole = { captions: ['Caption 1.', 'Caption 2.'], objects: [[1], [2]], sentence: 'Shot up to 2.' };
    expect(batchesOf(sent).map(({ id }) => relay.truthOf(id))).toEqual([whole]);
    expect(framesOf(sent).map(({ id }) => relay.truthOf(id))).toEqual([
      { ...whole, captions: ['Caption 1.'], objects: [[1]] },
      { ...whole, captions: ['Caption 2.'], objects: [[2]] },
    ]);
    expect(relay.truthOf('nothing')).toBeUndefined();
  });

  test('B5: without --batch the built-in cameras send batches of four', async () => {
    const { url, clock, events, until } = await startRelay({ dialect, cameras: 1 });
    await joinEvents(url, path);
    await clock.advance(0);
    await until('work-sent', ({ frame }) => frame === 3);
    expect(batchesOf(events.flatMap((event) => (event.type === 'work-sent' ? event.message : [])))).toMatchObject([
      { data: { frames: { length: 4 }, metadata: { duration_seconds: 1.5 } } },
    ]);
  });

  test('B12: a reader that does not keep up loses messages in silence, and hears of what comes when it has caught up', async () => {
    // 300 kB each, to fill the buffers of the system, which hold some megabytes.
    const cameras = [tinyCamera(2, 'x'.repeat(300_000))];
    const { url, nextShot } = await startRelay({ dialect, cameras, count: 10_000 });
    const slow = await joinEvents(url, path);
    slow.socket.pause();
    const sent: string[] = [];
    const shoot = async () => void sent.push(...(await nextShot()).map(({ id }) => id));
    for (let i = 0; i < 80; i += 1) await shoot();
    const whilePaused = new Set(sent);
    slow.socket.resume();
    while (!slow.messages.some(({ id }) => !whilePaused.has(String(id)))) await shoot();
    const heard = slow.messages.map(({ id }) => String(id)).filter((id) => whilePaused.has(id));
    expect(heard.length).toBeLessThan(whilePaused.size);
    // In order, none twice.
    expect(heard).toEqual(sent.filter((id) => heard.includes(id)));
    expect(slow.socket.readyState).toBe(slow.socket.OPEN);
  });
});

test('B1: the routes of the other dialect do not exist', async () => {
  const [e1, e2] = [await startRelay({ dialect: 'E1' }), await startRelay({ dialect: 'E2' })];
  const [anna, bert] = [await joinEvents(e1.url), await joinEvents(e2.url, '/worker/connect')];
  const [atE1, atE2] = [framesOf(await e1.nextShot())[0], framesOf(await e2.nextShot())[0]];
  const wrong = [
    fetch(`${e1.url}/worker/frames/${atE1?.data.frame_uuid}`, { headers: { 'X-Worker-Key': anna.key } }),
    fetch(`${e2.url}/frames/${atE2?.data.frame_uuid}`, { headers: { 'X-Worker-Key': bert.key } }),
    post(`${e2.url}/events`, { summary: 'A dog.' }, bert.key),
  ];
  expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual([404, 404, 404]);
});
