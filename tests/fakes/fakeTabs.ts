// A BroadcastChannel of one browser with several tabs: what one posts, the others hear later, as copies.
import type { TabChannel } from '../../src/platform/oneTab.ts';

export interface FakeTabs<T> {
  openTab(): TabChannel<T>;
  /** All that was posted, in its order. */
  readonly posted: readonly T[];
}

export function createFakeTabs<T>(): FakeTabs<T> {
  const tabs = new Map<object, (message: T) => void>();
  const posted: T[] = [];
  return {
    posted,
    openTab() {
      const tab = {};
      return {
        post(message) {
          posted.push(message);
          for (const [other] of tabs) {
            if (other === tab) continue;
            const copy = structuredClone(message);
            setImmediate(() => tabs.get(other)?.(copy));
          }
        },
        listen: (listener) => void tabs.set(tab, listener),
      };
    },
  };
}
