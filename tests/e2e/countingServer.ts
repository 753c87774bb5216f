import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Static hosting as plain as it gets, under a path of its own, that remembers what was asked of it.
 *
 * @param tls makes it https
 */
export async function serveStatically(folder: string, prefix: string, tls?: https.ServerOptions) {
  const requests: string[] = [];
  const answer: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    // HEAD asks how long a file is; it fetches none.
    if (request.method !== 'HEAD') requests.push(path);
    const file = normalize(path.slice(prefix.length) || 'index.html');
    if (!path.startsWith(prefix) || file.startsWith('..')) return void response.writeHead(404).end();
    readFile(join(folder, file)).then(
      (body) =>
        response
          .writeHead(200, {
            'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
            'Content-Length': body.length,
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  };
  const server = (tls ? https.createServer(tls, answer) : http.createServer(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`, requests, close: () => server.close() };
}
