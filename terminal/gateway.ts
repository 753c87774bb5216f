// The page and a relay on one origin. The published relay sends no CORS headers, so that a page from elsewhere may open its
// WebSocket and read none of its frames; here the page comes from where the relay seems to be.
import fastify from 'fastify';
import { addPage } from '../relay/page.ts';
import { addGatewayHttp } from './gatewayHttp.ts';
import { createGatewaySockets } from './gatewaySockets.ts';
import { whyNoAnswer } from './problemText.ts';

/** An id of 200 characters, each of which may be percent-encoded in up to four bytes. */
const MAX_PARAM_LENGTH = 200 * 12;

export interface GatewayOptions {
  /** The base of the relay's HTTP routes, without a trailing slash: `https://host:9020/prefix`. */
  readonly relay: string;
  /** The built page. */
  readonly pageFolder: string;
  readonly host: string;
  /** Where the relay seems to be on this origin, without a trailing slash: `/cams`. By default it is beside the page. */
  readonly prefix?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Told when the relay stops to answer, with the reason in a few words, and with undefined when it answers again. */
  readonly onRelay?: (problem: string | undefined) => void;
}

export interface Gateway {
  /** Resolves when connections are accepted; rejects when the port is taken. The relay need not be there yet. */
  listen(): Promise<{ readonly port: number }>;
  /** Ends every connection. May be called twice. */
  close(): Promise<void>;
}

export function createGateway({ relay, pageFolder, host, prefix = '', port, onRelay }: GatewayOptions): Gateway {
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: MAX_PARAM_LENGTH } });
  const sockets = createGatewaySockets({ relay, prefix, onRelay: tell });
  let isAnswering = true;

  function tell(problem?: Error): void {
    if (isAnswering === (problem === undefined)) return;
    isAnswering = !isAnswering;
    onRelay?.(problem && whyNoAnswer(problem));
  }

  async function build(): Promise<void> {
    app.setNotFoundHandler(({ method, url }, reply) =>
      reply.code(404).send({ error: `There is nothing at ${method} ${url.split('?', 1)[0]?.slice(0, 200)}.` }),
    );
    app.setErrorHandler((error: Error & { readonly statusCode?: number }, _, reply) =>
      reply.code(error.statusCode ?? 500).send({ error: error.message }),
    );
    await app.register(addGatewayHttp, { relay, onRelay: tell, prefix });
    await addPage(app, pageFolder);
    app.server.on('upgrade', sockets.accept);
  }

  return {
    async listen() {
      await build();
      await app.listen({ host, port });
      const address = app.server.address();
      return { port: typeof address === 'object' && address !== null ? address.port : port };
    },
    async close() {
      // First, as the server waits for every connection to end.
      sockets.close();
      await app.close();
    },
  };
}
