import type { FileArea, ModelFolder, OpenFile } from './fileArea.ts';

/** For pages that may store nothing, such as those served by http from another machine: all is gone with the thread. */
export function createMemoryArea(): FileArea {
  const folders = new Map<string, Map<string, Blob>>();
  return {
    list: async () => [...folders.keys()],
    async folder(name) {
      const blobs = folders.get(name) ?? new Map<string, Blob>();
      folders.set(name, blobs);
      return memoryFolder(blobs);
    },
    async remove(name) {
      folders.delete(name);
    },
  };
}

function memoryFolder(blobs: Map<string, Blob>): ModelFolder {
  return {
    read: async (name) => blobs.get(name),
    room: async (bytes) => bytes,
    async writeText(name, text) {
      blobs.set(name, new Blob([text]));
    },
    async open(name) {
      let blob = blobs.get(name) ?? new Blob();
      let newest: Uint8Array<ArrayBuffer>[] = [];
      let newestBytes = 0;
      const commit = async (): Promise<void> => {
        blob = new Blob([blob, ...newest]);
        newest = [];
        newestBytes = 0;
        blobs.set(name, blob);
      };
      return {
        get size() {
          return blob.size + newestBytes;
        },
        async *pieces() {
          await commit();
          yield new Uint8Array(await blob.arrayBuffer());
        },
        async append(bytes) {
          newest.push(bytes);
          newestBytes += bytes.length;
        },
        async clear() {
          blob = new Blob();
          newest = [];
          await commit();
        },
        commit,
        close: commit,
      } satisfies OpenFile;
    },
  };
}
