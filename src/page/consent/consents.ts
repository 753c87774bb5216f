// To whom a person agreed to lend this computer: relays, by their origin. localStorage keeps it by the page's own origin.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SmallStore } from '../ports.ts';

export interface Consent {
  /** `https://relay.example` */
  readonly relay: string;
  readonly atMs: number;
}

export interface Consents {
  /** For the relay that the settings name. */
  readonly current: ReadonlySignal<Consent | undefined>;
  readonly all: ReadonlySignal<readonly Consent[]>;
  /** Start says it. */
  give(): void;
  withdraw(relay: string): void;
  /** Reads it anew: another tab may have changed it. */
  refresh(): void;
}

const KEY = 'consents';
/** More relays than a person would remember to have agreed to; the oldest are asked for anew. */
const MAX_CONSENTS = 32;

/** @param relay the origin of the relay that the settings name; undefined where they name none */
export function createConsents(
  store: SmallStore,
  now: () => number,
  relay: ReadonlySignal<string | undefined>,
): Consents {
  const all = signal(readConsents(store.get(KEY)));
  /** Another tab may have agreed to others, or withdrawn. */
  function change(edit: (stored: readonly Consent[]) => readonly Consent[]): void {
    const next = edit(readConsents(store.get(KEY))).slice(-MAX_CONSENTS);
    store.set(KEY, JSON.stringify(next));
    all.value = next;
  }
  return {
    current: computed(() => all.value.find((consent) => consent.relay === relay.value)),
    all,
    give() {
      const origin = relay.peek();
      if (origin === undefined) return;
      change((stored) =>
        stored.some((consent) => consent.relay === origin) ? stored : [...stored, { relay: origin, atMs: now() }],
      );
    },
    withdraw: (origin) => change((stored) => stored.filter((consent) => consent.relay !== origin)),
    refresh() {
      all.value = readConsents(store.get(KEY));
    },
  };
}

function readConsents(text: string | undefined): Consent[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isConsent) : [];
  } catch {
    return [];
  }
}

function isConsent(value: unknown): value is Consent {
  if (typeof value !== 'object' || value === null) return false;
  const { relay, atMs } = value as { relay?: unknown; atMs?: unknown };
  return typeof relay === 'string' && typeof atMs === 'number' && Number.isFinite(atMs);
}
