import { describe, expect, test } from 'vitest';
import { createJobReportsStage, doneJob, RESULT } from '../../tests/fakes/jobReportsStage.ts';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';

describe('where nobody claims', () => {
  const event = (dialect: 'E1' | 'E2') => batchCalled('b1', { dialect });

  test('D2: a job is told as taken, not as claimed', () => {
    const { reports, logged } = createJobReportsStage();
    reports.listener.claimed(jobCalled('j1'));
    reports.listener.claimed(event('E1'));
    expect(logged).toEqual(['info [Worker] Claimed job j1 of cam-yard', 'info [Worker] Took job b1 of cam-yard']);
    expect(reports.counts.claimed).toBe(2);
  });

  test('D3: E2 acknowledges nothing, and so nothing is told as acknowledged', () => {
    const { reports, deliveries, finished, clock, logged } = createJobReportsStage();
    reports.listener.answered(doneJob('b1', clock.now(), event('E2')), RESULT);
    for (const delivery of deliveries) reports.settled(delivery, { type: 'ok' });
    expect(logged.at(-1)).toBe('info [Worker] Job b1 told as completed; this relay acknowledges nothing');
    expect(finished()).toHaveLength(1);
    expect(finished()[0]?.times.acknowledged).toBeUndefined();
  });

  test('D3: E1 answers, and that is an acknowledgement', () => {
    const { reports, deliveries, finished, clock } = createJobReportsStage();
    reports.listener.answered(doneJob('b1', clock.now(), event('E1')), RESULT);
    for (const delivery of deliveries) reports.settled(delivery, { type: 'ok' });
    expect(finished()[1]?.times.acknowledged).toBe(clock.now());
  });

  test('D3: a job that is only given back is told to J alone; one that failed is told to all', () => {
    const { reports, deliveries, clock } = createJobReportsStage();
    for (const [givenBack, name] of [
      [true, 'paused'],
      [false, 'broken'],
    ] as const) {
      for (const dialect of ['E1', 'E2'] as const) {
        const job = batchCalled(`${dialect}-${name}`, { dialect });
        reports.listener.failed(doneJob('', clock.now(), job), { reason: name, givenBack });
      }
      reports.listener.failed(doneJob(`J-${name}`, clock.now()), { reason: name, givenBack });
    }
    expect(deliveries.map(({ job }) => job.id)).toEqual(['J-paused', 'E1-broken', 'E2-broken', 'J-broken']);
    expect(reports.counts.failed).toBe(6);
  });

  test('D4: what is dropped is counted, and not listed line by line', () => {
    const { reports, logged, changes } = createJobReportsStage();
    reports.listener.dropped(event('E1'));
    expect([reports.counts.dropped, logged, changes()]).toEqual([1, [], 1]);
  });
});

describe('a relay that floods', () => {
  test('S12: of what it says no more than 50 lines a second are listed, and all of it is counted', () => {
    const { reports, clock, logged } = createJobReportsStage();
    for (let i = 0; i < 1000; i++) {
      reports.offered('a job');
      reports.refused('rubbish');
      reports.listener.lost(jobCalled('j'), { type: 'gone', status: 409 });
    }
    clock.advance(1000);
    expect(logged).toHaveLength(51);
    expect(logged.at(-1)).toContain('2950 more lines');
    expect(reports.counts).toMatchObject({ offered: 1000, refused: 1000, lost: 1000 });
  });

  test('S12: where each of its jobs fails at once, no more than 50 lines a second tell so, beside those of what it says', () => {
    const { reports, clock, logged } = createJobReportsStage();
    for (let i = 0; i < 100; i++) {
      reports.offered('a job');
      reports.listener.claimed(jobCalled(`j${i}`));
      reports.listener.failed(doneJob(`j${i}`, clock.now()), { reason: 'HTTP 404', givenBack: false });
    }
    expect(logged.filter((line) => line.includes('Claimed'))).toHaveLength(25);
    expect(logged.filter((line) => line.includes('failed: HTTP 404'))).toHaveLength(25);
    clock.advance(1000);
    expect(logged).toHaveLength(2 * 51);
    expect(reports.counts.failed).toBe(100);
  });
});
