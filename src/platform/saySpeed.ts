/** What the self-test found of a model's speed, as far as it is known. */
interface Speed {
  readonly tokensPerSecond?: number;
  readonly ceilingTokensPerSecond?: number;
}

/** `31 tokens/s, 34 % of what this GPU’s memory allows (91)`; undefined where the speed is not known. */
export function saySpeed({ tokensPerSecond, ceilingTokensPerSecond: ceiling }: Speed): string | undefined {
  if (tokensPerSecond === undefined) return undefined;
  const rate = `${short(tokensPerSecond)} tokens/s`;
  if (ceiling === undefined) return rate;
  return `${rate}, ${Math.round((100 * tokensPerSecond) / ceiling)} % of what this GPU’s memory allows (${short(ceiling)})`;
}

const short = (rate: number): string => (rate < 9.95 ? rate.toFixed(1) : String(Math.round(rate)));
