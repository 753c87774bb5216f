import { describe, expect, test } from 'vitest';
import { createBrowser, twoTabs } from '../../tests/fakes/browserStage.ts';
import { settle } from '../../tests/fakes/settle.ts';

describe('settings applied anew', () => {
  test('O1: a tab that works does not give its place away', async () => {
    const { first, second } = await twoTabs();
    await first.press({ relay: 'ws://other:7010/connect' });
    expect(first.sockets.newest.url).toBe('ws://other:7010/connect');
    expect(second.sockets.all).toEqual([]);
    expect(second.snapshot).toMatchObject({ run: { type: 'standby' }, relayHost: 'other:7010' });
  });

  test('O1: nor does one that was about to stop after its job', async () => {
    const { first, second } = await twoTabs();
    first.vision.hold();
    await first.offer('j1');
    void first.worker.stopAfterJob();
    await first.press({ relay: 'ws://other:7010/connect' });
    await settle(10);
    expect(first.sockets.newest.url).toBe('ws://other:7010/connect');
    expect(second.sockets.all).toEqual([]);
  });

  test('O1: a tab that stands by goes on standing by, and can be paused', async () => {
    const { first, second } = await twoTabs();
    await second.press({ relay: 'ws://other:7010/connect' });
    await first.offer('j1');
    await settle(6);
    expect(second.snapshot).toMatchObject({ run: { type: 'standby' }, counts: { completed: 1 } });
    await second.worker.pause();
    await first.worker.pause();
    await settle(10);
    expect(second.snapshot.run).toEqual({ type: 'paused' });
    expect(second.sockets.all).toEqual([]);
  });

  test('O1: of settings that were applied while it stood by the newest hold', async () => {
    const { first, second } = await twoTabs();
    await second.press({ relay: 'ws://other:7010/connect' });
    await second.press({ relay: 'ws://newest:7010/connect' });
    await first.worker.pause();
    await settle(10);
    expect(second.sockets.all.map(({ url }) => url)).toEqual(['ws://newest:7010/connect']);
  });

  test('O1: two starts at once work once, with the newest settings', async () => {
    const { openTab, locks } = createBrowser();
    const tab = openTab();
    void tab.start();
    await tab.press({ relay: 'ws://newest:7010/connect' });
    expect(tab.sockets.all.filter(({ closed }) => !closed).map(({ url }) => url)).toEqual(['ws://newest:7010/connect']);
    expect(tab.snapshot.run).toEqual({ type: 'running' });
    await tab.worker.pause();
    await settle();
    expect(locks.isFree('worker')).toBe(true);
  });

  test('O1: a pause while the place is asked for gives it back', async () => {
    const { openTab, locks } = createBrowser();
    const tab = openTab();
    void tab.start();
    await tab.worker.pause();
    await settle(10);
    expect(tab.sockets.all).toEqual([]);
    expect(locks.isFree('worker')).toBe(true);
  });
});
