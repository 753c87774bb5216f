import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/fakes/fakeClock.ts';
import { askFacts, type HostPorts } from './modelHost.ts';

const SHA = 'ab'.repeat(32);
const URL_OF_FILE = 'https://hub.example/owner/model/resolve/main/onnx/weights.onnx';
const BIG = '2000000';

type Answers = (method: string, url: string) => Response;

function ask(answers: Answers, url = URL_OF_FILE) {
  const seen: string[] = [];
  const ports: HostPorts = {
    clock: { ...createFakeClock(), after: (ms, action) => instantly(ms, action) },
    random: () => 0,
    fetch: async (asked, { method = 'GET', headers }) => {
      seen.push(`${method} ${(headers as Record<string, string>)['Range']}`);
      return answers(method, asked);
    },
  };
  return { seen, facts: askFacts(url, ports, new AbortController().signal) };
}

/** Waits between tries are over at once; nothing falls silent. */
function instantly(ms: number, action: () => void): () => void {
  if (ms === 0) queueMicrotask(action);
  return () => {};
}

const with200 = (headers: Record<string, string>): Response => new Response(null, { headers });

describe('asking a host for the facts', () => {
  test('M3: a plain static host tells size and ETag by HEAD, and is asked for no hash', async () => {
    const { seen, facts } = ask(
      () => with200({ 'content-length': BIG, etag: '"e"' }),
      'https://page.example/demo/a.onnx',
    );
    expect(await facts).toEqual({ size: 2_000_000, etag: '"e"', sha256: undefined });
    expect(seen).toEqual(['HEAD bytes=0-']);
  });

  test.each([405, 403, 501])('M3: where HEAD is answered with %s, one byte is asked for instead', async (status) => {
    const { seen, facts } = ask((method) =>
      method === 'HEAD'
        ? new Response(null, { status: status === 501 ? 405 : status })
        : new Response('x', { status: 206, headers: { 'content-range': 'bytes 0-0/77' } }),
    );
    expect(await facts).toMatchObject({ size: 77 });
    expect(seen).toEqual(['HEAD bytes=0-', 'GET bytes=0-0']);
  });

  test('M3: a host that tells no size at all is believed to have the file', async () => {
    expect(await ask(() => with200({})).facts).toMatchObject({ size: undefined });
  });

  test('M4: the hash of a large file is read where git keeps its pointer', async () => {
    const pointer = `oid sha256:${SHA}\nsize ${BIG}\n`;
    const { facts } = ask((_, url) =>
      url.includes('/raw/')
        ? new Response(pointer, { headers: { 'content-length': String(pointer.length) } })
        : with200({ 'content-length': BIG }),
    );
    expect((await facts) !== 'absent' && (await facts)).toMatchObject({ sha256: SHA });
  });

  test('M4: without a pointer, or a page may not read it, there is no hash and no failure', async () => {
    const { seen, facts } = ask((_, url) => {
      if (url.includes('/raw/')) throw new TypeError('Failed to fetch');
      return with200({ 'content-length': BIG });
    });
    expect(await facts).toMatchObject({ size: 2_000_000, sha256: undefined });
    expect(seen).toHaveLength(3);
  });

  test('V4: a front page in place of a file means that there is none', async () => {
    expect(await ask(() => with200({ 'content-type': 'text/html', 'content-length': '9' })).facts).toBe('absent');
    expect(await ask(() => new Response(null, { status: 404 })).facts).toBe('absent');
  });

  test('M4: a refusal is final and names the file without its revision', async () => {
    const { seen, facts } = ask(() => new Response(null, { status: 403 }));
    await expect(facts).rejects.toThrow(/^hub\.example does not give out owner\/model\/onnx\/weights\.onnx \(403\)/);
    expect(seen).toHaveLength(2);
  });
});
