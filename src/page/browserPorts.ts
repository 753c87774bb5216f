// The browser's own ports. Storage may be forbidden (private windows, policies): then a choice lives as long as the page.
import type { ClearableStore, ObjectUrls, PageAddress, PageClock, TextExport } from './ports.ts';

const SECOND_MS = 1000;

export const browserClock: PageClock = {
  now: () => Date.now(),
  everySecond(action) {
    const timer = setInterval(action, SECOND_MS);
    return () => clearInterval(timer);
  },
};

export const browserObjectUrls: ObjectUrls = {
  create: (blob) => URL.createObjectURL(blob),
  revoke: (url) => URL.revokeObjectURL(url),
};

/** `open` may throw where storage is forbidden; even reading `window.localStorage` does then. */
export function createSmallStore(open: () => Storage): ClearableStore {
  const memory = new Map<string, string>();
  /** Pages of others may be of the same origin. */
  const names = new Set<string>();
  return {
    get(key) {
      names.add(key);
      try {
        return open().getItem(key) ?? memory.get(key);
      } catch {
        return memory.get(key);
      }
    },
    set(key, value) {
      names.add(key);
      memory.set(key, value);
      try {
        open().setItem(key, value);
      } catch {
        // Full or forbidden: the copy in memory serves until the page goes.
      }
    },
    clear() {
      memory.clear();
      try {
        const store = open();
        for (const key of Object.keys(store)) if (isOneOf(names, key)) store.removeItem(key);
      } catch {
        // Forbidden: nothing is there.
      }
    },
  };
}

/** Names of several words are of one kind by their first: a speed for each model. */
function isOneOf(names: ReadonlySet<string>, key: string): boolean {
  const kind = key.includes(' ') && `${key.split(' ', 1)[0]} `;
  return names.has(key) || (kind !== false && [...names].some((name) => name.startsWith(kind)));
}

export const browserAddress: PageAddress = {
  drop(names) {
    const url = new URL(location.href);
    for (const name of names) url.searchParams.delete(name);
    if (url.href !== location.href) history.replaceState(history.state, '', url);
  },
  reload: () => location.reload(),
};

export const browserTextExport: TextExport = {
  // Async, as `clipboard` itself is missing on a page that came over plain http from another computer.
  copy: async (text) => navigator.clipboard.writeText(text),
  download(fileName, text) {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    // The click has only queued the download; the URL must outlive this turn.
    setTimeout(() => URL.revokeObjectURL(url), SECOND_MS);
  },
};
