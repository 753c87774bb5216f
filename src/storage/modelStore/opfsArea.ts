// The origin private file system: real files, written in place, so that a download goes on where it was cut.
// Reading and removing works in every thread; `open` in dedicated workers alone, as the browser has it.
// https://fs.spec.whatwg.org/
import type { FileArea, ModelFolder, OpenFile } from './fileArea.ts';

const PIECE_BYTES = 4 * 1024 * 1024;
/** No path of a model is encoded to this. */
const ROOM_NAME = '+room';
/** A room is told this exactly, as a share of what was asked for. */
const ROOM_STEPS = 10;

/** The slice of FileSystemSyncAccessHandle that is used; the page's types do not know that a worker has it. */
interface SyncHandle {
  getSize(): number;
  read(buffer: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };
/** TypeScript's worker library leaves out that a directory can be iterated. */
type Listable = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

export function createOpfsArea(root: FileSystemDirectoryHandle): FileArea {
  return {
    async list() {
      const names: string[] = [];
      for await (const name of (root as Listable).keys()) names.push(name);
      return names;
    },
    folder: async (name) => opfsFolder(await root.getDirectoryHandle(name, { create: true })),
    remove: (name) => root.removeEntry(name, { recursive: true }),
  };
}

function opfsFolder(folder: FileSystemDirectoryHandle): ModelFolder {
  return {
    async read(name) {
      try {
        return await (await folder.getFileHandle(name)).getFile();
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
        throw error;
      }
    },
    async writeText(name, text) {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(text);
      await writable.close();
    },
    open: async (name) => openFile(await openHandle(folder, name)),
    async room(bytes) {
      const handle = await openHandle(folder, ROOM_NAME);
      try {
        return findRoom(handle, bytes);
      } finally {
        handle.truncate(0);
        handle.close();
        await folder.removeEntry(ROOM_NAME);
      }
    },
  };
}

async function openHandle(folder: FileSystemDirectoryHandle, name: string): Promise<SyncHandle> {
  const file = await folder.getFileHandle(name, { create: true });
  return (file as WorkerFileHandle).createSyncAccessHandle();
}

/**
 * Chrome's `estimate()` no longer tells the real quota: it says 10 GiB of room to everybody, against fingerprinting
 * (seen in 156). To make a file longer without writing into it asks for real, and takes no time.
 */
function findRoom(handle: SyncHandle, bytes: number): number {
  const fits = (size: number): boolean => {
    try {
      handle.truncate(size);
      return true;
    } catch {
      return false;
    }
  };
  if (fits(bytes)) return bytes;
  let room = 0;
  for (let step = bytes / 2; step > bytes / 2 ** ROOM_STEPS; step /= 2) {
    if (fits(Math.floor(room + step))) room = Math.floor(room + step);
  }
  return room;
}

function openFile(handle: SyncHandle): OpenFile {
  let size = handle.getSize();
  return {
    get size() {
      return size;
    },
    async *pieces() {
      const buffer = new Uint8Array(PIECE_BYTES);
      for (let at = 0; at < size; ) {
        const bytes = handle.read(buffer, { at });
        if (bytes === 0) return;
        yield buffer.subarray(0, bytes);
        at += bytes;
      }
    },
    async append(bytes) {
      const written = handle.write(bytes, { at: size });
      size += written;
      if (written < bytes.length) throw new DOMException('The disk is full.', 'QuotaExceededError');
    },
    async clear() {
      handle.truncate(0);
      size = 0;
    },
    async commit() {
      handle.flush();
    },
    async close() {
      handle.close();
    },
  };
}
