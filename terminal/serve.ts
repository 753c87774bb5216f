// `npm run serve`: the page and a relay of your own on one origin.
import { buildPage, isPageOld, PAGE_FOLDER } from './buildPage.ts';
import { listenOnFreePort } from './freePort.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { gatewayBanner } from './gatewayBanner.ts';
import { onInterrupt } from './interrupts.ts';
import { problemText } from './problemText.ts';
import { DEFAULT_PORT, readServeOptions, SERVE_HELP, type ServeOptions } from './serveOptions.ts';

const FAILED = 1;
const WRONG_USAGE = 2;
const INTERRUPTED = 130;

await main().catch((error: unknown) => {
  console.error(problemText(error));
  process.exit(FAILED);
});

async function main(): Promise<void> {
  const options = readServeOptions(process.argv.slice(2));
  if (options.type === 'help') {
    console.log(SERVE_HELP);
  } else if (options.type === 'wrong') {
    console.error(`${options.problem}\n\n${SERVE_HELP}`);
    process.exitCode = WRONG_USAGE;
  } else {
    await serve(options);
  }
}

async function serve({ relay, host, port }: Extract<ServeOptions, { type: 'run' }>): Promise<void> {
  if (isPageOld()) await buildPage(console.log);
  const listen = async (candidate: number): Promise<{ gateway: Gateway; port: number }> => {
    const gateway = createGateway({ relay, pageFolder: PAGE_FOLDER, host, port: candidate, onRelay: printRelay });
    try {
      return { gateway, ...(await gateway.listen()) };
    } catch (error) {
      await gateway.close();
      throw error;
    }
  };
  const listening = await (port === undefined ? listenOnFreePort(DEFAULT_PORT, listen) : listen(port));
  // Before the lines are printed: whoever waits for them may end the gateway at once.
  onInterrupt(
    () => void listening.gateway.close().then(() => process.exit(0)),
    () => process.exit(INTERRUPTED),
  );
  console.log(gatewayBanner({ relay, host, port: listening.port }));
}

function printRelay(problem: string | undefined): void {
  const time = new Date().toTimeString().slice(0, 8);
  console.log(`${time}  relay   ${problem === undefined ? 'answers again' : `does not answer: ${problem}`}`);
}
