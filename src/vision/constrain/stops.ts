// A model in a loop says the same tokens again and again until its cap. Only exact repetition counts: the boxes of a list are
// alike in form, and a list of numbers may well say `1, 1, 1, 1`.

/** A box of the real tokenizer takes some 35 tokens, with a long label up to this. */
const MAX_PERIOD = 64;
const MIN_TIMES = 4;
/** So that short things may be said more often: three tokens eleven times. */
const MIN_TOKENS = 32;

/** Whether the tokens end in something that was said at least four times in a row. To be asked after each token. */
export function isLoop(ids: readonly number[]): boolean {
  for (let period = 1; period <= MAX_PERIOD; period++) {
    const needed = Math.max(MIN_TIMES * period, MIN_TOKENS) - period;
    if (repeats(ids, period, needed)) return true;
  }
  return false;
}

/** Whether each of the last `needed` tokens is the one that came `period` before it. Nearly always the first is not. */
function repeats(ids: readonly number[], period: number, needed: number): boolean {
  if (ids.length < needed + period) return false;
  for (let i = ids.length - 1; i >= ids.length - needed; i--) if (ids[i] !== ids[i - period]) return false;
  return true;
}
