import { eventLine } from './eventLine.ts';
import { HELP, readFlags } from './flags.ts';
import { createRelay, type Relay } from './relay.ts';

await main().catch((error: unknown) => {
  console.error(sentence(error));
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags === 'help') {
    console.log(HELP);
    return;
  }
  const relay = createRelay({
    ...flags,
    onEvent(event) {
      const line = eventLine(event);
      if (line !== undefined) console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
    },
  });
  const { url, socketUrl } = await relay.listen();
  // Before the line is printed: whoever waits for it may end the relay at once.
  closeOnSignal(relay);
  console.log(`The relay is at ${url} (workers connect to ${socketUrl}). Ctrl+C ends it.`);
}

/** The second signal finds no listener any more and ends the process at once. */
function closeOnSignal(relay: Relay): void {
  const end = (): void => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    void relay.close();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return 'The port is taken. Choose another with --port.';
  if ('code' in error && error.code === 'EACCES') return 'This port needs more rights. Choose another with --port.';
  return `${error.message}${'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? ' --help lists the flags.' : ''}`;
}
