import type { Clock, Stop } from './clock.ts';

interface ShelfOptions<Item> {
  readonly clock: Clock;
  readonly keepMs: number;
  /** One more than this, and the oldest leaves early: a fast relay must not fill its memory within `keepMs`. */
  readonly maxItems: number;
  readonly onLeave: (item: Item) => void;
}

/** Keeps things for a while, in the order in which they came, and says when each leaves. One timer serves all of them. */
export function createShelf<Item>({ clock, keepMs, maxItems, onLeave }: ShelfOptions<Item>) {
  const waiting: { readonly item: Item; readonly leavesAtMs: number }[] = [];
  let stopTimer: Stop | undefined;

  function removeDue(): void {
    stopTimer?.();
    stopTimer = undefined;
    for (let oldest = waiting[0]; oldest !== undefined; oldest = waiting[0]) {
      const waitMs = oldest.leavesAtMs - clock.now();
      if (waitMs > 0 && waiting.length <= maxItems) {
        stopTimer = clock.after(waitMs, removeDue);
        return;
      }
      waiting.shift();
      onLeave(oldest.item);
    }
  }

  return {
    add(item: Item): void {
      waiting.push({ item, leavesAtMs: clock.now() + keepMs });
      if (stopTimer === undefined || waiting.length > maxItems) removeDue();
    },
    close(): void {
      stopTimer?.();
      stopTimer = undefined;
      waiting.length = 0;
    },
  };
}
