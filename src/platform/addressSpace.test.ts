import { describe, expect, test } from 'vitest';
import { addressSpaceOf, spaceToDeclare } from './addressSpace.ts';

describe('how far away a host is', () => {
  test.each([
    'localhost',
    'localhost:7010',
    'LOCALHOST',
    'cam.localhost',
    '127.0.0.1:80',
    '127.9.9.9',
    '[::1]',
    '[::1]:7010',
  ])('N1: %s is this computer', (host) => {
    expect(addressSpaceOf(host)).toBe('loopback');
  });

  test.each([
    '10.0.0.1',
    '192.168.0.7:7010',
    '172.16.0.1',
    '172.31.255.255',
    '169.254.1.1',
    '[fd00::1]:7010',
    '[fc12::1]',
    '[fe80::1]',
    '[feb0::1]',
    'nvr.local',
    'NVR.local:7010',
  ])('N1: %s is in the network around it', (host) => {
    expect(addressSpaceOf(host)).toBe('local');
  });

  test.each([
    'relay.example',
    'relay.example:7010',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '11.0.0.1',
    '[2001:db8::1]:7010',
    'localhost.example',
    '127.0.0.1.example',
    '10.0.0.1.example:80',
    'local',
  ])('N1: %s is out there', (host) => {
    expect(addressSpaceOf(host)).toBe('public');
  });
});

describe('what a request declares', () => {
  const OUTSIDE = 'https://someone.github.io/worker/';

  test('N1: a page from outside declares where in the person’s network it goes', () => {
    expect(spaceToDeclare(OUTSIDE, 'localhost:7010')).toBe('loopback');
    expect(spaceToDeclare(OUTSIDE, '192.168.0.7:7010')).toBe('local');
  });

  test('N1: there is nothing to declare out there, nor of a page from inside', () => {
    expect(spaceToDeclare(OUTSIDE, 'relay.example')).toBeUndefined();
    expect(spaceToDeclare('http://localhost:7010/', '192.168.0.7:7010')).toBeUndefined();
    expect(spaceToDeclare('http://192.168.0.9/', 'localhost:7010')).toBeUndefined();
  });

  test('N1: a name that may resolve to anything is not declared, as a wrong word fails the request', () => {
    expect(spaceToDeclare(OUTSIDE, 'nvr.local')).toBeUndefined();
    expect(spaceToDeclare(OUTSIDE, 'NVR.LOCAL:7010')).toBeUndefined();
  });
});
