// What happened from when to when, in all threads of a page, and where a GPU's idle time went.

/** `gpu`: a run on the device. `look`: the engine is asked something. `answer`: the model writes. The others say themselves. */
export type SpanKind = 'gpu' | 'claim' | 'fetch' | 'decode' | 'pack' | 'look' | 'answer' | 'complete';

export interface Span {
  readonly kind: SpanKind;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  /** Of `gpu`: what ran. */
  readonly what?: string;
}

/** What the processor did, or waited for, while the device did nothing. */
export const IDLE_CAUSES = [
  'pack',
  'decode',
  'startOfAnswer',
  'betweenTokens',
  'inLook',
  'fetch',
  'betweenLooks',
] as const;
export type IdleCause = (typeof IDLE_CAUSES)[number];

export interface Usage {
  readonly wallMs: number;
  readonly busyMs: number;
  readonly idleMs: Readonly<Record<IdleCause, number>>;
}

/** Between the first and the last run on the device. */
export function usageOf(spans: readonly Span[]): Usage {
  const runs = spans.filter(({ kind }) => kind === 'gpu').sort((a, b) => a.startMs - b.startMs);
  const idleMs = { pack: 0, decode: 0, startOfAnswer: 0, betweenTokens: 0, inLook: 0, fetch: 0, betweenLooks: 0 };
  let busyMs = 0;
  let doneMs = runs[0]?.startMs ?? 0;
  for (const { startMs, endMs } of runs) {
    if (startMs > doneMs) addIdle(idleMs, spans, doneMs, startMs);
    // Clocks of two threads differ by a little.
    busyMs += endMs - Math.max(startMs, Math.min(doneMs, endMs));
    doneMs = Math.max(doneMs, endMs);
  }
  return { wallMs: doneMs - (runs[0]?.startMs ?? 0), busyMs, idleMs };
}

function addIdle(idleMs: Record<IdleCause, number>, spans: readonly Span[], fromMs: number, toMs: number): void {
  const during = spans.filter(({ kind, startMs, endMs }) => kind !== 'gpu' && startMs < toMs && endMs > fromMs);
  const inside = (timeMs: number) => timeMs > fromMs && timeMs < toMs;
  const edges = during.flatMap(({ startMs, endMs }) => [startMs, endMs]).filter(inside);
  const cuts = [fromMs, ...edges.sort((a, b) => a - b), toMs];
  for (const [i, cut] of cuts.slice(0, -1).entries()) {
    const next = cuts[i + 1] as number;
    const middle = (cut + next) / 2;
    const now = during.filter(({ startMs, endMs }) => startMs <= middle && endMs >= middle);
    idleMs[causeOf(now, spans, fromMs)] += next - cut;
  }
}

function causeOf(now: readonly Span[], spans: readonly Span[], gapStartMs: number): IdleCause {
  const has = (kind: SpanKind) => now.find((span) => span.kind === kind);
  if (has('pack')) return 'pack';
  if (has('decode')) return 'decode';
  const answer = has('answer');
  if (answer) {
    const ran = spans.some(
      ({ kind, what, endMs }) => kind === 'gpu' && what === 'decoder' && endMs > answer.startMs && endMs <= gapStartMs,
    );
    return ran ? 'betweenTokens' : 'startOfAnswer';
  }
  if (has('look')) return 'inLook';
  return has('claim') || has('fetch') ? 'fetch' : 'betweenLooks';
}
