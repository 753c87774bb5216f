export type ByteRange =
  | { readonly type: 'whole' }
  /** Both ends are included. */
  | { readonly type: 'part'; readonly first: number; readonly last: number }
  | { readonly type: 'unsatisfiable' };

/** What a `Range` header asks of `size` bytes. Several ranges at once are answered with the whole, which HTTP allows. */
export function readRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined || header.includes(',')) return { type: 'whole' };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === '' && to === '') return { type: 'unsatisfiable' };
  // Without a beginning, the number is the length of the tail.
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? { type: 'part', first, last } : { type: 'unsatisfiable' };
}
