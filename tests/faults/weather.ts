// The bad weather between a worker and its relay, and scenarios of it. A scenario is made from its seed alone.
import { createRandom } from '../../relay/scenes/random.ts';

/** What the proxy does to the traffic. Shares are in 0..1: of connections, requests or messages. */
export interface Weather {
  /** New connections that are cut at once. */
  readonly refused: number;
  /** Nothing comes through in either direction, and nobody is told: half-open. */
  readonly frozen: boolean;
  /** The same for sockets alone, as when a proxy has forgotten them. */
  readonly deaf: boolean;
  /** Longest wait of a request or message, in ms of the scenario. */
  readonly delayMs: number;
  /** Requests that are answered 500, 502, 503 or 429 and never reach the relay. */
  readonly serverErrors: number;
  /** Requests that reach the relay, and whose answers are lost. */
  readonly lostAnswers: number;
  /** Answers that break off in the middle of their body. */
  readonly truncated: number;
  /** Answers whose body comes in drops. */
  readonly slow: number;
  /** Messages that come twice, and POSTs that are made twice. */
  readonly duplicated: number;
  /** Messages that come after the one behind them. */
  readonly reordered: number;
}

export const FINE: Weather = {
  refused: 0,
  frozen: false,
  deaf: false,
  delayMs: 0,
  serverErrors: 0,
  lostAnswers: 0,
  truncated: 0,
  slow: 0,
  duplicated: 0,
  reordered: 0,
};

export interface Spell {
  readonly name: string;
  readonly weather: Weather;
  readonly lastsMs: number;
  /** All open connections are reset when it begins. */
  readonly resets: boolean;
}

const KINDS: readonly (readonly [string, Partial<Weather>])[] = [
  ['refused', { refused: 1 }],
  ['partly refused', { refused: 0.5 }],
  ['frozen', { frozen: true, deaf: true }],
  ['deaf', { deaf: true }],
  ['delayed', { delayMs: 5000 }],
  ['server errors', { serverErrors: 0.6 }],
  ['only server errors', { serverErrors: 1 }],
  ['lost answers', { lostAnswers: 0.5 }],
  ['truncated', { truncated: 0.5 }],
  ['slow', { slow: 0.7 }],
  ['duplicated', { duplicated: 0.6 }],
  ['reordered', { reordered: 0.6, delayMs: 500 }],
  ['fine', {}],
  [
    'all at once',
    {
      refused: 0.2,
      delayMs: 1000,
      serverErrors: 0.2,
      lostAnswers: 0.2,
      truncated: 0.2,
      duplicated: 0.3,
      reordered: 0.3,
    },
  ],
];
const MAX_SPELLS = 5;
const LONGEST_SPELL_MS = 20_000;
/** Longer than a relay bears a socket that answers no ping: half of it is then cut off, and the other half is not told. */
const LONGEST_FROST_MS = 60_000;

export function createScenario(seed: number): readonly Spell[] {
  const random = createRandom(seed);
  return Array.from({ length: 1 + Math.floor(random.next() * MAX_SPELLS) }, () => {
    const [name, change] = KINDS[Math.floor(random.next() * KINDS.length)] ?? ['fine', {}];
    const resets = random.next() < 0.4;
    return {
      name: resets ? `${name} after a reset` : name,
      weather: { ...FINE, ...change },
      lastsMs: (0.1 + 0.9 * random.next()) * (change.deaf ? LONGEST_FROST_MS : LONGEST_SPELL_MS),
      resets,
    };
  });
}
