import { parseArgs } from 'node:util';
import { plainLine } from '../../relay/plainText.ts';
import { parseRelayAddress, type RelayAddress } from '../../src/protocol/relayAddress.ts';
import { problemText } from '../problemText.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import type { CheckChoices } from './choices.ts';

const MAX_WAIT_SECONDS = 3_600;

export const CHECK_HELP = `npm run relay:check -- URL [options]
  URL               the relay, as ws://host:7010/connect, http://host:7010 or host:7010
  --wait SECONDS    how long to wait for work (${DEFAULT_BOUNDS.waitMs / 1_000})
  --claim           dialect J: claim a job, look at its frames and give it back
  --complete        as --claim, and complete a job with a result that says “relay:check”
  --post            dialects E1 and E2: send an event that says “relay:check”
  --same-origin     the page will come from the relay's own origin: leave the browser's checks out
  --json            the report as JSON
  --help            this text

Plays a worker against the relay and says what it speaks, which rules it keeps, and whether a browser could be a worker
there. Without --claim, --complete and --post it only looks. Exit code: 0 without a FAIL, 1 with one, 2 for bad usage.
docs/RELAY_CHECK.md tells what each check is for.
`;

export type CheckOptions =
  | {
      readonly type: 'run';
      /** As it was typed. */
      readonly typed: string;
      readonly relay: RelayAddress;
      readonly waitMs: number;
      readonly choices: CheckChoices;
      readonly json: boolean;
    }
  | { readonly type: 'help' }
  /** A sentence for the person who typed it. */
  | { readonly type: 'wrong'; readonly problem: string };

export function readCheckOptions(args: readonly string[]): CheckOptions {
  const parsed = parse(args);
  if (parsed instanceof Error) return wrong(problemText(parsed));
  const { values, positionals } = parsed;
  if (values.help) return { type: 'help' };
  const [typed, ...more] = positionals;
  if (typed === undefined) return wrong('Name the relay, as ws://host:7010/connect.');
  if (more.length > 0) return wrong(`One relay at a time, not ${positionals.length}.`);
  const relay = parseRelayAddress(typed, 'http://localhost/');
  if ('problem' in relay) return wrong(relay.problem);
  const waitMs = readWait(values.wait);
  if (waitMs === undefined) {
    return wrong(`--wait is a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}, not “${values.wait}”.`);
  }
  const { claim, complete, post, json } = values;
  const choices = { claim: claim || complete, complete, post, sameOrigin: values['same-origin'] };
  return { type: 'run', typed: plainLine(typed, typed.length), relay, waitMs, choices, json };
}

const wrong = (problem: string): CheckOptions => ({ type: 'wrong', problem });

function readWait(typed: string | undefined): number | undefined {
  if (typed === undefined) return DEFAULT_BOUNDS.waitMs;
  return /^\d{1,4}$/.test(typed) && Number(typed) <= MAX_WAIT_SECONDS ? Number(typed) * 1_000 : undefined;
}

function parse(args: readonly string[]) {
  const off = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        wait: { type: 'string' },
        claim: off,
        complete: off,
        post: off,
        'same-origin': off,
        json: off,
        help: { ...off, short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
