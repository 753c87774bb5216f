/** How far to look: a machine with more relays than this has other plans. */
const PORTS_TRIED = 20;

/** Listens on the first port that is free, from `firstPort` on. @returns what `listen` gave */
export async function listenOnFreePort<T>(firstPort: number, listen: (port: number) => Promise<T>): Promise<T> {
  for (let port = firstPort; ; port++) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isPortTaken(error) || port >= firstPort + PORTS_TRIED - 1 || port >= 65_535) throw error;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
