// The page as people put it up: behind the gateway, Caddy or nginx in front of a relay that allows no other origin, and on
// static hosting, with a relay that allows other origins or something in front of it that does.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_FOLDER } from '../../terminal/buildPage.ts';
import { createGateway } from '../../terminal/gateway.ts';
import { closeAfterEach } from '../support/closeAfterEach.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { runProgram } from '../support/runProgram.ts';
import { corsServers, pageServers } from '../support/webServers.ts';
import { serveStatically } from './countingServer.ts';
import { openPage, openStage, type Stage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

const keep = closeAfterEach();

const openRelay = (options: Parameters<typeof openStage>[0] = {}): Promise<Stage> =>
  // Not faster: drawing frames takes time from the model.
  keep(openStage({ cameras: 1, intervalMs: 2_000, cors: false, ...options }));

async function openGateway(stage: Stage): Promise<string> {
  const gateway = createGateway({ relay: stage.url, pageFolder: PAGE_FOLDER, host: '127.0.0.1', port: 0 });
  await keep(gateway);
  return `http://127.0.0.1:${(await gateway.listen()).port}`;
}

/** A page on another origin than anything else, below a path of its own. */
const openHosting = () => keep(serveStatically('dist', '/some/folder/'));

/** Opens the page as a worker, and ends when two jobs were done without an error. */
async function workAt(pageUrl: string, stage: Stage, search = ''): Promise<void> {
  const { page, errors } = await keep(openPage(browser, `${pageUrl}?mode=work&device=wasm${search}`));
  await startButton(page).click();
  const { of, until } = stage.witness;
  // Dialect J completes jobs, the other two receive events.
  await until(() => of('job-completed').length + of('event-received').length >= 2);
  expect(of('job-failed')).toEqual([]);
  expect(of('event-received').filter(({ error }) => error !== undefined)).toEqual([]);
  expect(errors).toEqual([]);
}

describe('on one origin with a relay that allows no other', () => {
  test.each(['J', 'E1', 'E2'] as const)('T3 T5: the page works through the gateway in dialect %s', async (dialect) => {
    const stage = await openRelay({ dialect });
    await workAt(`${await openGateway(stage)}/`, stage);
  });

  test.each(pageServers)('T6: the page works through %s', async (_, start) => {
    const stage = await openRelay();
    const server = await keep(start({ relay: `127.0.0.1:${stage.port}` }));
    await workAt(`${server.url}/`, stage);
  });
});

describe('on static hosting', () => {
  const relayAt = (url: string): string => `&relay=${encodeURIComponent(`${url.replace('http', 'ws')}/connect`)}`;

  test('T6 R8: the page works under a path, with a relay that allows other origins', async () => {
    const stage = await openRelay({ cors: true });
    const hosting = await openHosting();
    await workAt(hosting.url, stage, relayAt(stage.url));
  });

  test.each(corsServers)('T6: the page works with %s in front of a relay that does not', async (_, start) => {
    const stage = await openRelay();
    const hosting = await openHosting();
    const { origin } = new URL(hosting.url);
    const server = await keep(start({ relay: `127.0.0.1:${stage.port}`, pageOrigin: origin }));
    await workAt(hosting.url, stage, relayAt(server.url));
  });
});

test('T3: npm run serve tells where the page is, passes the relay on, tells when it is down, and ends on Ctrl+C', async () => {
  const stage = await openRelay();
  const program = runProgram('terminal/serve.ts', ['--relay', `127.0.0.1:${stage.port}`, '--port', '0']);
  await keep(program);
  const said = await program.until(/Ctrl\+C ends it\.\n/);
  expect(said).toContain(`  The relay  ${stage.url} (what workers ask of it, and nothing else)\n`);
  expect(said).toContain('Only this computer can open it.');
  const page = /The page {3}(http:\S+)/.exec(said)?.[1] ?? 'no address';
  expect(await (await fetch(page)).text()).toContain('<title>');
  expect((await fetch(`${page}status`)).status).toBe(200);

  await stage.close();
  expect((await fetch(`${page}status`)).status).toBe(502);
  await program.until(/relay {3}does not answer: \S+/);
  program.interrupt();
  expect(await program.ended).toBe(0);
});

test('T3: npm run serve without a relay says what is missing', async () => {
  const program = runProgram('terminal/serve.ts', []);
  await keep(program);
  expect(await program.ended).toBe(2);
  expect(program.printed()).toMatch(/^Say where the relay is, with --relay\.\n\nnpm run serve -- --relay ADDRESS/);
});
