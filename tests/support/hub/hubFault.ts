import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../../relay/scenes/random.ts';
import type { HubRequest } from './hub.ts';

/** What goes wrong with one answer. */
export type HubFault =
  | { readonly type: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** The connection breaks behind so many bytes of the body. */
  | { readonly type: 'cut'; readonly afterBytes: number }
  /** The body ends there as if all were well, and no length was promised. */
  | { readonly type: 'short'; readonly afterBytes: number }
  /** One byte, counted from where the answer starts, is another. */
  | { readonly type: 'wrong'; readonly atByte: number }
  | { readonly type: 'slow'; readonly bytesPerSecond: number }
  /** Behind so many bytes nothing more comes, and the connection stays open. */
  | { readonly type: 'silent'; readonly afterBytes: number }
  /** The whole file comes, whatever was asked for. */
  | { readonly type: 'noRanges' };

const SLOW_PIECES_A_SECOND = 20;

export async function* spoil(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  bytes: number,
  fault: HubFault | undefined,
): AsyncIterable<Buffer> {
  let sent = 0;
  for await (const whole of pieces) {
    const piece = whole.subarray(0, bytes - sent);
    if (piece.length === 0) return;
    if (fault && 'afterBytes' in fault && sent + piece.length >= fault.afterBytes) {
      yield piece.subarray(0, fault.afterBytes - sent);
      if (fault.type === 'short') return;
      if (fault.type === 'silent') await new Promise(() => {});
      throw new Error('cut');
    }
    if (fault?.type === 'slow') yield* inDrops(piece, fault.bytesPerSecond);
    else if (fault?.type === 'wrong' && fault.atByte >= sent && fault.atByte < sent + piece.length) {
      const other = Buffer.from(piece);
      other[fault.atByte - sent] = (other[fault.atByte - sent] ?? 0) ^ 0xff;
      yield other;
    } else yield piece;
    sent += piece.length;
  }
}

async function* inDrops(piece: Buffer, bytesPerSecond: number): AsyncIterable<Buffer> {
  const bytes = Math.ceil(bytesPerSecond / SLOW_PIECES_A_SECOND);
  for (let at = 0; at < piece.length; at += bytes) {
    yield piece.subarray(at, at + bytes);
    await wait(1000 / SLOW_PIECES_A_SECOND);
  }
}

/** Cuts so many downloads of large files, each at a random place within its next `withinBytes`. */
export function randomCuts(
  seed: number,
  count: number,
  withinBytes: number,
): (request: HubRequest) => HubFault | undefined {
  const random = createRandom(seed);
  let left = count;
  return ({ method, route }) => {
    if (left === 0 || method !== 'GET' || route !== 'cdn') return undefined;
    left--;
    return { type: 'cut', afterBytes: random.int(1, withinBytes) };
  };
}
