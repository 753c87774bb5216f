import { sayAgo, sayExact } from '../words.ts';

/** How long ago, with the exact local time on hover. */
export function Ago({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={sayExact(atMs)}>
      {sayAgo(atMs, nowMs)}
    </time>
  );
}
