import { describe, expect, test } from 'vitest';
import { createBrowser, type Tab, twoTabs } from '../../tests/fakes/browserStage.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';
import { createOneTab } from '../platform/oneTab.ts';

describe('standing by', () => {
  test('O1: of two tabs one connects, and the other says that it stands by', async () => {
    const { first, second } = await twoTabs();
    expect(first.snapshot).toMatchObject({ run: { type: 'running' }, connection: { type: 'open' } });
    expect(second.snapshot.run).toEqual({ type: 'standby' });
    expect(second.sockets.all).toEqual([]);
  });

  test('O1: it shows what the other does, from the beginning and as it goes on', async () => {
    const { first, second } = await twoTabs();
    expect(second.snapshot).toMatchObject({ connection: { type: 'open' }, engine: { type: 'ready' } });
    await first.offer('j1');
    await settle(6);
    expect(second.snapshot).toEqual({ ...first.snapshot, run: { type: 'standby' } });
    expect(second.snapshot.counts.completed).toBe(1);
    expect(second.log).toContain('[Worker] Job j1 acknowledged as completed');
    expect(second.events.some(({ type }) => type === 'finished')).toBe(true);
  });

  test('O1: it never hears of the other’s last will', async () => {
    const { first, second, channel } = await twoTabs();
    first.vision.hold();
    await first.offer('j1');
    await settle(6);
    expect(first.events.some(({ type }) => type === 'lastWill')).toBe(true);
    expect(second.events.some(({ type }) => type === 'lastWill')).toBe(false);
    expect(JSON.stringify(channel.posted)).not.toContain('X-Worker-Key');
  });

  test('O1: Pause leaves it, and what the other does is shown no longer', async () => {
    const { first, second } = await twoTabs();
    // What the other told in the same moment is on its way.
    const offering = first.offer('j1');
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    await second.worker.pause();
    await offering;
    await settle(6);
    expect(second.snapshot).toMatchObject({ run: { type: 'paused' }, connection: { type: 'closed' } });
    expect(second.snapshot.counts.offered).toBe(0);
    await first.worker.pause();
    await settle(10);
    expect(second.sockets.all).toEqual([]);
  });

  test('O1: Stop leaves it as well, and Start stands by again', async () => {
    const { second } = await twoTabs();
    await second.worker.stopAfterJob();
    expect(second.snapshot.run).toEqual({ type: 'idle' });
    await second.press();
    expect(second.snapshot.run).toEqual({ type: 'standby' });
  });

  test('O1: a nudge and a mode change make no connection', async () => {
    const { second } = await twoTabs();
    second.worker.online();
    await second.worker.checkConnection();
    await second.worker.setMode('observe');
    expect(second.sockets.all).toEqual([]);
  });
});

describe('taking over', () => {
  test.each<[string, (first: Tab) => unknown]>([
    ['is paused', (first) => first.worker.pause()],
    ['is stopped', (first) => first.worker.stopAfterJob()],
    ['dies', (first) => first.die()],
  ])('O1: when the first %s, the second connects and works', async (_, endFirst) => {
    const { first, second } = await twoTabs();
    await endFirst(first);
    await settle(10);
    second.sockets.register();
    await settle();
    expect(second.snapshot).toMatchObject({ run: { type: 'running' }, connection: { type: 'open' }, mode: 'work' });
    await second.offer('j1');
    expect(second.snapshot.counts).toMatchObject({ offered: 1, completed: 1 });
  });

  test('O1: a worker that pauses itself gives the place up', async () => {
    const { first, second } = await twoTabs();
    first.sockets.newest.drop(4001, 'replaced');
    await settle(10);
    expect(first.snapshot.run).toMatchObject({ type: 'paused', problem: { reason: 'replaced' } });
    expect(second.sockets.all).toHaveLength(1);
  });

  test('O1: a stop that finishes its job keeps the place until it is done', async () => {
    const { first, second } = await twoTabs();
    first.vision.hold();
    await first.offer('j1');
    void first.worker.stopAfterJob();
    await settle(10);
    expect(second.sockets.all).toEqual([]);
    while (first.vision.held[0]) {
      first.vision.held[0].answer();
      await settle(10);
    }
    expect(second.sockets.all).toHaveLength(1);
  });

  test('O1: what the first still has to tell afterwards, such as its model’s loading, is shown by nobody else', async () => {
    const { openTab } = createBrowser();
    const [first, second, third] = [openTab(), openTab(), openTab()];
    let arrive = () => {};
    first.vision.loadAs = () => new Promise((resolve) => (arrive = () => resolve(sampleEngine)));
    for (const tab of [first, second, third]) await tab.press({ mode: 'work' });
    await first.worker.pause();
    await settle(10);
    second.sockets.register();
    await settle(10);
    arrive();
    await settle(10);
    expect(first.snapshot).toMatchObject({ run: { type: 'paused' }, engine: { type: 'ready' } });
    expect(third.snapshot).toEqual({ ...second.snapshot, run: { type: 'standby' } });
  });

  test('O1: the mode that was chosen while it stood by holds', async () => {
    const { first, second } = await twoTabs();
    await second.worker.setMode('observe');
    await first.worker.pause();
    await settle(10);
    expect(second.snapshot.mode).toBe('observe');
    expect(second.vision.loads).toEqual([]);
  });

  test('O1: the first can stand by in its turn, and shows the other', async () => {
    const { first, second } = await twoTabs();
    await first.worker.pause();
    await settle(10);
    second.sockets.register();
    await first.press();
    await second.offer('j1');
    await settle(6);
    expect(first.snapshot).toMatchObject({ run: { type: 'standby' }, counts: { completed: 1 } });
  });

  test('O1: a tab that works no longer gives a third no picture of what was', async () => {
    const { first, second, openTab } = await twoTabs();
    await first.offer('j1');
    await first.worker.pause();
    await settle(10);
    second.sockets.register();
    await settle();
    const third = openTab();
    await third.press();
    expect(third.events.filter(({ type }) => type === 'snapshot').at(-1)).toMatchObject({
      snapshot: { run: { type: 'standby' }, connection: { type: 'open' }, counts: { completed: 0 } },
    });
    expect(third.events.some((event) => event.type === 'snapshot' && event.snapshot.counts.completed > 0)).toBe(false);
  });
});

test('O1: in a browser without locks every tab works for itself', async () => {
  const tabs = [0, 1].map(() => createWorkerStage({ oneTab: createOneTab('worker', undefined) }));
  for (const tab of tabs) await tab.startWorking();
  expect(tabs.map(({ snapshot }) => snapshot.connection.type)).toEqual(['open', 'open']);
});
