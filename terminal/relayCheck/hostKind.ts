/** Where a host is, as far as its name tells; browsers decide by it what a page may reach. */
export type HostKind = 'loopback' | 'private' | 'public';

/** @param hostname as `new URL(…).hostname` has it: an IPv6 address stands in brackets */
export function hostKind(hostname: string): HostKind {
  const name = hostname.toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)) {
    return 'loopback';
  }
  const isPrivate =
    /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/.test(name) ||
    /^\[(f[cd]|fe[89ab])/.test(name) ||
    name.endsWith('.local') ||
    !/[.:]/.test(name);
  return isPrivate ? 'private' : 'public';
}
