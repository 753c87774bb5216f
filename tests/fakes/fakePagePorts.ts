import type { ObjectUrls, PageClock, SmallStore, TextExport } from '../../src/page/ports.ts';

/** A clock that stands still until it is moved; the seconds then pass one by one. */
export function createFakePageClock(
  startMs = 1_000_000,
): PageClock & { readonly listeners: number; pass(seconds: number): void } {
  const actions = new Set<() => void>();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    everySecond(action) {
      actions.add(action);
      return () => actions.delete(action);
    },
    get listeners() {
      return actions.size;
    },
    pass(seconds) {
      for (let i = 0; i < seconds; i++) {
        nowMs += 1000;
        for (const action of actions) action();
      }
    },
  };
}

/** Object URLs that can be counted. */
export function createFakeObjectUrls(): ObjectUrls & { readonly alive: ReadonlySet<string> } {
  const alive = new Set<string>();
  let created = 0;
  return {
    alive,
    create() {
      created += 1;
      const url = `blob:fake/${created}`;
      alive.add(url);
      return url;
    },
    revoke: (url) => void alive.delete(url),
  };
}

export function createFakeSmallStore(
  kept: Readonly<Record<string, string>> = {},
): SmallStore & { readonly kept: ReadonlyMap<string, string> } {
  const map = new Map(Object.entries(kept));
  return { kept: map, get: (key) => map.get(key), set: (key, value) => void map.set(key, value) };
}

export function createFakeTextExport(): TextExport & {
  readonly copied: readonly string[];
  readonly downloads: ReadonlyMap<string, string>;
} {
  const copied: string[] = [];
  const downloads = new Map<string, string>();
  return {
    copied,
    downloads,
    copy: async (text) => void copied.push(text),
    download: (fileName, text) => void downloads.set(fileName, text),
  };
}
