/**
 * Runs `work` on each item, so many at once. The first failure ends the others, and comes through once they have ended.
 */
export async function sideBySide<T>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const waiting = [...items];
  const lanes = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      either.throwIfAborted();
      await work(item, either);
    }
  });
  for (const lane of lanes) lane.catch((error) => failed.abort(error));
  await Promise.allSettled(lanes);
  either.throwIfAborted();
}
