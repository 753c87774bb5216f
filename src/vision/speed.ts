// How fast a device's memory lets a model write. For each token the decoder reads all of its weights, and the caches of all
// tokens that it holds; one token at a time there is little to compute with them. So bandwidth over bytes is a ceiling for
// tokens a second, and how near a device comes to it says how much the runs around the reading cost. Where several tokens
// come of one run (forced text, guesses that held), an answer may pass it.

/** What a decoder reads for a token. */
export interface DecoderBytes {
  readonly weights: number;
  /** Keys and values, for each token held. */
  readonly cachePerToken: number;
}

/** @param tokensHeld prompt and answer so far */
export const bytesPerToken = ({ weights, cachePerToken }: DecoderBytes, tokensHeld: number): number =>
  weights + cachePerToken * tokensHeld;

/** @param bandwidthGBps of the device's memory, in 10^9 bytes a second */
export const ceilingTokensPerSecond = (decoder: DecoderBytes, bandwidthGBps: number, tokensHeld: number): number =>
  (bandwidthGBps * 1e9) / bytesPerToken(decoder, tokensHeld);

/** As their makers give it, in 10^9 bytes a second: what a measured run is held against where there is no device to measure. */
export const MEMORY_BANDWIDTHS_GBPS = {
  'Apple M1': 68,
  'Apple M2': 100,
  'Apple M3': 100,
  'Apple M4': 120,
  'Laptop with LPDDR5-6400, 128 bits': 102,
  'GeForce RTX 4060 Laptop': 256,
} as const;
