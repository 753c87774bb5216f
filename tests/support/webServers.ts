// Caddy and nginx with the files of deploy/, each on a free port of the loopback address, as this user, with all that they
// write in a folder that is removed at the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { thisMachine } from '../../terminal/machine.ts';
import { ensureProgram } from './ensureProgram.ts';

const root = resolve(import.meta.dirname, '..', '..');

export interface WebServer {
  /** Without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

interface Settings {
  /** host:port */
  readonly relay: string;
  /** Of the page that a CORS server serves the relay to. */
  readonly pageOrigin?: string;
}

type StartWebServer = (settings: Settings) => Promise<WebServer>;

const startCaddy =
  (file: string): StartWebServer =>
  async ({ relay, pageOrigin = '' }) => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'unblink-caddy-'));
    return run(await ensureProgram('caddy'), ['run', '--adapter', 'caddyfile', '--config', join(root, file)], {
      port,
      folder,
      env: { SITE: `:${port}`, ADMIN: 'off', RELAY: relay, PAGE: join(root, 'dist'), PAGE_ORIGIN: pageOrigin },
    });
  };

const startNginx =
  (file: string): StartWebServer =>
  async ({ relay, pageOrigin = '' }) => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'unblink-nginx-'));
    const site = fill(readFileSync(join(root, file), 'utf8'), [
      ['server 127.0.0.1:7010;', `server ${relay};`],
      [/listen 127\.0\.0\.1:\d+/, `listen 127.0.0.1:${port}`],
      ...(pageOrigin === ''
        ? ([['root /srv/unblink;', `root ${join(root, 'dist')};`]] as const)
        : ([['"https://you.github.io"', `"${pageOrigin}"`]] as const)),
    ]);
    writeFileSync(join(folder, 'site.conf'), site);
    writeFileSync(join(folder, 'nginx.conf'), aroundSite(folder));
    const args = ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'];
    return run(await ensureProgram('nginx'), args, { port, folder, env: {} });
  };

/** What a system's own nginx.conf holds around its sites. */
function aroundSite(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    ${thisMachine.isRoot ? 'user root;' : ''}
    worker_processes 1;
    pid ${folder}/pid;
    error_log stderr;
    events { worker_connections 256; }
    http {
      access_log off;
      ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
      include ${folder}/site.conf;
    }`;
}

export const pageServers: readonly (readonly [string, StartWebServer])[] = [
  ['Caddy', startCaddy('deploy/Caddyfile')],
  ['nginx', startNginx('deploy/nginx.conf')],
];

export const corsServers: readonly (readonly [string, StartWebServer])[] = [
  ['Caddy', startCaddy('deploy/cors.Caddyfile')],
  ['nginx', startNginx('deploy/cors.nginx.conf')],
];

interface Running {
  readonly port: number;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

async function run(program: string, args: readonly string[], { port, folder, env }: Running): Promise<WebServer> {
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilAnswering(url, child);
  } catch {
    await close();
    throw new Error(`${program} ended before it answered:\n${said}`);
  }
  return { url, close };
}

/** Neither program says when it listens. */
async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await new Promise((turn) => setTimeout(turn, 20));
  }
  throw new Error('it ended');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a server on a port has a port');
  return address.port;
}

/** Writes values into a file where it says that a person should. @throws where the file does not say it any more */
function fill(text: string, values: readonly (readonly [string | RegExp, string])[]): string {
  return values.reduce((filled, [place, value]) => {
    const changed = filled.replace(place, value);
    if (changed === filled) throw new Error(`There is no ${place} to fill in.`);
    return changed;
  }, text);
}
