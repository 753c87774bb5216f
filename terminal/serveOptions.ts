import { parseArgs } from 'node:util';
import { parseRelayAddress } from '../src/protocol/relayAddress.ts';
import { problemText } from './problemText.ts';

const DEFAULT_HOST = '127.0.0.1';

export const DEFAULT_PORT = 8080;

export const SERVE_HELP = `npm run serve -- --relay ADDRESS [options]
  --relay ADDRESS   the relay, as http://host:9020, https://host/prefix, ws://host:7010/connect or host:7010
  --port PORT       where to listen; 0 takes a free one (${DEFAULT_PORT}, or the next that is free)
  --host HOST       the address to listen at (${DEFAULT_HOST}: for this computer alone)
  --help            this text
The page and the relay come from one origin, so that the relay needs no CORS headers. Only what workers ask of a relay is
passed on. A relay with a certificate of your own authority: set NODE_EXTRA_CA_CERTS to the authority's file.
`;

export type ServeOptions =
  | {
      readonly type: 'run';
      /** The base of the relay's HTTP routes, without a trailing slash. */
      readonly relay: string;
      readonly host: string;
      /** Undefined where none was typed: then any free one from DEFAULT_PORT on will do. */
      readonly port: number | undefined;
    }
  | { readonly type: 'help' }
  /** A sentence for the person who typed it. */
  | { readonly type: 'wrong'; readonly problem: string };

export function readServeOptions(args: readonly string[]): ServeOptions {
  const parsed = parse(args);
  if (parsed instanceof Error) return { type: 'wrong', problem: problemText(parsed) };
  const { relay, port, host, help } = parsed;
  if (help) return { type: 'help' };
  if (relay === undefined) return { type: 'wrong', problem: 'Say where the relay is, with --relay.' };
  const address = parseRelayAddress(relay, 'http://localhost/');
  if ('problem' in address) return { type: 'wrong', problem: `--relay: ${address.problem}` };
  if (port !== undefined && !isPort(port)) {
    return { type: 'wrong', problem: `--port wants a whole number from 0 to 65535, not “${port}”.` };
  }
  return { type: 'run', relay: address.httpBase, host, port: port === undefined ? undefined : Number(port) };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        relay: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string', default: DEFAULT_HOST },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const isPort = (typed: string): boolean => /^\d{1,5}$/.test(typed) && Number(typed) <= 65_535;
