import fastify from 'fastify';
import { addPage } from '../relay/page.ts';
import { PAGE_FOLDER } from './buildPage.ts';
import { listenOnFreePort } from './freePort.ts';

/** The first of the ports that headless workers take; each has its own browser profile, see headlessPage.ts. */
export const FIRST_WORKER_PORT = 7110;

export interface ServedPage {
  /** With a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the built page to this computer alone: a browser gives WebGPU to loopback addresses as it does to https. */
export function servePage(): Promise<ServedPage> {
  return listenOnFreePort(FIRST_WORKER_PORT, async (port) => {
    const app = fastify({ forceCloseConnections: true });
    await addPage(app, PAGE_FOLDER);
    try {
      await app.listen({ host: '127.0.0.1', port });
    } catch (error) {
      await app.close();
      throw error;
    }
    return { url: `http://127.0.0.1:${port}/`, close: () => app.close() };
  });
}
