import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { WORKER_KEY_HEADER } from '../src/protocol/dialectJ.ts';

/** How long a browser may remember a preflight: Chrome's own cap. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/**
 * Lets a page of any origin call every route, errors included: the worker page may be served from elsewhere than the
 * relay, and without these headers its code could not tell a lost claim from a dead relay.
 */
export async function addCors(app: FastifyInstance): Promise<void> {
  // Asked by browsers when a public page calls a relay in a private network. First, as the plugin ends a preflight.
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['access-control-request-private-network'] !== 'true') return;
    reply.header('Access-Control-Allow-Private-Network', 'true');
  });
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: [WORKER_KEY_HEADER, 'Content-Type'],
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
    strictPreflight: false,
  });
}
