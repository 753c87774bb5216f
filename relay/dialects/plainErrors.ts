import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { HttpError } from '../httpErrors.ts';

/** Makes every error of the routes of `scope` a line of plain text, as Go's `http.Error` writes it. */
export function addPlainErrors(scope: FastifyInstance): void {
  scope.setErrorHandler((error: Error & { readonly statusCode?: number }, _request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) console.error(error);
    const words = error instanceof HttpError ? error.message : (STATUS_CODES[statusCode] ?? 'Error');
    return reply
      .code(statusCode)
      .type('text/plain; charset=utf-8')
      .header('X-Content-Type-Options', 'nosniff')
      .send(`${words}\n`);
  });
}
