import { afterEach, expect, test, vi } from 'vitest';
import { declaration, localNetworkPermission } from './localNetwork.ts';

/** A browser that knows these permissions, and no others. */
function browserWith(states: Readonly<Record<string, PermissionState>>): void {
  const query = async ({ name }: { readonly name: string }) => {
    const state = states[name];
    if (state === undefined) throw new TypeError(`'${name}' is no permission`);
    return { state };
  };
  vi.stubGlobal('navigator', { permissions: { query } });
}
afterEach(() => vi.unstubAllGlobals());

test.each<[Readonly<Record<string, PermissionState>>, PermissionState | undefined]>([
  [{}, undefined],
  [{ 'local-network-access': 'prompt' }, 'prompt'],
  [{ 'local-network': 'granted', 'loopback-network': 'granted' }, 'granted'],
  [{ 'local-network': 'granted', 'loopback-network': 'prompt' }, 'prompt'],
  [{ 'local-network': 'granted', 'loopback-network': 'denied', 'local-network-access': 'prompt' }, 'denied'],
])('N1: of %j the strictest answer counts', async (states, answer) => {
  browserWith(states);
  expect(await localNetworkPermission()).toBe(answer);
});

test('N1: a browser without permissions has no answer', async () => {
  vi.stubGlobal('navigator', {});
  expect(await localNetworkPermission()).toBeUndefined();
});

test('N1: a request from outside into the person’s network says so, any other says nothing', () => {
  const outside = 'https://someone.github.io/worker/';
  expect(declaration(outside, 'ws://localhost:7010/connect')).toEqual({ targetAddressSpace: 'loopback' });
  expect(declaration(outside, 'http://10.0.0.7/frames/f1')).toEqual({ targetAddressSpace: 'local' });
  expect(declaration(outside, 'wss://relay.example/connect')).toEqual({});
  expect(declaration('http://localhost:5173/', 'ws://localhost:7010/connect')).toEqual({});
});
