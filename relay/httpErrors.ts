import type { FastifyInstance } from 'fastify';

/** Of any body; the largest is a result. 64 frames of boxes are far below it. */
export const MAX_BODY_BYTES = 1024 * 1024;

const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be sent as application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON.',
};

/** An answer other than 200: a code and one sentence that says what was wrong. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly statusCode: number;
  constructor(statusCode: number, sentence: string) {
    super(sentence);
    this.statusCode = statusCode;
  }
}

/** Makes every answer that is not a success `{"error": sentence}`. */
export function addErrorAnswers(app: FastifyInstance): void {
  // Fastify would take it for a string and blame the fields; every body of ours is JSON.
  app.removeContentTypeParser('text/plain');
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]?.slice(0, 200);
    return reply.code(404).send({ error: `There is nothing at ${request.method} ${path}.` });
  });
  app.setErrorHandler((error: Error & { readonly code?: string; readonly statusCode?: number }, _request, reply) => {
    const { code = '', statusCode = 500 } = error;
    // What broke inside is for the relay's own terminal, not for whoever asked.
    if (statusCode >= 500) console.error(error);
    const sentence =
      SENTENCES[code] ?? (statusCode >= 500 ? 'The relay failed; its terminal says why.' : error.message);
    return reply.code(statusCode).send({ error: sentence });
  });
}
