// `npm start`: page, relay and cameras on one port, and a worker that looks at them: in a window where there is a desktop,
// else in a headless Chrome.
import open from 'open';
import { eventLine } from '../relay/eventLine.ts';
import { HELP, readFlags } from '../relay/flags.ts';
import { plainText } from '../relay/plainText.ts';
import { buildPage, PAGE_FOLDER } from './buildPage.ts';
import { type HeadlessPage, openHeadlessPage } from './headlessPage.ts';
import { onInterrupt } from './interrupts.ts';
import { hasDesktop, thisMachine } from './machine.ts';
import { startedPageUrl } from './pageUrl.ts';
import { problemText } from './problemText.ts';
import { readStartOptions, START_HELP } from './startOptions.ts';
import { startRelay } from './startRelay.ts';

const FAILED = 1;
const INTERRUPTED = 130;

await main().catch((error: unknown) => {
  console.error(problemText(error));
  process.exit(FAILED);
});

async function main(): Promise<void> {
  const { browser, help, relayArguments } = readStartOptions(process.argv.slice(2));
  const flags = readFlags(relayArguments);
  if (help || flags === 'help') {
    console.log(`${START_HELP}${HELP}`);
    return;
  }
  await buildPage(console.log);
  const { relay, url, socketUrl } = await startRelay({
    pageFolder: PAGE_FOLDER,
    ...flags,
    onEvent(event) {
      const line = eventLine(event);
      if (line !== undefined) print(line);
    },
  });
  const pageUrl = `${url}/?mode=work`;
  let page: HeadlessPage | undefined;
  onInterrupt(
    () => {
      console.log('\nClosing. Press Ctrl+C again to end at once.');
      // The page first, or its worker would report a lost relay.
      void (async () => {
        await page?.close();
        await relay.close();
        process.exit(0);
      })();
    },
    () => process.exit(INTERRUPTED),
  );
  console.log(`\n  The page   ${pageUrl}\n  The relay  ${socketUrl}\n  Ctrl+C ends both.\n`);
  try {
    if (browser === 'headless' || (browser === 'auto' && !hasDesktop(thisMachine))) page = await openHeadless(url);
    else if (browser === 'auto') await openWindow(pageUrl);
  } catch (error) {
    // The relay and the page are of use without this browser.
    print(`browser ${problemText(error)}\n          Or open ${pageUrl} in a Chrome of yours.`);
  }
}

async function openWindow(url: string): Promise<void> {
  print('browser opening the page: press Start');
  await open(url);
}

async function openHeadless(url: string): Promise<HeadlessPage> {
  print('browser opening the page in a headless Chrome, which works by itself');
  const page = await openHeadlessPage({
    url: startedPageUrl(`${url}/`, { mode: 'work' }),
    // The relay's own lines tell of jobs; of the page only what went wrong is news.
    onLog({ level, text }) {
      if (level !== 'info') print(`page    ${plainText(text)}`);
    },
    onTrouble: (text) => print(`page    ${plainText(text)}`),
  });
  void page.gone.then((reason) => print(`browser ${reason} Run npm start again to have a worker.`));
  return page;
}

function print(line: string): void {
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${line}`);
}
