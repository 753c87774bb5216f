import { expect, test } from 'vitest';
import { timelineOf } from './timeline.ts';

const states = (...args: Parameters<typeof timelineOf>) => timelineOf(...args).map(({ state }) => state);

test('G2: without a job every segment lies ahead', () => {
  expect(states(undefined, 'over')).toEqual(Array(6).fill('ahead'));
});

test('G2: the segment after the last station goes on', () => {
  expect(states({ offered: 0 }, 'open')).toEqual(['going', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
  expect(states({ offered: 0, claimed: 40, fetched: 130 }, 'open')).toEqual([
    'done',
    'done',
    'going',
    'ahead',
    'ahead',
    'ahead',
  ]);
});

test('G2: a station that is told later leaves its segment done without a duration', () => {
  const segments = timelineOf({ offered: 0, claimed: 40, fetched: 130, firstToken: 900 }, 'open');
  expect(segments.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'going', 'ahead']);
  expect(segments.map(({ duration }) => duration)).toEqual([
    '40 ms',
    '90 ms',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('G2: a job that is over has nothing that goes on', () => {
  expect(states({ offered: 0, claimed: 40 }, 'over')).toEqual(['done', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
});

test('G2: a confirmed job shows how long each part took', () => {
  const times = {
    offered: 0,
    claimed: 40,
    fetched: 130,
    packed: 200,
    firstToken: 800,
    answered: 3000,
    acknowledged: 3060,
  };
  expect(timelineOf(times, 'open').map(({ name, duration }) => `${name} ${duration}`)).toEqual([
    'claim 40 ms',
    'fetch 90 ms',
    'wait 70 ms',
    'look 600 ms',
    'answer 2.2 s',
    'send 60 ms',
  ]);
});

const answered = { offered: 0, claimed: 40, fetched: 130, packed: 200, firstToken: 800, answered: 3000 };

test('G2: a result that no relay will confirm is sent, and nothing waits for ever', () => {
  const last = (end: 'open' | 'sent' | 'over') => timelineOf(answered, end, 'E2').at(-1);
  expect(last('sent')).toMatchObject({ name: 'sent', state: 'done' });
  expect(last('sent')).not.toHaveProperty('duration');
  expect(last('open')).toMatchObject({ name: 'send', state: 'going' });
  expect(last('over')).toMatchObject({ name: 'send', state: 'ahead' });
});

test('G2: where nobody claims, the first part of a job’s way is its wait for a place', () => {
  const first = (dialect: 'J' | 'E1' | 'E2') => timelineOf(answered, 'open', dialect)[0];
  expect([first('J')?.name, first('E1')?.name, first('E2')?.name]).toEqual(['claim', 'queue', 'queue']);
  expect(first('E1')?.part).toBe('claim');
});
