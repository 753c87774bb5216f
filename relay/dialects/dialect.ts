/**
 * The protocols that the relay can speak. J has jobs that are claimed. E1 and E2 are what Unblink's published Go relay
 * spoke in January 2026, on port 7010 and later on port 9020: events that go to everyone.
 */
export type Dialect = 'J' | 'E1' | 'E2';
export type EventDialect = Exclude<Dialect, 'J'>;

export const DIALECTS: readonly Dialect[] = ['J', 'E1', 'E2'];

interface DialectDefaults {
  /** Frames a shot. */
  readonly batch: number;
  readonly cors: boolean;
}

/** The published relay sends batches, and no CORS header at all: pages reach it only through a proxy of their own origin. */
const PUBLISHED: DialectDefaults = { batch: 4, cors: false };

/** What is chosen for a person who chose a dialect only. */
export const DIALECT_DEFAULTS: Readonly<Record<Dialect, DialectDefaults>> = {
  J: { batch: 1, cors: true },
  E1: PUBLISHED,
  E2: PUBLISHED,
};
