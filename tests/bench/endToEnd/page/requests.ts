import type { SpanKind } from '../spans.ts';

/** What a request of dialect J is for. */
export function kindOf(url: string): SpanKind {
  if (url.endsWith('/claim')) return 'claim';
  return url.endsWith('/complete') ? 'complete' : 'fetch';
}
