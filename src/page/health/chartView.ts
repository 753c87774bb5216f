// The history as the charts show it: one value for each minute of the last hour, or for each hour of the last day.
import { type Bucket, type History, HOURS, MINUTES } from '../../worker/api.ts';

export const SPANS = ['hour', 'day'] as const;
export type Span = (typeof SPANS)[number];

export interface ChartView {
  readonly lengthMs: number;
  /** Oldest first; the last one goes on. */
  readonly slots: readonly Slot[];
  /** Of all of them together. */
  readonly whole: Figures;
}

export interface Figures {
  readonly jobs: number;
  /** Undefined where nothing was generated. */
  readonly tokensPerSecond?: number | undefined;
  /** 0..1 */
  readonly busyShare: number;
}

export interface Slot extends Figures {
  readonly startMs: number;
}

export const isIdle = ({ jobs, busyShare }: Figures): boolean => jobs === 0 && busyShare === 0;

const SHAPES: { readonly [S in Span]: { readonly lengthMs: number; readonly slots: number } } = {
  hour: { lengthMs: MINUTES.lengthMs, slots: 60 },
  day: { lengthMs: HOURS.lengthMs, slots: 24 },
};
const NOTHING = { jobs: 0, tokens: 0, decodeMs: 0, busyMs: 0 };

/** When the view changes although nothing is done. */
export const slotOf = (nowMs: number, span: Span): number => Math.floor(nowMs / SHAPES[span].lengthMs);

export function chartView(history: History, span: Span, nowMs: number): ChartView {
  const { lengthMs, slots } = SHAPES[span];
  const byStart = new Map(bucketsOf(history, span).map((bucket) => [bucket.startMs, bucket]));
  const lastMs = slotOf(nowMs, span) * lengthMs;
  const starts = Array.from({ length: slots }, (_, i) => lastMs - (slots - 1 - i) * lengthMs);
  // The last slot has only begun.
  const goneMs = Math.max(1, nowMs - lastMs);
  const shown = starts.map((startMs) => ({ ...NOTHING, ...byStart.get(startMs), startMs }));
  return {
    lengthMs,
    slots: shown.map((bucket) => ({
      startMs: bucket.startMs,
      ...figuresOf(bucket, bucket.startMs === lastMs ? goneMs : lengthMs),
    })),
    whole: figuresOf(shown.reduce(sum, NOTHING), (slots - 1) * lengthMs + goneMs),
  };
}

const bucketsOf = ({ minutes, hours }: History, span: Span): readonly Bucket[] => (span === 'hour' ? minutes : hours);

type Amounts = Omit<Bucket, 'startMs'>;

const figuresOf = ({ jobs, tokens, decodeMs, busyMs }: Amounts, spanMs: number): Figures => ({
  jobs,
  busyShare: Math.min(1, busyMs / spanMs),
  ...(decodeMs > 0 && { tokensPerSecond: (tokens / decodeMs) * 1000 }),
});

const sum = (a: Amounts, b: Amounts): Amounts => ({
  jobs: a.jobs + b.jobs,
  tokens: a.tokens + b.tokens,
  decodeMs: a.decodeMs + b.decodeMs,
  busyMs: a.busyMs + b.busyMs,
});
