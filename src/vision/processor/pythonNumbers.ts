/** Rounds as Python's `round` and IEEE 754 do. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `value` with one decimal as Python's `f"{value:.1f}"` writes it: 0.25 is "0.2". */
export function oneDecimal(value: number): string {
  // Only odd quarters lie exactly between two tenths; 0.15 is a little less than what it is written as.
  const isTie = Math.abs((value * 4) % 2) === 1;
  return (isTie ? roundHalfToEven(value * 10) / 10 : value).toFixed(1);
}
