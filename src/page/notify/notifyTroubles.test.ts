import { expect, test } from 'vitest';
import { createFakeComputer } from '../../../tests/fakes/fakeComputer.ts';
import {
  createFakeObjectUrls,
  createFakePageClock,
  createFakePageDocument,
  createFakeSmallStore,
} from '../../../tests/fakes/fakePagePorts.ts';
import { sampleSnapshot } from '../../../tests/fakes/samples.ts';
import type { Problem, Snapshot } from '../../worker/api.ts';
import { createLimitsModel } from '../limits/limitsModel.ts';
import { createStore } from '../store.ts';
import { notifyTroubles } from './notifyTroubles.ts';

const LOST: Problem = { reason: 'gpu-lost', message: 'The GPU failed.' };
const DOWN: Problem = { reason: 'relay-down', message: 'Nothing answers.' };
const CORS: Problem = { reason: 'no-cors', message: 'The relay refuses pages.' };

function setUp(kept = '{"notify":true}', computer = createFakeComputer('granted', 'granted')) {
  const document = createFakePageDocument();
  const clock = createFakePageClock();
  const store = createStore(sampleSnapshot(), clock, createFakeObjectUrls());
  const limits = createLimitsModel({ choices: createFakeSmallStore({ limits: kept }), document, computer });
  notifyTroubles({ store, limits, notifier: computer.notifier });
  const show = (part: Partial<Snapshot>) => store.dispatch({ type: 'snapshot', snapshot: sampleSnapshot(part) });
  return { document, clock, show, shown: computer.shown };
}

const paused = { run: { type: 'paused', problem: LOST } } as const;
const failing = { connection: { type: 'waiting', attempt: 3, retryAtMs: 0, problem: DOWN } } as const;
const STOPPED = 'The camera worker has stopped: The GPU failed.';

test.each([
  ['has paused itself', paused],
  ['has no model that works', { engine: { type: 'failed', problem: LOST } } as const],
])('G26: a worker that %s says so once, while the page is hidden', (_, part) => {
  const { document, clock, show, shown } = setUp();
  document.hide();
  show(part);
  clock.pass(600);
  show(part);
  expect(shown).toEqual([STOPPED]);
});

test('G26: what the person saw themselves is not told, also not when they leave later', () => {
  const { document, clock, show, shown } = setUp();
  show(paused);
  document.hide();
  clock.pass(600);
  expect(shown).toEqual([]);
});

test('G26: a pause by the person, a limit, or another tab is no trouble', () => {
  const { document, show, shown } = setUp();
  document.hide();
  show({ run: { type: 'paused' } });
  show({ hold: { type: 'battery' } });
  show({ run: { type: 'standby' }, engine: { type: 'failed', problem: LOST } });
  expect(shown).toEqual([]);
});

test('G26: a relay may be away for three minutes; then it is told once, whatever is found out about it', () => {
  const { document, clock, show, shown } = setUp();
  document.hide();
  show(failing);
  clock.pass(170);
  expect(shown).toEqual([]);
  show({ connection: { type: 'connecting', attempt: 9 } });
  clock.pass(20);
  show({ trouble: CORS });
  clock.pass(600);
  expect(shown).toEqual(['The camera worker has no relay: Nothing answers.']);
});

test('G26: a trouble that is over takes its notification away, and the next one is told anew', () => {
  const { document, show, shown } = setUp();
  document.hide();
  show(paused);
  show({});
  show(paused);
  expect(shown).toEqual([STOPPED, 'closed', STOPPED]);
});

test('G26: nothing is shown where it was not asked for, or not allowed', () => {
  for (const { document, show, shown } of [setUp('{}'), setUp(undefined, createFakeComputer('denied', 'denied'))]) {
    document.hide();
    show(paused);
    expect(shown).toEqual([]);
  }
});
