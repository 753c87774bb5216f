import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createGateway } from '../../terminal/gateway.ts';
import { type Respond, startHttpServer } from './httpServer.ts';

/** A gateway on a free port in front of this relay, with a page of one line. It ends with the test. */
export async function startGateway(relay: string, prefix = '') {
  const pageFolder = await mkdtemp(join(tmpdir(), 'gateway-page-'));
  onTestFinished(() => rm(pageFolder, { recursive: true }));
  await writeFile(join(pageFolder, 'index.html'), 'the page');
  const told: (string | undefined)[] = [];
  const gateway = createGateway({
    relay,
    pageFolder,
    host: '127.0.0.1',
    prefix,
    port: 0,
    onRelay: (problem) => told.push(problem),
  });
  const { port } = await gateway.listen();
  onTestFinished(() => gateway.close());
  return {
    gateway,
    url: `http://127.0.0.1:${port}`,
    /** What was said of the relay: a problem, or undefined when it answers again. */
    told,
  };
}

/** A gateway in front of a server that answers as it is told. */
export async function startBoth({ prefix = '', respond }: { prefix?: string; respond?: Respond } = {}) {
  const relay = await startHttpServer();
  onTestFinished(() => relay.close());
  if (respond !== undefined) relay.respond = respond;
  return { relay, ...(await startGateway(relay.base + prefix)) };
}
