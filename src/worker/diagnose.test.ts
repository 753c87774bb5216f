import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../tests/support/httpServer.ts';
import { parseRelayAddress } from '../protocol/relayAddress.ts';
import { createDiagnose } from './diagnose.ts';

const PAGE_OUTSIDE = 'https://someone.github.io/worker/';
const PAGE_HERE = 'http://localhost:5173/';

let server: HttpServer;
beforeEach(async () => {
  server = await startHttpServer();
});
afterEach(() => server.close());

interface Scene {
  readonly relay?: string;
  readonly page?: string;
  readonly permission?: PermissionState;
  readonly fetch?: typeof globalThis.fetch;
}

function diagnoseIn({ relay = server.base, page = PAGE_HERE, permission, fetch = globalThis.fetch }: Scene = {}) {
  const address = parseRelayAddress(relay, page);
  if ('problem' in address) throw new Error(address.problem);
  return createDiagnose(address, page, { fetch, localNetworkPermission: async () => permission });
}

const SENTENCE = /^[A-Z].*[.?]$/s;
/** A relay that answers, and one that does not, without a server of its own. */
const answers: typeof fetch = async () => new Response('');
const isSilent: typeof fetch = async () => {
  throw new TypeError('Failed to fetch');
};

describe('no socket opens', () => {
  test('N1: a server that answers takes no workers there: the path is wrong, or the port', async () => {
    server.respond = (_, response) => response.writeHead(404).end('not found');
    const problem = await diagnoseIn().noSocket();
    expect(problem).toEqual({ reason: 'wrong-path', message: expect.stringMatching(SENTENCE) });
    expect(problem.message).toContain(new URL(server.base).host);
    expect(server.seen.map(({ method, path }) => [method, path])).toEqual([['GET', '/']]);
  });

  test('N1: where nothing listens the relay is down', async () => {
    await server.close();
    expect(await diagnoseIn().noSocket()).toEqual({ reason: 'relay-down', message: expect.stringMatching(SENTENCE) });
  });

  test('N1: the question carries nothing that a relay would have to allow', async () => {
    const asked: RequestInit[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      asked.push(init ?? {});
      return new Response('');
    };
    await diagnoseIn({ fetch }).noSocket();
    expect(asked).toMatchObject([{ mode: 'no-cors', credentials: 'omit' }]);
    expect(asked[0]?.headers).toBeUndefined();
  });
});

describe('the socket is open and HTTP gets no answer', () => {
  test('N1: a server of another origin that answers allows this page nothing: no CORS', async () => {
    expect(await diagnoseIn().noAnswer()).toEqual({ reason: 'no-cors', message: expect.stringMatching(SENTENCE) });
  });

  test('N1: a server that answers nothing at all cannot be reached over HTTP', async () => {
    await server.close();
    expect(await diagnoseIn().noAnswer()).toMatchObject({ reason: 'http-unreachable' });
  });

  test('N1: of its own origin a page needs no permission, so that CORS is not it', async () => {
    const page = `${server.base}/index.html`;
    expect(await diagnoseIn({ page }).noAnswer()).toMatchObject({ reason: 'http-unreachable' });
    expect(server.seen).toEqual([]);
  });
});

describe('what the browser forbids', () => {
  test.each(['noSocket', 'noAnswer'] as const)(
    'N1: a page that came over https may not speak plainly to a relay out there (%s)',
    async (question) => {
      const scene = { page: PAGE_OUTSIDE, relay: 'ws://relay.example:7010', fetch: isSilent };
      expect(await diagnoseIn(scene)[question]()).toEqual({
        reason: 'mixed-content',
        message: expect.stringMatching(/relay\.example:7010.*wss:/),
      });
    },
  );

  test('N1: this computer may be spoken to plainly, from anywhere', async () => {
    const scene = { page: PAGE_OUTSIDE, relay: 'ws://localhost:7010' };
    expect(await diagnoseIn({ ...scene, fetch: isSilent }).noSocket()).toMatchObject({ reason: 'relay-down' });
    expect(await diagnoseIn({ ...scene, fetch: answers }).noAnswer()).toMatchObject({ reason: 'no-cors' });
  });

  test.each<[string, string, string, PermissionState]>([
    ['denied, to this computer', PAGE_OUTSIDE, 'ws://localhost:7010', 'denied'],
    ['not yet given, to this computer', PAGE_OUTSIDE, 'ws://localhost:7010', 'prompt'],
    ['denied, to the network around it', 'http://page.example/', 'ws://192.168.0.7:7010', 'denied'],
    ['not yet given, over https', PAGE_OUTSIDE, 'wss://10.0.0.7', 'prompt'],
    ['denied, from a page of this computer', PAGE_HERE, 'ws://192.168.0.7:7010', 'denied'],
  ])('N1: permission is %s', async (_, page, relay, permission) => {
    const scene = { page, relay, permission, fetch: isSilent };
    for (const question of ['noSocket', 'noAnswer'] as const) {
      expect(await diagnoseIn(scene)[question]()).toEqual({
        reason: 'local-network',
        message: expect.stringMatching(/does not let this page reach .* Allow local network access/),
      });
    }
  });

  test.each<[string, Scene]>([
    ['given', { page: PAGE_OUTSIDE, relay: 'ws://localhost:7010', permission: 'granted' }],
    ['unknown to the browser', { page: PAGE_OUTSIDE, relay: 'ws://localhost:7010' }],
    ['needed by nobody out there', { page: PAGE_OUTSIDE, relay: 'wss://relay.example', permission: 'denied' }],
    ['not asked of a page of this computer', { page: PAGE_HERE, relay: 'ws://localhost:7010', permission: 'prompt' }],
    ['not needed at home', { page: 'http://10.0.0.7/', relay: 'ws://10.0.0.7', permission: 'denied' }],
  ])('N1: permission is %s, so that it is something else', async (_, scene) => {
    expect(await diagnoseIn({ ...scene, fetch: isSilent }).noSocket()).toMatchObject({ reason: 'relay-down' });
  });
});
