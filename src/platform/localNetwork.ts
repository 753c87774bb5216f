// Chrome's Local Network Access: a page from outside needs the person's permission to reach into their own network, and may
// declare what it is up to. https://wicg.github.io/local-network-access/

import { type DeclaredSpace, spaceToDeclare } from './addressSpace.ts';

/** Newest first; each Chrome knows some of these names. */
const PERMISSIONS = ['local-network', 'loopback-network', 'local-network-access'];

/** The strictest answer of the permissions that the browser knows; undefined where it knows none. */
export async function localNetworkPermission(): Promise<PermissionState | undefined> {
  const states = await Promise.all(
    PERMISSIONS.map(async (name) => {
      try {
        // Names that are newer than the types.
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return undefined;
      }
    }),
  );
  return (['denied', 'prompt', 'granted'] as const).find((state) => states.includes(state));
}

/** Options for a request to `url` that say where it goes, for `fetch` and for sockets; browsers that do not know them ignore them. */
export function declaration(pageUrl: string, url: string): { readonly targetAddressSpace?: DeclaredSpace } {
  const targetAddressSpace = spaceToDeclare(pageUrl, new URL(url).host);
  return targetAddressSpace ? { targetAddressSpace } : {};
}
