import { expect, test } from 'vitest';
import { createHearing } from './hearing.ts';

const frame = (id: string) =>
  JSON.stringify({ type: 'frame', id, created_at: '2026-01-10T12:00:00Z', data: { service_id: 's', frame_uuid: id } });
const registered = (key: string) => JSON.stringify({ type: 'registered', data: { worker_id: 'w', key } });

test('S1: the newest registration counts', () => {
  const { hear, heard } = createHearing('E1');
  hear(registered('old'));
  hear(registered('new'));
  expect(heard).toMatchObject({ registered: { key: 'new' }, registrations: 2, spokeEarly: false });
});

test('T4: of a relay that floods only the newest work is kept, and all of it counted', () => {
  const { hear, heard } = createHearing('E2');
  hear(registered('key'));
  for (let i = 1; i <= 14_000; i += 1) hear(frame(`f${i}`));
  expect(heard.jobs).toHaveLength(50);
  expect(heard.jobs.at(-1)?.id).toBe('f14000');
  expect([...heard.workCounts]).toEqual([['frame', 14_000]]);
});

test('P1: unknown types are told from malformed messages, and few examples are kept of each', () => {
  const { hear, heard } = createHearing('E1');
  for (let i = 0; i < 10; i += 1) {
    hear(`{"type":"new-${i}"}`);
    hear('[]');
    hear('{"type":"frame"}');
  }
  hear(undefined);
  expect(heard).toMatchObject({ messages: 31, malformed: 21, spokeEarly: true });
  expect([...heard.foreignTypes]).toEqual(['new-0', 'new-1', 'new-2']);
  expect(heard.malformedExamples).toHaveLength(3);
});
