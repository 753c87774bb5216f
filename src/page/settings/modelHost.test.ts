import { expect, test } from 'vitest';
import { modelHostOf, modelHostProblem } from './modelHost.ts';

const PAGE = 'http://relay.example:7010/';

test.each(['', ' ', 'https://hub.example', 'http://192.168.1.20:8000/mirror', 'https://hub.example/'])(
  'G13: “%s” can be used',
  (typed) => {
    expect(modelHostProblem(typed, PAGE)).toBeUndefined();
  },
);

test.each([
  ['hub.example', /whole address/],
  ['javascript:alert(1)', /http/],
  ['file:///models', /http/],
  ['https://me:secret@hub.example', /name and password/],
  ['https://hub.example/?key=1', /\? or #/],
])('G13: %s cannot, and the reason is said', (typed, reason) => {
  expect(modelHostProblem(typed, PAGE)).toMatch(reason);
});

test('G13: a page over https is told that plain http is blocked, but for this computer itself', () => {
  const page = 'https://pages.example/';
  expect(modelHostProblem('http://hub.example', page)).toMatch(/Use https/);
  expect(modelHostProblem('http://localhost:8000', page)).toBeUndefined();
  expect(modelHostProblem('http://127.0.0.1:8000', page)).toBeUndefined();
});

test('G13: the host is kept with its path and without the slash at its end', () => {
  expect(modelHostOf(' https://hub.example/mirror/ ')).toBe('https://hub.example/mirror');
  expect(modelHostOf('https://hub.example')).toBe('https://hub.example');
  expect(modelHostOf('')).toBeUndefined();
});
