// `npm run relay:check URL`: for whoever writes or runs a relay and wants to know whether browsers can be workers there.
import { systemClock } from '../../relay/clock.ts';
import { onInterrupt } from '../interrupts.ts';
import { problemText } from '../problemText.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { checkRelay } from './checkRelay.ts';
import { CHECK_HELP, type CheckOptions, readCheckOptions } from './options.ts';
import { failures, makeReport, reportJson, reportText } from './report.ts';

const FAILED = 1;
const WRONG_USAGE = 2;
const INTERRUPTED = 130;

await main().catch((error: unknown) => {
  console.error(problemText(error));
  process.exitCode = FAILED;
});

async function main(): Promise<void> {
  const options = readCheckOptions(process.argv.slice(2));
  switch (options.type) {
    case 'help':
      console.log(CHECK_HELP);
      return;
    case 'wrong':
      console.error(`${options.problem}\n\n${CHECK_HELP}`);
      process.exitCode = WRONG_USAGE;
      return;
    case 'run':
      process.exitCode = await check(options);
  }
}

/** @returns the exit code */
async function check({ typed, relay, waitMs, choices, json }: CheckOptions & { type: 'run' }): Promise<number> {
  const interrupt = new AbortController();
  const stopListening = onInterrupt(
    () => interrupt.abort(),
    () => process.exit(INTERRUPTED),
  );
  const checked = await checkRelay(relay, choices, {
    clock: systemClock,
    bounds: { ...DEFAULT_BOUNDS, waitMs },
    signal: interrupt.signal,
    // Standard output is the report alone.
    onProgress: (text) => console.error(text),
  });
  stopListening();
  const report = makeReport(typed, relay.httpBase, checked);
  console.log(json ? reportJson(report) : `\n${reportText(report)}`);
  if (interrupt.signal.aborted) return INTERRUPTED;
  return failures(checked).length > 0 || checked.wasEnded ? FAILED : 0;
}
