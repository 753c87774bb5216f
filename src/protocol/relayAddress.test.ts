import { describe, expect, test } from 'vitest';
import { parseRelayAddress, relayOfPage } from './relayAddress.ts';

const PLAIN_PAGE = 'http://localhost:7010/';
const SECURE_PAGE = 'https://someone.github.io/worker/';

function addressOf(typed: string, page = PLAIN_PAGE) {
  const address = parseRelayAddress(typed, page);
  if ('problem' in address) throw new Error(address.problem);
  return { ...address, urls: address.sockets.map(({ url }) => url) };
}

describe('an address with its path', () => {
  test.each([
    ['ws://host:7010/connect', 'ws://host:7010/connect', 'E1', 'http://host:7010'],
    ['ws://host:7010/connect/', 'ws://host:7010/connect', 'E1', 'http://host:7010'],
    ['wss://host/connect', 'wss://host/connect', 'E1', 'https://host'],
    ['wss://host/a/b/connect', 'wss://host/a/b/connect', 'E1', 'https://host/a/b'],
    ['host/connect', 'ws://host/connect', 'E1', 'http://host'],
    ['  ws://host:7010/connect  ', 'ws://host:7010/connect', 'E1', 'http://host:7010'],
    ['ws://host:9020/worker/connect', 'ws://host:9020/worker/connect', 'E2', 'http://host:9020'],
    ['https://host/cams/worker/connect/', 'wss://host/cams/worker/connect', 'E2', 'https://host/cams'],
  ])('P5, D1: “%s” is one place, and events there are those of its dialect', (typed, url, events, httpBase) => {
    const address = addressOf(typed);
    expect(address.sockets).toEqual([{ url, events }]);
    expect(address.httpBase).toBe(httpBase);
  });
});

describe('an address without a path', () => {
  test.each([
    ['ws://host:7010', 'ws://host:7010', 'http://host:7010'],
    ['ws://host:7010/', 'ws://host:7010', 'http://host:7010'],
    ['http://host:7010', 'ws://host:7010', 'http://host:7010'],
    ['https://host/relay', 'wss://host/relay', 'https://host/relay'],
    ['host:7010', 'ws://host:7010', 'http://host:7010'],
    ['host', 'ws://host', 'http://host'],
    ['192.168.0.7:7010/cams', 'ws://192.168.0.7:7010/cams', 'http://192.168.0.7:7010/cams'],
    ['[::1]:7010', 'ws://[::1]:7010', 'http://[::1]:7010'],
    ['WS://Host:7010', 'ws://host:7010', 'http://host:7010'],
    ['ws://host/disconnect', 'ws://host/disconnect', 'http://host/disconnect'],
  ])('D9: “%s” is tried at /connect and then at /worker/connect', (typed, base, httpBase) => {
    const address = addressOf(typed);
    expect(address.sockets).toEqual([
      { url: `${base}/connect`, events: 'E1' },
      { url: `${base}/worker/connect`, events: 'E2' },
    ]);
    expect(address.httpBase).toBe(httpBase);
  });

  test('P5: a bare host takes the scheme of the page, an address with a scheme keeps its own', () => {
    expect(addressOf('host', SECURE_PAGE)).toMatchObject({
      urls: ['wss://host/connect', 'wss://host/worker/connect'],
      httpBase: 'https://host',
    });
    expect(addressOf('ws://host', SECURE_PAGE).urls[0]).toBe('ws://host/connect');
  });

  test('P5: what a person reads is the host with its port', () => {
    expect(addressOf('wss://cams.example:8443/x/connect').host).toBe('cams.example:8443');
  });
});

test.each(['', '   ', 'ws://', 'ftp://host', 'file:///etc/passwd', 'host:port', 'http://a b', 'mailto:me'])(
  'P5: “%s” is no address, and the problem is a sentence',
  (typed) => {
    expect(parseRelayAddress(typed, PLAIN_PAGE)).toMatchObject({ problem: expect.stringMatching(/^[A-Z“].*\.$/) });
  },
);

test.each([
  ['http://localhost:7010/', 'ws://localhost:7010'],
  ['http://localhost:7010/index.html?x=/y#z', 'ws://localhost:7010'],
  ['https://host/cams/index.html', 'wss://host/cams'],
  ['https://host/cams/', 'wss://host/cams'],
])('P5, D9: the relay of the page at %s is %s, at either path', (pageUrl, relay) => {
  expect(relayOfPage(pageUrl)).toBe(relay);
  expect(addressOf(relay, pageUrl).urls).toEqual([`${relay}/connect`, `${relay}/worker/connect`]);
});
