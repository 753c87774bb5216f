// How many tokens a second a device's memory allows at most, and how far a measured run is from it.
import { findModel } from '../../src/vision/models.ts';
import { bytesPerToken, ceilingTokensPerSecond, MEMORY_BANDWIDTHS_GBPS } from '../../src/vision/speed.ts';

export const PROFILES: Readonly<Record<string, number>> = { ...MEMORY_BANDWIDTHS_GBPS, H100: 3350 };

const { withF16, withoutF16 } = findModel('onnx-community/Qwen3-VL-2B-Instruct-ONNX');

const DECODERS = Object.entries({ q4: withoutF16.decoder, q4f16: withF16.decoder });

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
  return DECODERS.flatMap(([dtype, decoder]) =>
    decoder
      ? {
          profile,
          dtype,
          bytesPerToken: bytesPerToken(decoder, TOKENS_HELD),
          tokensPerSecond: ceilingTokensPerSecond(decoder, bandwidth, TOKENS_HELD),
        }
      : [],
  );
}

/** What Qwen3-VL 2B could do on a GPU: at most, and with what runs of its shape cost there besides reading the weights. */
export function expectationLines(bandwidthGBps: number, msBesides: number): string[] {
  return DECODERS.flatMap(([dtype, decoder]) => {
    if (!decoder) return [];
    const most = ceilingTokensPerSecond(decoder, bandwidthGBps, TOKENS_HELD);
    const likely = 1000 / (1000 / most + msBesides);
    return `Qwen3-VL 2B, ${dtype}, on this GPU: at most ${most.toFixed(0)} tokens/s, about ${likely.toFixed(0)} with the rest`;
  });
}

/** @param measured tokens a second */
export function ceilingLines(wanted: string, measured?: number): string[] {
  return ceilingsOf(wanted).map(({ profile, dtype, bytesPerToken: bytes, tokensPerSecond }) => {
    const share =
      measured === undefined ? '' : `; ${measured} measured: ${Math.round((100 * measured) / tokensPerSecond)} %`;
    return `${profile}, ${dtype}: at most ${tokensPerSecond.toFixed(0)} tokens/s (${(bytes / 1e9).toFixed(2)} GB a token)${share}`;
  });
}
