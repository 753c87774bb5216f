import { expect, test } from 'vitest';
import { type Span, type SpanKind, usageOf } from './spans.ts';

const span = (kind: SpanKind, startMs: number, endMs: number, what?: string): Span => ({
  kind,
  startMs,
  endMs,
  ...(what && { what }),
});

test('The device is busy while it runs, runs that follow one another without a gap included.', () => {
  const usage = usageOf([span('gpu', 20, 30), span('gpu', 0, 10), span('gpu', 10, 15)]);
  expect(usage).toMatchObject({ wallMs: 30, busyMs: 25 });
});

test('What the device waits for is what went on meanwhile, piece by piece.', () => {
  const { idleMs } = usageOf([
    span('gpu', 0, 10, 'decoder'),
    span('look', 0, 14),
    span('complete', 14, 16),
    span('fetch', 18, 21),
    span('look', 21, 60),
    span('decode', 22, 30),
    span('pack', 30, 37),
    span('answer', 37, 60),
    span('gpu', 40, 50, 'decoder'),
    span('gpu', 52, 60, 'decoder'),
  ]);
  expect(idleMs).toEqual({
    inLook: 4 + 1,
    betweenLooks: 4,
    fetch: 3,
    decode: 8,
    pack: 7,
    startOfAnswer: 3,
    betweenTokens: 2,
  });
});

test('What happens while the device runs costs nothing.', () => {
  const { idleMs } = usageOf([span('gpu', 0, 10), span('pack', 2, 9), span('gpu', 10, 20)]);
  expect(Object.values(idleMs).every((ms) => ms === 0)).toBe(true);
});
