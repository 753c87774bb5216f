import { parseArgs } from 'node:util';
import { RELAY_DEFAULTS, type RelayOptions } from './relay.ts';

export const HELP = `The bundled relay: cameras, jobs and, when it is built, the page, on one port.

  --host HOST         where to listen (${RELAY_DEFAULTS.host})
  --port PORT         0 takes a free one (${RELAY_DEFAULTS.port})
  --cameras N         how many cameras (${RELAY_DEFAULTS.cameras})
  --interval-ms MS    between two jobs of one camera (${RELAY_DEFAULTS.intervalMs})
  --batch N           frames a job (${RELAY_DEFAULTS.batch})
  --count N           jobs in all, then no more (unlimited)
  --lease-ms MS       how long a silent worker keeps a job (${RELAY_DEFAULTS.leaseMs})
  --frames DIR        show the JPEGs of this folder instead of drawn scenes
  --seed N            what the drawn cameras see (${RELAY_DEFAULTS.seed})
  --require-key       want the key on claim, complete and fail as well
  --page DIR          the built page (${RELAY_DEFAULTS.pageFolder})
  --help              this text`;

const INTEGER_FLAGS = {
  port: { key: 'port', min: 0, max: 65_535 },
  cameras: { key: 'cameras', min: 0, max: 64 },
  'interval-ms': { key: 'intervalMs', min: 1, max: 86_400_000 },
  batch: { key: 'batch', min: 1, max: 64 },
  count: { key: 'count', min: 0, max: 1_000_000_000 },
  'lease-ms': { key: 'leaseMs', min: 1, max: 86_400_000 },
  seed: { key: 'seed', min: 0, max: 1_000_000 },
} as const;

/** Reads the command line. Throws an Error whose message is for the person who typed it. */
export function readFlags(args: readonly string[]): RelayOptions | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: text,
      port: text,
      cameras: text,
      'interval-ms': text,
      batch: text,
      count: text,
      'lease-ms': text,
      frames: text,
      seed: text,
      'require-key': { type: 'boolean' },
      page: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const numbers: Record<string, number> = {};
  for (const [flag, { key, min, max }] of Object.entries(INTEGER_FLAGS)) {
    const typed = values[flag as keyof typeof INTEGER_FLAGS];
    if (typed !== undefined) numbers[key] = integer(flag, typed, min, max);
  }
  return {
    stampTime: true,
    ...numbers,
    ...(values.host !== undefined && { host: values.host }),
    ...(values.frames !== undefined && { framesFolder: values.frames }),
    ...(values.page !== undefined && { pageFolder: values.page }),
    ...(values['require-key'] === true && { requireKey: true }),
  };
}

function integer(flag: string, typed: string, min: number, max: number): number {
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value;
  throw new Error(`--${flag} wants a whole number from ${min} to ${max}, not “${typed}”.`);
}
