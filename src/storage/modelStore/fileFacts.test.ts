import { describe, expect, test } from 'vitest';
import { isSameFile, readFacts, readPointer } from './fileFacts.ts';

const SHA = 'ab'.repeat(32);
const answer = (headers: Record<string, string>, status = 200): Response => new Response(null, { status, headers });

describe('what headers tell of a file', () => {
  test.each<[string, Response, object]>([
    ['the length of the body', answer({ 'content-length': '12' }), { size: 12 }],
    ['the total of a range', answer({ 'content-length': '1', 'content-range': 'bytes 0-0/12' }, 206), { size: 12 }],
    ['the size that the hub links to', answer({ 'content-length': '900', 'x-linked-size': '12' }), { size: 12 }],
    [
      'no size of a compressed body',
      answer({ 'content-length': '12', 'content-encoding': 'gzip' }),
      { size: undefined },
    ],
    ['no size of a body in chunks', answer({}), { size: undefined }],
    ['nothing in an empty file', answer({}, 416), { size: 0 }],
    ['the hash that the hub links to', answer({ 'x-linked-etag': `"${SHA}"` }), { sha256: SHA }],
    [
      'no hash in a plain ETag, even one that looks like it',
      answer({ etag: `"${SHA}"` }),
      { sha256: undefined, etag: `"${SHA}"` },
    ],
    ['the date of the last change for want of an ETag', answer({ 'last-modified': 'Mon' }), { etag: 'Mon' }],
  ])('M3: %s', (_, response, facts) => {
    expect(readFacts(response)).toMatchObject(facts);
  });

  test('M4: the hash and the size stand in what git keeps in place of the file', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA}\nsize 123\n`;
    expect(readPointer(pointer)).toEqual({ sha256: SHA, size: 123 });
    expect(readPointer('{"not":"a pointer"}')).toEqual({ sha256: undefined, size: undefined });
  });
});

test.each([
  ['the same hash from another CDN', { sha256: SHA, etag: '"a"' }, { sha256: SHA, etag: '"b"' }, true],
  ['another hash', { sha256: SHA, etag: '"a"' }, { sha256: 'cd'.repeat(32), etag: '"a"' }, false],
  ['another ETag', { size: 1, etag: '"a"' }, { size: 1, etag: '"b"' }, false],
  ['an ETag that has become weak', { size: 1, etag: '"a"' }, { size: 1, etag: 'W/"a"' }, true],
  ['another size', { size: 1, etag: '"a"' }, { size: 2, etag: '"a"' }, false],
  ['nothing but the size', { size: 1 }, { size: 1 }, true],
])('M4: bytes are joined or not by %s', (_, a, b, isSame) => {
  expect(isSameFile(a, b)).toBe(isSame);
});
