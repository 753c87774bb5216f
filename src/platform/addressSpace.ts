/** How far away an address is, as Chrome's Local Network Access tells them apart. */
export type AddressSpace = DeclaredSpace | 'public';

/** `loopback` is this computer, `local` the network around it. */
export type DeclaredSpace = 'loopback' | 'local';

/**
 * By the host's looks alone: a name that resolves to a private address counts as public. `host` may carry a port.
 * Ranges: RFC 1918, RFC 3927, RFC 4193, RFC 4291; `.local` is RFC 6762.
 */
export function addressSpaceOf(host: string): AddressSpace {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name)) {
    return 'loopback';
  }
  if (/^(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2})$/.test(name)) {
    return 'local';
  }
  return /^\[(f[cd]|fe[89ab])/.test(name) || name.endsWith('.local') ? 'local' : 'public';
}

/**
 * What a request to this host must declare: a page out there that reaches into the person's own network. Undefined where
 * there is nothing to declare, or nothing sure: Chrome fails a request whose declaration turns out to be wrong.
 */
export function spaceToDeclare(pageUrl: string, host: string): DeclaredSpace | undefined {
  const space = addressSpaceOf(host);
  const sure = space !== 'public' && !/\.local(:\d+)?$/i.test(host);
  return sure && addressSpaceOf(new URL(pageUrl).host) === 'public' ? space : undefined;
}
