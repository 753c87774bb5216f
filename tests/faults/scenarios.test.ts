// Two hundred scenarios of bad weather between a real worker core and the real relay, and some more in the dialects that
// promise less. Time runs fast; everything else is real.
import { describe, expect, test } from 'vitest';
import { liveThrough } from './liveThrough.ts';

const SCENARIOS = 200;
const EVENT_SCENARIOS = 20;
const JOBS = 8;

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe.concurrent('bad weather', () => {
  test.each(seeds(SCENARIOS))(
    'W11: after scenario %i the worker is connected, and every job was done once',
    async (seed) => {
      const { outcome, connection, witness, story } = await liveThrough(
        seed,
        { count: JOBS },
        (seen) => seen.of('job-completed').length === JOBS,
      );
      const lost = witness.events.filter((event) => ('final' in event && event.final) || event.type === 'job-dropped');
      const done = witness.of('job-completed').map(({ job }) => job.id);
      expect({ outcome, connection, lost: lost.length }, story()).toEqual({
        outcome: 'recovered',
        connection: 'open',
        lost: 0,
      });
      expect(done).toHaveLength(JOBS);
      expect(new Set(done).size).toBe(JOBS);
    },
  );

  describe.each(['E1', 'E2'] as const)('at an %s relay', (dialect) => {
    test.each(seeds(EVENT_SCENARIOS))(
      'W11: after scenario %i the worker is connected, and looks at what is sent from then on',
      async (seed) => {
        const { outcome, connection, story } = await liveThrough(seed, { dialect }, (seen, seenBefore) => {
          const sent = seen.events.slice(seenBefore).flatMap((event) => (event.type === 'work-sent' ? [event] : []));
          const ids = new Set(sent.map(({ message }) => message.id));
          return seen.of('event-received').some(({ data }) => ids.has(String(data['job_id'])));
        });
        expect({ outcome, connection }, story()).toEqual({ outcome: 'recovered', connection: 'open' });
      },
    );
  });
});
