import { parseArgs } from 'node:util';
import { ASK_HELP, ASK_OPTIONS, readAskFlags } from './askFlags.ts';
import { DIALECT_DEFAULTS, DIALECTS, type Dialect } from './dialects/dialect.ts';
import { RELAY_DEFAULTS, type RelayOptions } from './relay.ts';

export const HELP = `The bundled relay: cameras, jobs and, when it is built, the page, on one port.

  --host HOST         where to listen (${RELAY_DEFAULTS.host})
  --port PORT         0 takes a free one (${RELAY_DEFAULTS.port})
  --cameras N         how many cameras (${RELAY_DEFAULTS.cameras})
  --dialect D         J: jobs to claim; E1 or E2: events for every worker, as the older and the newer
                      of Unblink’s published Go relays send them (${RELAY_DEFAULTS.dialect})
  --interval-ms MS    between two jobs of one camera (${RELAY_DEFAULTS.intervalMs})
  --batch N           frames a job (${DIALECT_DEFAULTS.J.batch}; ${DIALECT_DEFAULTS.E1.batch} with E1 and E2, where 1 sends single frames and no batch)
  --count N           jobs in all, then no more (unlimited); with E1 and E2, where nothing waits for a
                      worker, only what a worker was there for
  --lease-ms MS       J: how long a silent worker keeps a job (${RELAY_DEFAULTS.leaseMs})
  --frames DIR        show the JPEGs of this folder instead of drawn scenes
  --seed N            what the drawn cameras see (${RELAY_DEFAULTS.seed})
${ASK_HELP}
  --require-key       J: want the key on claim, complete and fail as well
  --cors, --no-cors   let pages of other origins call the relay, or not (J: let them; E1 and E2: not)
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
      dialect: text,
      ...ASK_OPTIONS,
      'require-key': { type: 'boolean' },
      cors: { type: 'boolean' },
      'no-cors': { type: 'boolean' },
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
  const typedTokens = values['max-tokens'];
  const maxTokens = typedTokens === undefined ? undefined : integer('max-tokens', typedTokens, 1, 100_000);
  return {
    stampTime: true,
    ...numbers,
    ...(values.host !== undefined && { host: values.host }),
    ...(values.frames !== undefined && { framesFolder: values.frames }),
    ...(values.page !== undefined && { pageFolder: values.page }),
    ...(values['require-key'] === true && { requireKey: true }),
    ...(values.dialect !== undefined && { dialect: dialectNamed(values.dialect) }),
    ...readAskFlags(values, maxTokens),
    ...corsChoice(values.cors === true, values['no-cors'] === true),
  };
}

function dialectNamed(typed: string): Dialect {
  const dialect = DIALECTS.find((known) => known === typed);
  if (dialect === undefined) throw new Error(`--dialect wants J, E1 or E2, not “${typed}”.`);
  return dialect;
}

/** Nothing where the dialect's own default shall hold. */
function corsChoice(yes: boolean, no: boolean): Pick<RelayOptions, 'cors'> {
  if (yes && no) throw new Error('--cors and --no-cors exclude each other.');
  return yes || no ? { cors: yes } : {};
}

function integer(flag: string, typed: string, min: number, max: number): number {
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value;
  throw new Error(`--${flag} wants a whole number from ${min} to ${max}, not “${typed}”.`);
}
