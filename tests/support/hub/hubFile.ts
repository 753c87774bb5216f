// What a hub serves: files as big as you like, none of them in memory.
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../relay/scenes/random.ts';

export interface HubFile {
  readonly size: number;
  /** Of all bytes, in hex; made when it is first asked for. */
  sha256(): Promise<string>;
  /** Pieces of the bytes from `start` on. */
  read(start: number): AsyncIterable<Buffer> | Iterable<Buffer>;
}

export const bytesFile = (bytes: Buffer | string): HubFile => {
  const buffer = Buffer.from(bytes);
  return hubFile(buffer.length, (start) => [buffer.subarray(start)]);
};

const diskFile = (path: string): HubFile =>
  hubFile(statSync(path).size, (start) => createReadStream(path, { start }) as AsyncIterable<Buffer>);

/** All files of a folder, by their paths in it. */
export function folderFiles(folder: string): Record<string, HubFile> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), diskFile(join(folder, path))]));
}

const PIECE_BYTES = 1024 * 1024;
const OFFSETS = 65_536;

/** Bytes without a pattern, the same for the same seed: windows on one random block, in a random order. */
export function randomFile(seed: number, size: number): HubFile {
  const random = createRandom(seed);
  const block = Buffer.alloc(PIECE_BYTES + OFFSETS);
  for (let at = 0; at < block.length; at += 4) block.writeUInt32LE(Math.floor(random.next() * 2 ** 32), at);
  function* read(start: number): Iterable<Buffer> {
    for (let at = start; at < size; ) {
      const index = Math.floor(at / PIECE_BYTES);
      const offset = Math.imul(index + 1, 40_503) & (OFFSETS - 1);
      const inPiece = at - index * PIECE_BYTES;
      const bytes = Math.min(PIECE_BYTES - inPiece, size - at);
      yield block.subarray(offset + inPiece, offset + inPiece + bytes);
      at += bytes;
    }
  }
  return hubFile(size, read);
}

function hubFile(size: number, read: HubFile['read']): HubFile {
  let hash: Promise<string> | undefined;
  return {
    size,
    read,
    sha256() {
      hash ??= hashOf(read(0));
      return hash;
    },
  };
}

async function hashOf(pieces: ReturnType<HubFile['read']>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
