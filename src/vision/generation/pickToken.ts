/**
 * The most likely token.
 * @param logits of the whole vocabulary
 * @param mask bit `id & 31` of word `id >> 5` is 1 where the token may come; undefined: any may
 * @throws RangeError where no token may come or no logit is a number: a GPU that computes wrong, or a broken model
 */
export function pickToken(logits: Float32Array, mask: Int32Array | undefined): number {
  let best = -1;
  let bestLogit = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] as number;
    if (logit > bestLogit && (!mask || ((mask[id >> 5] as number) >> (id & 31)) & 1)) {
      best = id;
      bestLogit = logit;
    }
  }
  if (best < 0) throw new RangeError('the model gave no token: its numbers are not numbers');
  return best;
}
