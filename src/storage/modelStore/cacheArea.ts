// The Cache API, where there is no OPFS. It takes a file as one stream: a cut is got over while the file is open, but what
// was not whole when the page went is lost, and fetched again from its start.
import type { FileArea, ModelFolder, OpenFile } from './fileArea.ts';

/** Keys of a cache are URLs; nobody is asked under this one. */
const KEY_BASE = 'https://model-store.invalid/';

export function createCacheArea(cache: Cache): FileArea {
  const keysOf = async (): Promise<string[]> => (await cache.keys()).map(({ url }) => url.slice(KEY_BASE.length));
  return {
    list: async () => [...new Set((await keysOf()).map((key) => decodeURIComponent(key.split('/')[0] ?? '')))],
    folder: async (name) => cacheFolder(cache, KEY_BASE + encodeURIComponent(name)),
    async remove(name) {
      const prefix = `${encodeURIComponent(name)}/`;
      for (const key of await keysOf()) if (key.startsWith(prefix)) await cache.delete(KEY_BASE + key);
    },
  };
}

function cacheFolder(cache: Cache, folder: string): ModelFolder {
  const keyOf = (name: string): string => `${folder}/${encodeURIComponent(name)}`;
  return {
    read: async (name) => (await cache.match(keyOf(name)))?.blob(),
    writeText: (name, text) => cache.put(keyOf(name), new Response(text)),
    async room(bytes) {
      const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
      return Math.min(bytes, Math.max(0, quota - usage));
    },
    async open(name) {
      await cache.delete(keyOf(name));
      return openFile((body) => cache.put(keyOf(name), new Response(body)));
    },
  };
}

function openFile(put: (body: ReadableStream<Uint8Array<ArrayBuffer>>) => Promise<void>): OpenFile {
  let size = 0;
  let writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  let stored: Promise<unknown>;
  begin();

  function begin(): void {
    size = 0;
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
    writer = writable.getWriter();
    writer.closed.catch(() => {});
    stored = put(readable);
    stored.catch(() => {});
  }

  return {
    get size() {
      return size;
    },
    // The stream cannot be read back; nothing is there when a file is opened, so nobody needs it.
    async *pieces() {},
    async append(bytes) {
      // A cache that is full ends the stream: its own error says more than the stream's.
      await Promise.race([writer.write(bytes), stored]);
      size += bytes.length;
    },
    async clear() {
      await writer.abort().catch(() => {});
      begin();
    },
    async commit() {
      await writer.close();
      await stored;
    },
    async close() {
      await writer.abort().catch(() => {});
    },
  };
}
