// A model hub on this machine: the routes, redirects and headers of the HF Hub, two origins as there (hub and CDN), and on
// demand the bad days of both.
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type HubFault, spoil } from './hubFault.ts';
import { bytesFile, type HubFile } from './hubFile.ts';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export interface HubRequest {
  readonly method: string;
  /** `cdn` is where `resolve` of a large file leads. */
  readonly route: 'resolve' | 'raw' | 'cdn';
  /** Of the file in its model. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** First byte that is asked for. */
  readonly start: number;
}

export interface HubOptions {
  /** By `owner/name`, then by path. */
  readonly models: Readonly<Record<string, Record<string, HubFile>>>;
  /** From this size on a file is in LFS: it has a SHA-256 and comes from the CDN. */
  readonly largeBytes?: number;
}

export interface Hub {
  /** Of the hub, without a slash at its end. */
  readonly url: string;
  /** All but preflights. */
  readonly seen: readonly HubRequest[];
  /** CORS preflights; the CDN refuses them. */
  readonly preflights: number;
  /** Says for each request what goes wrong with it. */
  fault: (request: HubRequest) => HubFault | undefined;
  baseUrl(model: string, revision?: string): string;
  close(): Promise<void>;
}

const EXPOSED =
  'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag';
const LARGE_BYTES = 10_000_000;

export async function startHub({ models, largeBytes = LARGE_BYTES }: HubOptions): Promise<Hub> {
  const seen: HubRequest[] = [];
  let preflights = 0;
  const hubServer = createServer((request, response) => void answer(request, response, onHub));
  const cdnServer = createServer((request, response) => void answer(request, response, onCdn));
  const url = await listen(hubServer);
  const cdnUrl = await listen(cdnServer);

  const hub: Hub = {
    url,
    seen,
    get preflights() {
      return preflights;
    },
    fault: () => undefined,
    baseUrl: (model, revision = COMMIT) => `${url}/${model}/resolve/${revision}/`,
    async close() {
      await Promise.all([close(hubServer), close(cdnServer)]);
    },
  };

  type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

  async function answer(request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    if (request.method === 'OPTIONS') {
      preflights++;
      return void response.writeHead(handler === onCdn ? 403 : 204, { 'Access-Control-Allow-Headers': '*' }).end();
    }
    try {
      await handler(request, response);
    } catch {
      // Who asked has gone, or a fault cut it off.
      response.destroy();
    }
  }

  async function onHub(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, owner, name, route, , ...rest] = pathOf(request).split('/');
    const model = models[`${owner}/${name}`];
    // The hub does not tell a private model from none.
    if (!model) return void response.writeHead(401, { 'X-Error-Code': 'RepoNotFound' }).end('Repository not found');
    const path = rest.join('/');
    const file = model[path];
    if (!file) return void response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end('Entry not found');
    const isLarge = file.size >= largeBytes;
    if (route === 'raw' && isLarge) {
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${await file.sha256()}\nsize ${file.size}\n`;
      return send(request, response, 'raw', path, bytesFile(pointer));
    }
    if (isLarge) {
      const linked = { 'X-Linked-Size': file.size, 'X-Linked-ETag': `"${await file.sha256()}"` };
      const Location = `${cdnUrl}/${owner}/${name}/${path}?Expires=1`;
      return void response.writeHead(302, { 'X-Repo-Commit': COMMIT, ...linked, Location }).end('Found. Redirecting');
    }
    await send(request, response, route === 'raw' ? 'raw' : 'resolve', path, file);
  }

  async function onCdn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, owner, name, ...rest] = pathOf(request).split('/');
    const path = rest.join('/');
    const file = models[`${owner}/${name}`]?.[path];
    if (!file) return void response.writeHead(404).end();
    await send(request, response, 'cdn', path, file);
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    route: HubRequest['route'],
    path: string,
    file: HubFile,
  ): Promise<void> {
    const { method = '', headers } = request;
    const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
    const one = { method, route, path, headers, start: Number(range?.[1] ?? 0) };
    seen.push(one);
    const fault = hub.fault(one);
    if (fault?.type === 'status') {
      return void response.writeHead(fault.status, retryAfter(fault.retryAfterSeconds)).end();
    }
    const etag = `"${etagOf(await file.sha256(), route)}"`;
    const isOther = headers['if-range'] !== undefined && headers['if-range'] !== etag;
    const part = isOther || fault?.type === 'noRanges' ? null : range;
    const start = Number(part?.[1] ?? 0);
    if (part && start >= file.size) {
      return void response.writeHead(416, { 'Content-Range': `bytes */${file.size}`, ETag: etag }).end();
    }
    const end = part?.[2] ? Math.min(Number(part[2]) + 1, file.size) : file.size;
    response.writeHead(part ? 206 : 200, {
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Content-Type': route === 'cdn' ? 'application/octet-stream' : 'text/plain; charset=utf-8',
      ...(route !== 'cdn' && { 'X-Repo-Commit': COMMIT }),
      ...(fault?.type !== 'short' && { 'Content-Length': end - start }),
      ...(part && { 'Content-Range': `bytes ${start}-${end - 1}/${file.size}` }),
    });
    if (method === 'HEAD') return void response.end();
    response.flushHeaders();
    await pipeline(Readable.from(spoil(file.read(start), end - start, fault)), response);
  }

  return hub;
}

/** The CDN's looks like a SHA-256 and is none; git's is shorter. */
const etagOf = (sha256: string, route: HubRequest['route']): string =>
  route === 'cdn' ? [...sha256].reverse().join('') : sha256.slice(0, 40);

const retryAfter = (seconds: number | undefined): OutgoingHttpHeaders =>
  seconds === undefined ? {} : { 'Retry-After': seconds, 'Access-Control-Expose-Headers': 'Retry-After' };

const pathOf = (request: IncomingMessage): string =>
  decodeURIComponent(new URL(request.url ?? '/', 'http://hub').pathname);

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
