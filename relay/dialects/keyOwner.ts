import type { FastifyRequest } from 'fastify';
import { WORKER_KEY_HEADER } from '../../src/protocol/dialectJ.ts';
import { HttpError } from '../httpErrors.ts';
import type { Workers } from '../workers.ts';

/** The worker whose live key came along. Throws 401 when none came; 403, in these words, when it is wrong or dead. */
export function keyOwner({ headers }: FastifyRequest, workers: Workers, forbidden: string): string {
  const key = headers[WORKER_KEY_HEADER.toLowerCase()];
  if (typeof key !== 'string' || key === '') throw new HttpError(401, `Missing ${WORKER_KEY_HEADER} header`);
  const owner = workers.ownerOf(key);
  if (owner === undefined) throw new HttpError(403, forbidden);
  return owner;
}
