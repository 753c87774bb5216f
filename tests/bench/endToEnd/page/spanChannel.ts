// Brings what the threads of a page did to the page.
import type { Span, SpanKind } from '../spans.ts';

const channel = new BroadcastChannel('bench-spans');

/** Both by `performance.now` of this thread. */
export function addSpan(kind: SpanKind, startMs: number, endMs: number, what?: string): void {
  const { timeOrigin } = performance;
  const span: Span = { kind, startMs: timeOrigin + startMs, endMs: timeOrigin + endMs, ...(what && { what }) };
  channel.postMessage(span);
}

export async function spanned<T>(kind: SpanKind, act: () => T | Promise<T>): Promise<T> {
  const startMs = performance.now();
  try {
    return await act();
  } finally {
    addSpan(kind, startMs, performance.now());
  }
}

export function onSpan(listener: (span: Span) => void): void {
  channel.onmessage = ({ data }: MessageEvent<Span>) => listener(data);
}
