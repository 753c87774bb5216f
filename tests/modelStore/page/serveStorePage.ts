// The page that has the store in a worker, built when a test needs it and served from memory.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

const HERE = import.meta.dirname;

export interface StorePage {
  readonly url: string;
  close(): void;
}

export async function serveStorePage(): Promise<StorePage> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome124',
      rolldownOptions: {
        input: { storePage: resolve(HERE, 'storePage.ts'), 'store.worker': resolve(HERE, 'store.worker.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  const scripts = new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : '']));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const script = scripts.get(pathname);
    if (script !== undefined) response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    else if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Store</title><script type="module" src="/storePage.js"></script>');
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
