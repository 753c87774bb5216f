import { expect, test } from 'vitest';
import { STRANGE_ORIGIN, whyRefused, whyUnreadable } from './cors.ts';
import { hostKind } from './hostKind.ts';

const origin = (value: string) => new Headers({ 'Access-Control-Allow-Origin': value });

test.each([
  ['*', undefined],
  [STRANGE_ORIGIN, undefined],
  ['https://other.example', 'Access-Control-Allow-Origin is https://other.example'],
  ['null', 'Access-Control-Allow-Origin is null'],
  ['*, *', 'Access-Control-Allow-Origin is there twice (*, *): do relay and proxy both add it?'],
])('T4: an answer that allows %s is judged as browsers do', (value, why) => {
  expect(whyUnreadable(origin(value), STRANGE_ORIGIN)).toBe(why);
});

test.each([
  [204, 'X-Worker-Key, Content-Type', undefined],
  [200, 'content-type,x-worker-key', undefined],
  [204, '*', undefined],
  [204, 'Content-Type, Authorization', 'Access-Control-Allow-Headers lacks x-worker-key'],
  [204, '', 'Access-Control-Allow-Headers lacks x-worker-key and content-type'],
  [401, '*', 'OPTIONS is answered 401'],
  [301, '*', 'OPTIONS is answered 301'],
])('T4: a preflight answered %i with the headers “%s” is judged as browsers do', (status, allowed, why) => {
  const headers = origin('*');
  headers.set('Access-Control-Allow-Headers', allowed);
  expect(whyRefused({ status, headers }, STRANGE_ORIGIN, ['x-worker-key', 'content-type'])).toBe(why);
});

test.each([
  ['localhost', 'loopback'],
  ['cams.localhost', 'loopback'],
  ['127.0.0.1', 'loopback'],
  ['[::1]', 'loopback'],
  ['192.168.1.20', 'private'],
  ['172.31.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['10.example.com', 'public'],
  ['[fd00::1]', 'private'],
  ['[2001:db8::1]', 'public'],
  ['nas', 'private'],
  ['nas.local', 'private'],
  ['cams.example', 'public'],
])('T4: the host %s is %s', (hostname, kind) => {
  expect(hostKind(hostname)).toBe(kind);
});
