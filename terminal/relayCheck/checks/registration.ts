import { type Finding, fail, note, pass, quote } from '../finding.ts';
import type { Guest, Tools } from '../member.ts';

/** Below this a key could be guessed by someone with patience. A random UUID has 122. */
const MIN_KEY_BITS = 96;

/** Looks at what has come of a `register` with this id. */
export function checkRegistration({ bounds }: Tools, guest: Guest, workerId: string): readonly Finding[] {
  const { registered } = guest.heard;
  if (registered === undefined) return [fail('C3', whyUnregistered(guest, bounds.registerMs))];
  const answered = guest.heard.spokeEarly
    ? note('C3', 'Something else came before `registered`. Our worker takes that.')
    : pass('C3', '`registered`, with a key.');
  return [answered, checkKey(registered.key), checkId(registered.workerId, workerId)];
}

function whyUnregistered({ connection, heard }: Guest, registerMs: number): string {
  const [example] = heard.malformedExamples;
  if (example !== undefined) return `No good \`registered\` came, but ${example}.`;
  if (connection.ended !== undefined) return `The relay closed the connection instead (${connection.ended}).`;
  if (heard.messages > 0) return `Other messages came, but no \`registered\` within ${registerMs / 1000} s.`;
  return `Nothing came within ${registerMs / 1000} s. Is this the path where workers connect?`;
}

function checkKey(key: string): Finding {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return fail('C4', 'The key has characters that no HTTP header may carry; hex digits are a good choice.');
  }
  const bits = Math.floor(bitsAtMost(key));
  const said = `${key.length} characters, at most ${bits} random bits`;
  if (bits >= MIN_KEY_BITS) return pass('C4', `${said}.`);
  return note('C4', `${said}: whoever guesses it reads the cameras. 32 random bytes in hex are a good key.`);
}

/** As if each character had been drawn from those that occur. */
const bitsAtMost = (key: string): number => key.length * Math.log2(new Set(key).size);

function checkId(given: string | undefined, own: string): Finding {
  if (given === undefined) return pass('C5', 'The relay gives none, so that the own one stays.');
  if (given === own) return pass('C5', 'The relay repeats it.');
  return note('C5', `The relay calls it ${quote(given)}, as the published relay does. That id is used from here on.`);
}
