// How many tokens a second a device's memory allows at most, and how far a measured run is from it.
import {
  bytesPerToken,
  ceilingTokensPerSecond,
  type DecoderBytes,
  MEMORY_BANDWIDTHS_GBPS,
} from '../../src/vision/speed.ts';

export const PROFILES: Readonly<Record<string, number>> = { ...MEMORY_BANDWIDTHS_GBPS, H100: 3350 };

/** Keys and values of 28 layers, 8 heads, 128 numbers. */
const CACHED_NUMBERS = 2 * 28 * 8 * 128;

/** Of Qwen3-VL-2B. Weights of q4 are its decoder's file; of q4f16 they follow from 4.5 bits for each of 1.72 G weights. */
const DECODERS: Readonly<Record<string, DecoderBytes>> = {
  q4: { weights: 1_102_630_912, cachePerToken: 4 * CACHED_NUMBERS },
  q4f16: { weights: (1.72e9 * 4.5) / 8, cachePerToken: 2 * CACHED_NUMBERS },
};

/** A 720p frame at the model's own size, and an answer's half. */
const TOKENS_HELD = 1100;

export interface Ceiling {
  readonly profile: string;
  readonly dtype: string;
  readonly bytesPerToken: number;
  readonly tokensPerSecond: number;
}

/** @param wanted a part of a profile's name @throws Error where none has it */
export function ceilingsOf(wanted: string): Ceiling[] {
  const found = Object.entries(PROFILES).find(([name]) => name.toLowerCase().includes(wanted.toLowerCase()));
  if (!found) throw new Error(`no device “${wanted}”; known are: ${Object.keys(PROFILES).join(', ')}`);
  const [profile, bandwidth] = found;
  return Object.entries(DECODERS).map(([dtype, decoder]) => ({
    profile,
    dtype,
    bytesPerToken: bytesPerToken(decoder, TOKENS_HELD),
    tokensPerSecond: ceilingTokensPerSecond(decoder, bandwidth, TOKENS_HELD),
  }));
}

/** @param measured tokens a second */
export function ceilingLines(wanted: string, measured?: number): string[] {
  return ceilingsOf(wanted).map(({ profile, dtype, bytesPerToken: bytes, tokensPerSecond }) => {
    const share =
      measured === undefined ? '' : `; ${measured} measured: ${Math.round((100 * measured) / tokensPerSecond)} %`;
    return `${profile}, ${dtype}: at most ${tokensPerSecond.toFixed(0)} tokens/s (${(bytes / 1e9).toFixed(2)} GB a token)${share}`;
  });
}
