import type { JobResult } from '../../protocol/result.ts';

/** Tokens per second after the first one, which is the prompt's work; undefined where the answer is too short to tell. */
export function rateOf({ timings_ms, tokens }: Pick<JobResult, 'timings_ms' | 'tokens'>): number | undefined {
  const decodeMs = timings_ms.look - timings_ms.pack - timings_ms.first_token;
  return tokens > 1 && decodeMs > 0 ? ((tokens - 1) * 1000) / decodeMs : undefined;
}
