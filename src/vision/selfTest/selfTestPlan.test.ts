import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { selfTestFrame } from './selfTestFrame.ts';
import { judgeSelfTest, selfTestPlan } from './selfTestPlan.ts';

const DEMO = { tasks: 'demo' } as const;
const OTHER = { tasks: 'all' } as const;
const RIGHT = 'A street with a blue box and a red car.';

test('M7: the scenes are the same pixels on every machine', () => {
  const hashOf = (name: 'street' | 'square') =>
    createHash('sha256').update(selfTestFrame(name).data).digest('hex').slice(0, 16);
  // The demo model's answer below was found on exactly these.
  expect([hashOf('street'), hashOf('square')]).toEqual(['060a86413825ea91', '6ba08139e1f8fb8f']);
});

test('M7: every pixel is opaque, and the sizes need no resizing by any Qwen-VL', () => {
  for (const [plan, unit] of [
    [selfTestPlan(DEMO), 32],
    [selfTestPlan(OTHER), 28 * 8],
  ] as const) {
    const { data, width, height } = plan.pixels;
    expect(data.length).toBe(width * height * 4);
    expect(data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
    expect([width % unit, height % unit]).toEqual([0, 0]);
  }
});

test('M7: both kinds of model are asked to describe', () => {
  expect([selfTestPlan(DEMO).ask.task, selfTestPlan(OTHER).ask.task]).toEqual(['describe', 'describe']);
});

test('M7: the demo model must give its one answer exactly', () => {
  expect(selfTestPlan(DEMO).judge(RIGHT)).toEqual({ ok: true });
  expect(judgeSelfTest(DEMO, ` ${RIGHT}\n`)).toEqual({ ok: true });
  expect(judgeSelfTest(DEMO, JSON.stringify({ description: RIGHT }))).toEqual({ ok: true });
  expect(judgeSelfTest(DEMO, 'A street with a blue box and a green car.')).toEqual({
    ok: false,
    expected: `“${RIGHT}”`,
    got: '“A street with a blue box and a green car.”',
  });
});

test.each([
  'A solid red square is centered on a plain white background.',
  '{"description": "The image shows a bright Crimson shape."}',
  'This is a rectangle.',
])('M7: any other model must name what it sees: %s', (text) => {
  expect(judgeSelfTest(OTHER, text)).toEqual({ ok: true });
});

test.each([
  '',
  '!!!!!!!!!!!!!!!!!!!!!!!!',
  '{"description": ""}',
  '{"red": "a cat"}',
  'A hundred cats.',
  'red red red red red red red red red red red red',
  'NaN',
])('M7: garbage and answers about something else fail, in either model: %j', (text) => {
  expect(judgeSelfTest(OTHER, text)).toMatchObject({ ok: false, expected: 'a sentence that names the red square' });
  expect(judgeSelfTest(DEMO, text).ok).toBe(false);
});

test('M7: what came instead is quoted, a long one cut', () => {
  expect(judgeSelfTest(OTHER, '')).toMatchObject({ got: 'nothing' });
  const verdict = judgeSelfTest(OTHER, 'x '.repeat(500));
  expect(verdict.ok || verdict.got.length).toBeLessThan(130);
});
