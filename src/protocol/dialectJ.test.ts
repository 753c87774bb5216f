import { describe, expect, test } from 'vitest';
import { claimUrl, completeUrl, failUrl, frameUrl, parseRelayAddress, relayOfPage } from './dialectJ.ts';

const PLAIN_PAGE = 'http://localhost:7010/';
const SECURE_PAGE = 'https://someone.github.io/worker/';

describe('addresses', () => {
  test.each([
    ['ws://host:7010/connect', 'ws://host:7010/connect', 'http://host:7010'],
    ['ws://host:7010', 'ws://host:7010/connect', 'http://host:7010'],
    ['ws://host:7010/', 'ws://host:7010/connect', 'http://host:7010'],
    ['ws://host:7010/connect/', 'ws://host:7010/connect', 'http://host:7010'],
    ['wss://host/connect', 'wss://host/connect', 'https://host'],
    ['http://host:7010', 'ws://host:7010/connect', 'http://host:7010'],
    ['https://host/relay', 'wss://host/relay/connect', 'https://host/relay'],
    ['wss://host/a/b/connect', 'wss://host/a/b/connect', 'https://host/a/b'],
    ['host:7010', 'ws://host:7010/connect', 'http://host:7010'],
    ['host', 'ws://host/connect', 'http://host'],
    ['192.168.0.7:7010/cams', 'ws://192.168.0.7:7010/cams/connect', 'http://192.168.0.7:7010/cams'],
    ['[::1]:7010', 'ws://[::1]:7010/connect', 'http://[::1]:7010'],
    ['  ws://host:7010/connect  ', 'ws://host:7010/connect', 'http://host:7010'],
    ['WS://Host:7010', 'ws://host:7010/connect', 'http://host:7010'],
    ['ws://host/disconnect', 'ws://host/disconnect/connect', 'http://host/disconnect'],
  ])('P5: “%s” is a relay’s address', (typed, socketUrl, httpBase) => {
    expect(parseRelayAddress(typed, PLAIN_PAGE)).toMatchObject({ socketUrl, httpBase });
  });

  test('P5: a bare host takes the scheme of the page, an address with a scheme keeps its own', () => {
    expect(parseRelayAddress('host', SECURE_PAGE)).toMatchObject({
      socketUrl: 'wss://host/connect',
      httpBase: 'https://host',
    });
    expect(parseRelayAddress('ws://host', SECURE_PAGE)).toMatchObject({ socketUrl: 'ws://host/connect' });
  });

  test('P5: what a person reads is the host with its port', () => {
    expect(parseRelayAddress('wss://cams.example:8443/x/connect', PLAIN_PAGE)).toMatchObject({
      host: 'cams.example:8443',
    });
  });

  test.each(['', '   ', 'ws://', 'ftp://host', 'file:///etc/passwd', 'host:port', 'http://a b', 'mailto:me'])(
    'P5: “%s” is no address, and the problem is a sentence',
    (typed) => {
      expect(parseRelayAddress(typed, PLAIN_PAGE)).toEqual({ problem: expect.stringMatching(/^[A-Z“].*\.$/) });
    },
  );

  test.each([
    ['http://localhost:7010/', 'ws://localhost:7010/connect'],
    ['http://localhost:7010/index.html?x=/y#z', 'ws://localhost:7010/connect'],
    ['https://host/cams/index.html', 'wss://host/cams/connect'],
    ['https://host/cams/', 'wss://host/cams/connect'],
  ])('P5: the relay of the page at %s is %s', (pageUrl, socketUrl) => {
    expect(relayOfPage(pageUrl)).toBe(socketUrl);
    expect(parseRelayAddress(relayOfPage(pageUrl), pageUrl)).toMatchObject({ socketUrl });
  });
});

describe('URLs', () => {
  test('P3: plain ids make the routes of dialect J', () => {
    expect(claimUrl('http://h', 'j1')).toBe('http://h/jobs/j1/claim');
    expect(frameUrl('http://h', 'j1', 'f1')).toBe('http://h/jobs/j1/frames/f1');
    expect(completeUrl('http://h/pre', 'j1')).toBe('http://h/pre/jobs/j1/complete');
    expect(failUrl('http://h', 'j1')).toBe('http://h/jobs/j1/fail');
  });

  test.each(['../../admin', 'a/b', 'a?b=c', 'a#b', 'a b', '%2e%2e', 'ä🚗', '\\..\\', ';x', '...'])(
    'P3: the id “%s” stays one segment of the path and arrives as it was',
    (id) => {
      for (const text of [claimUrl('http://h', id), failUrl('http://h', id), completeUrl('http://h', id)]) {
        const segments = new URL(text).pathname.split('/');
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[2] ?? '')).toBe(id);
      }
      const segments = new URL(frameUrl('http://h', id, id)).pathname.split('/');
      expect([segments.length, segments[1], segments[3]]).toEqual([5, 'jobs', 'frames']);
      expect(segments.slice(2).map(decodeURIComponent)).toEqual([id, 'frames', id]);
    },
  );
});
