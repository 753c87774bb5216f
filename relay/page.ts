import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import serveFolder from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Vite puts a hash of the content into the names below `assets/`: such a file never changes. */
const HASHED_ASSET = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;

/** Serves the built page from the relay's own port. Without a built page, `/` says how to make one. */
export async function addPage(app: FastifyInstance, folder: string): Promise<void> {
  const root = resolve(folder);
  if (!existsSync(root)) {
    app.get('/', async () => ({ relay: 'unblink', page: `There is no page in ${folder} yet: run “npm run build”.` }));
    return;
  }
  await app.register(serveFolder, {
    root,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      response.setHeader('Cache-Control', HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
}
