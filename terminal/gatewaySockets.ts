// The gateway's WebSockets, as tunnels: the browser's handshake goes to the relay, its answer goes back, and from then on
// the bytes of both. So the browser sees what it would see without us: a handshake that the relay refused fails at once,
// pings, close codes and a cut connection arrive as they are, and a page that reads slowly slows its relay down instead of
// filling our memory. (@fastify/http-proxy accepts the browser's socket before it asks the relay.)
import http, { type IncomingMessage, STATUS_CODES } from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { headersForBrowser, headersForRelay, isForeign } from './gatewayHeaders.ts';
import { SOCKET_PATHS } from './gatewayRoutes.ts';

/** A page that waits for longer than this tries again by itself. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/**
 * A night without a job is silent: no timeout. Probes by the system find the other end of a cable that was pulled, within
 * 10 s of this silence, and keep routers from forgetting the connection.
 */
const PROBE_AFTER_MS = 30_000;

interface GatewaySocketsOptions {
  /** Without a trailing slash. */
  readonly relay: string;
  /** What stands before the relay's paths here, and not there. */
  readonly prefix: string;
  /** Told at each handshake: nothing where the relay answered, else why it did not. */
  readonly onRelay: (problem?: Error) => void;
}

export function createGatewaySockets({ relay, prefix, onRelay }: GatewaySocketsOptions) {
  const open = new Set<Socket>();

  function ask(request: IncomingMessage, browser: Socket, head: Buffer): void {
    const { request: send } = relay.startsWith('https:') ? https : http;
    const asked = send(`${relay}${request.url?.slice(prefix.length)}`, {
      // A connection of its own: one that was kept from before may be dead.
      agent: false,
      timeout: HANDSHAKE_TIMEOUT_MS,
      headers: {
        ...headersForRelay(request.headers, { relay, client: browser.remoteAddress ?? '' }),
        connection: 'Upgrade',
        upgrade: 'websocket',
      },
    });
    const giveUp = (): unknown => asked.destroy();
    let answered = false;
    asked.once('upgrade', (answer, socket, answerHead) => {
      onRelay();
      browser.off('close', giveUp);
      browser.write(headOf(101, { connection: 'Upgrade', upgrade: 'websocket', ...handshakeOf(answer) }));
      browser.write(answerHead);
      socket.write(head);
      track(socket);
      join(browser, socket);
    });
    asked.once('response', (answer) => {
      onRelay();
      answered = true;
      browser.write(headOf(answer.statusCode ?? 502, { ...headersForBrowser(answer.headers), connection: 'close' }));
      pipeline(answer, browser, () => browser.destroySoon());
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${HANDSHAKE_TIMEOUT_MS / 1000} s`)));
    asked.on('error', (error) => {
      if (answered || browser.destroyed) return;
      onRelay(error);
      refuse(browser, 502, 'The relay does not answer.');
    });
    browser.once('close', giveUp);
    asked.end();
  }

  function track(socket: Socket): void {
    open.add(socket);
    // What broke is told by the close that follows.
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
  }

  return {
    /** Listener for a server's `upgrade`. */
    accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      // Always one, though the type of the event does not say so.
      if (!(socket instanceof Socket)) return void socket.destroy();
      track(socket);
      const path = request.url?.split('?', 1)[0] ?? '';
      if (!SOCKET_PATHS.some((known) => path === prefix + known))
        refuse(socket, 404, `There is no WebSocket at ${path.slice(0, 200)}.`);
      else if (request.headers.upgrade?.toLowerCase() !== 'websocket')
        refuse(socket, 426, 'Only WebSockets open here.');
      else if (isForeign(request.headers)) refuse(socket, 403, 'Only the page of this gateway may connect here.');
      else ask(request, socket, head);
    },
    /** Cuts every tunnel. */
    close(): void {
      for (const socket of open) socket.destroy();
    },
  };
}

function join(browser: Socket, relay: Socket): void {
  for (const [socket, other] of [
    [browser, relay],
    [relay, browser],
  ] as const) {
    socket.setTimeout(0);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    socket.pipe(other);
    // What has been read goes out first: the last of it says why the connection ended.
    socket.once('close', () => other.destroySoon());
  }
}

/** The relay accepted the browser's key, and chose among its extensions and subprotocols. */
const handshakeOf = ({ headers }: IncomingMessage): object =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('sec-websocket-')));

function refuse(socket: Socket, status: number, sentence: string): void {
  const body = JSON.stringify({ error: sentence });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  socket.write(headOf(status, headers));
  socket.write(body);
  socket.destroySoon();
}

/** Header values come as latin1 and go as they came. */
function headOf(status: number, headers: object): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`, 'latin1');
}
