// The gateway's HTTP routes. Requests and answers are streams all the way: no frame is held here.
import type { Socket } from 'node:net';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';
import { MAX_BODY_BYTES } from '../relay/httpErrors.ts';
import { headersForBrowser, headersForRelay, isForeign } from './gatewayHeaders.ts';
import { GET_ROUTES, POST_ROUTES, SOCKET_PATHS } from './gatewayRoutes.ts';

/** A worker waits for 30 s: see src/worker/relayHttp.ts. */
const ANSWER_TIMEOUT_MS = 30_000;

interface GatewayHttpOptions {
  /** Without a trailing slash. */
  readonly relay: string;
  /** Told at each answer: nothing where the relay gave it, else why it did not. */
  readonly onRelay: (problem?: Error) => void;
}

export function addGatewayHttp(app: FastifyInstance, { relay, onRelay }: GatewayHttpOptions, done: () => void): void {
  for (const url of SOCKET_PATHS) {
    app.get(url, (_, reply) => reply.code(426).send({ error: 'Workers connect here with a WebSocket.' }));
  }
  app.register((scope, _, scopeDone) => {
    // Those that are left would read a body before it is passed on.
    scope.removeAllContentTypeParsers();
    scope.addHook('onRequest', async ({ headers }, reply) => {
      if (isForeign(headers)) return reply.code(403).send({ error: 'Only the page of this gateway may ask here.' });
      // A body that does not say how long it is is for the relay to judge.
      if (Number(headers['content-length'] ?? 0) <= MAX_BODY_BYTES) return;
      return reply.code(413).send({ error: `The body is larger than ${MAX_BODY_BYTES} bytes.` });
    });
    scope.register(proxy, routesOf(['GET', 'HEAD'], GET_ROUTES));
    scope.register(proxy, routesOf(['POST'], POST_ROUTES));
    scopeDone();
  });
  done();

  function routesOf(methods: readonly string[], routes: readonly string[]): Parameters<typeof proxy>[1] {
    return {
      upstream: relay,
      httpMethods: [...methods],
      routes: [...routes],
      // Whoever asked decides whether to ask again: by default a 503 would be asked for ten times.
      retryMethods: [],
      disableCache: true,
      destroyAgent: true,
      undici: {
        headersTimeout: ANSWER_TIMEOUT_MS,
        bodyTimeout: ANSWER_TIMEOUT_MS,
        // The library's own default is to take any certificate.
        connect: { rejectUnauthorized: true },
      },
      replyOptions: {
        rewriteRequestHeaders: ({ ip, headers }) => headersForRelay(headers, { relay, client: ip }),
        rewriteHeaders: (headers) => headersForBrowser(headers),
        onResponse(_, reply, answer) {
          onRelay();
          reply.send(answer.stream);
        },
        onError(reply, { error }) {
          // Whoever asked has gone: nobody is left to be told, and a body that broke off is no fault of the relay.
          if (hasGone(reply.request.raw)) return;
          onRelay(error);
          const late = 'statusCode' in error && error.statusCode === 504;
          reply.code(late ? 504 : 502).send({ error: 'The relay does not answer.' });
        },
      },
    };
  }
}

/** Node takes the socket away from a request whose connection has ended, though its type does not say so. */
export const hasGone = ({ socket }: { readonly socket: Socket | null }): boolean => socket === null || socket.destroyed;
