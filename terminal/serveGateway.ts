import { PAGE_FOLDER } from './buildPage.ts';
import { listenOnFreePort } from './freePort.ts';
import { createGateway } from './gateway.ts';
import { FIRST_WORKER_PORT, type ServedPage } from './servePage.ts';

export interface ServedGateway extends ServedPage {
  /** The relay as the page reaches it. */
  readonly relay: string;
}

/**
 * Serves the built page and a relay to this computer alone, on one origin. The relay's own address is in its path here:
 * what the page could not deliver is kept for that relay, and must not go to another that comes by the same port.
 *
 * @param relay the base of its HTTP routes
 */
export function serveGateway(relay: string, onRelay: (problem: string | undefined) => void): Promise<ServedGateway> {
  const prefix = `/${relay.replace(/^https?:\/\//, '').replace(/[^\w.-]+/g, '-')}`;
  const host = '127.0.0.1';
  return listenOnFreePort(FIRST_WORKER_PORT, async (port) => {
    const gateway = createGateway({ relay, pageFolder: PAGE_FOLDER, host, port, prefix, onRelay });
    try {
      await gateway.listen();
    } catch (error) {
      await gateway.close();
      throw error;
    }
    return { url: `http://${host}:${port}/`, relay: `ws://${host}:${port}${prefix}`, close: () => gateway.close() };
  });
}
