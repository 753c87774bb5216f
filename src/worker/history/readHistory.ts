// What lies in the browser's storage may come from another version of this page, or be broken.
import * as v from 'valibot';
import { type History, HOURS, MINUTES, NO_HISTORY } from './history.ts';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const bucket = v.object({ startMs: amount, jobs: amount, tokens: amount, decodeMs: amount, busyMs: amount });

/** Buckets are worth less than the total, which is not given up for them. */
const buckets = (keep: number) => v.fallback(v.pipe(v.array(bucket), v.maxLength(keep)), []);

const schema = v.object({
  total: v.object({ jobs: amount, frames: amount, busyMs: amount, sinceMs: v.optional(amount) }),
  minutes: buckets(MINUTES.keep),
  hours: buckets(HOURS.keep),
});

/** What cannot be read counts as nothing. */
export function readHistory(stored: unknown): History {
  const read = v.safeParse(schema, stored);
  return read.success ? read.output : NO_HISTORY;
}
