// `npm run worker`: the page as a worker on a machine without a screen, its log on the terminal.

import { plainText } from '../relay/plainText.ts';
import { banner } from './banner.ts';
import { buildPage, isPageBuilt } from './buildPage.ts';
import { openHeadlessPage } from './headlessPage.ts';
import { onInterrupt } from './interrupts.ts';
import { logText } from './logText.ts';
import { startedPageUrl } from './pageUrl.ts';
import { problemText } from './problemText.ts';
import { serveGateway } from './serveGateway.ts';
import { servePage } from './servePage.ts';
import { readWorkerOptions, WORKER_HELP, type WorkerOptions } from './workerOptions.ts';

const FAILED = 1;
const WRONG_USAGE = 2;
const INTERRUPTED = 130;

await main().catch((error: unknown) => {
  console.error(problemText(error));
  process.exit(FAILED);
});

async function main(): Promise<void> {
  const options = readWorkerOptions(process.argv.slice(2));
  if (options.type === 'help') {
    console.log(WORKER_HELP);
  } else if (options.type === 'wrong') {
    console.error(`${options.problem}\n\n${WORKER_HELP}`);
    process.exitCode = WRONG_USAGE;
  } else {
    process.exit(await work(options));
  }
}

/** @returns the exit code, once the worker has ended */
async function work({ settings, gatewayTo }: Extract<WorkerOptions, { type: 'run' }>): Promise<number> {
  if (!isPageBuilt()) await buildPage(console.log);
  const gateway = gatewayTo === undefined ? undefined : await serveGateway(gatewayTo, printRelay);
  const served = gateway ?? (await servePage());
  console.log(banner(settings));
  const page = await openHeadlessPage({
    url: startedPageUrl(served.url, { ...settings, ...(gateway && { relay: gateway.relay }) }),
    onLog: (line) => (line.level === 'error' ? console.error : console.log)(logText(line)),
    onTrouble: (text) => console.error(`[Page] ${plainText(text)}`),
  });
  const { code, reason } = await new Promise<{ code: number; reason?: string }>((end) => {
    void page.gone.then((why) => end({ code: FAILED, reason: `${why} The worker has ended.` }));
    onInterrupt(
      () => {
        console.log('\nFinishing the job in hand. Press Ctrl+C again to stop at once.');
        page.stopAfterJob().then(
          () => end({ code: 0 }),
          (error: unknown) => end({ code: FAILED, reason: problemText(error) }),
        );
      },
      () => end({ code: INTERRUPTED }),
    );
  });
  if (reason !== undefined) console.error(reason);
  await Promise.all([page.close(), served.close()]);
  return code;
}

function printRelay(problem: string | undefined): void {
  console.log(`[Gateway] The relay ${problem === undefined ? 'answers again.' : `does not answer: ${problem}`}`);
}
