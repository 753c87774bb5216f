// What `npm start` understands of its own; the rest of the command line is the relay's.

export interface StartOptions {
  /** `auto`: a window where there is a desktop, else headless. `none`: the relay and the page, and no browser. */
  readonly browser: 'auto' | 'headless' | 'none';
  readonly help: boolean;
  /** The relay's share of the command line, in its order. */
  readonly relayArguments: readonly string[];
}

const OWN_FLAGS: readonly string[] = ['--headless', '--no-open', '--help', '-h'];

export const START_HELP = `npm start -- [options]
  --headless   describe the frames in a headless Chrome, also where there is a desktop
  --no-open    start no browser at all
Options of the relay:
`;

export function readStartOptions(args: readonly string[]): StartOptions {
  const has = (...flags: string[]): boolean => flags.some((flag) => args.includes(flag));
  return {
    browser: has('--headless') ? 'headless' : has('--no-open') ? 'none' : 'auto',
    help: has('--help', '-h'),
    relayArguments: args.filter((arg) => !OWN_FLAGS.includes(arg)),
  };
}
