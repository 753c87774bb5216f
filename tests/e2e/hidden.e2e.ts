// Pages that are hidden, frozen or closed, and two tabs of one browser: Chrome as a person has it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchRawChrome, type RawChrome, type RawTab } from '../support/rawChrome.ts';
import { openStage, type Stage } from './stage.ts';

const WORK = '/?mode=work&device=wasm';
/** Long enough that no job here comes back by its lease. */
const LEASE_MS = 3_600_000;

let chrome: RawChrome;
beforeAll(async () => {
  chrome = await launchRawChrome();
});
afterAll(() => chrome.close());

/** A tab whose worker has been started. */
async function startTab(url: string): Promise<RawTab> {
  const tab = await chrome.open(url);
  await tab.until("document.querySelector('button.primary')");
  await tab.evaluate("document.querySelector('button.primary').click()");
  return tab;
}

const stateOf = (tab: RawTab): Promise<string> => tab.evaluate("document.querySelector('#state').textContent");

/** The job is in hand, and the page knows of it. */
const untilLooking = (tab: RawTab): Promise<void> =>
  tab.until("document.querySelector('#state').textContent.startsWith('Looking at')");

/** Ten frames take a while to look at: the job is in hand for long enough to be taken by surprise. */
const openSlowStage = (): Promise<Stage> =>
  openStage({ cameras: 1, intervalMs: 1000, batch: 10, leaseMs: LEASE_MS, count: 3 });

describe('a page that nobody looks at', () => {
  test('S2 S11: a hidden page, whose timers Chrome throttles, keeps its heartbeats and does its jobs', async () => {
    const stage = await openStage({ cameras: 1, intervalMs: 2000, leaseMs: LEASE_MS });
    const tab = await startTab(stage.url + WORK);
    await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
    await tab.hide();
    await tab.evaluate('window.ticks = 0; window.since = performance.now(); setInterval(() => ticks++, 50); 1');
    const done = stage.witness.of('job-completed').length;
    await stage.witness.until(() => stage.witness.of('job-completed').length >= done + 5);
    await tab.until("document.body.textContent.includes('[Worker] Heartbeat sent')");

    expect(await tab.evaluate('document.visibilityState')).toBe('hidden');
    // Twenty a second where nothing throttles them.
    expect(await tab.evaluate<number>('ticks / ((performance.now() - since) / 1000)')).toBeLessThan(3);
    expect(stage.witness.of('worker-left')).toEqual([]);
    expect(stage.witness.of('job-failed')).toEqual([]);
    await tab.close();
    await stage.close();
  });

  test('W10 S8: a page that is frozen gives its job back at once, and goes on when it thaws', async () => {
    const stage = await openSlowStage();
    const tab = await startTab(stage.url + WORK);
    await untilLooking(tab);
    await tab.hide();
    await tab.setFrozen(true);
    await stage.witness.until(() => stage.witness.of('job-failed').length >= 1);
    expect(stage.witness.of('job-failed')[0]).toMatchObject({
      error: 'the page was closed or put to sleep by the browser',
      final: false,
    });
    await tab.setFrozen(false);
    await tab.show();
    await stage.witness.until(() => stage.witness.of('job-completed').length >= 3);
    await tab.close();
    await stage.close();
  });

  test.each([
    ['of the relay’s own origin', false],
    ['of another origin', true],
  ])('W10: a page %s that is closed gives its job back, and no job waits for its lease', async (_, elsewhere) => {
    const stage = await openSlowStage();
    const pages = elsewhere ? await openStage({ cameras: 0 }) : stage;
    const relay = encodeURIComponent(`ws://127.0.0.1:${stage.port}`);
    const tab = await startTab(`${pages.url}${WORK}${elsewhere ? `&relay=${relay}` : ''}`);
    await untilLooking(tab);
    await tab.close();
    await stage.witness.until(() => stage.witness.of('worker-left').length >= 1);
    const held = () =>
      stage.witness.of('job-claimed').length -
      stage.witness.of('job-failed').length -
      stage.witness.of('job-completed').length;
    await stage.witness.until(() => held() === 0);
    expect(stage.witness.of('job-failed').at(-1)?.error).toBe('the page was closed or put to sleep by the browser');
    if (elsewhere) await pages.close();
    await stage.close();
  });
});

describe('two tabs of one browser', () => {
  test('O1 G8: one tab works, the other shows what it does, and takes over when it closes', async () => {
    const stage = await openStage({ cameras: 1, intervalMs: 1000, leaseMs: LEASE_MS });
    const first = await startTab(stage.url + WORK);
    await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
    const second = await startTab(stage.url + WORK);
    await second.until("document.querySelector('#state').textContent.includes('Another tab')");
    const seen = stage.witness.of('job-completed').length;
    await stage.witness.until(() => stage.witness.of('job-completed').length >= seen + 2);
    // Frames and results of the first tab.
    await second.until("document.querySelector('.results img')");
    expect(stage.witness.of('worker-joined')).toHaveLength(1);

    await first.close();
    await stage.witness.until(() => stage.witness.of('worker-joined').length === 2);
    const before = stage.witness.of('job-completed').length;
    await stage.witness.until(() => stage.witness.of('job-completed').length >= before + 2);
    expect(await stateOf(second)).not.toContain('Another tab');
    await second.close();
    await stage.close();
  });
});
