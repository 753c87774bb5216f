import type { RelayEvent } from '../../relay/events.ts';

/** Remembers a relay's events and lets a test wait for a state of them instead of for a time. */
export interface RelayWitness {
  readonly onEvent: (event: RelayEvent) => void;
  readonly events: readonly RelayEvent[];
  of<T extends RelayEvent['type']>(type: T): Extract<RelayEvent, { type: T }>[];
  /** Resolves as soon as `isMet` holds, which is looked at after each event. The test's own timeout ends a vain wait. */
  until(isMet: () => boolean): Promise<void>;
}

export function createRelayWitness(): RelayWitness {
  const events: RelayEvent[] = [];
  const waits = new Set<() => void>();
  return {
    events,
    onEvent(event) {
      events.push(event);
      for (const look of [...waits]) look();
    },
    of: <T extends RelayEvent['type']>(type: T) =>
      events.filter((event): event is Extract<RelayEvent, { type: T }> => event.type === type),
    until: (isMet) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isMet()) return;
          waits.delete(look);
          resolve();
        };
        waits.add(look);
        look();
      }),
  };
}
