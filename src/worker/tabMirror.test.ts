import { describe, expect, test } from 'vitest';
import { createFakeTabs } from '../../tests/fakes/fakeTabs.ts';
import { sampleSnapshot } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { WorkerEvent } from './api.ts';
import { createTabMirror, type TabMessage } from './tabMirror.ts';

const log = (text: string): WorkerEvent => ({ type: 'log', line: { atMs: 0, level: 'info', text } });
const snapshot = (lastOfferMs: number): WorkerEvent => ({
  type: 'snapshot',
  snapshot: sampleSnapshot({ lastOfferMs }),
});
const frame = (jobId: string): WorkerEvent => ({ type: 'frame', jobId, frame: 0, image: new Blob([jobId]) });
const answer = (jobId: string): WorkerEvent => ({ type: 'answer', jobId, frame: 0, text: 'A car' });
const boxes = (jobId: string): WorkerEvent => ({ type: 'boxes', jobId, frame: 0, boxes: [] });

function setUp() {
  const browser = createFakeTabs<TabMessage>();
  const open = () => createTabMirror(browser.openTab());
  const watch = (mirror: ReturnType<typeof open>) => {
    const heard: WorkerEvent[] = [];
    const stop = mirror.watch((event) => heard.push(event));
    return { heard, stop, types: () => heard.map(({ type }) => type) };
  };
  return { browser, open, watch };
}

describe('a tab that waits', () => {
  test('O1: it hears all that the working tab tells, in its order', async () => {
    const { open, watch } = setUp();
    const [working, waiting] = [open(), open()];
    const { heard } = watch(waiting);
    await settle();
    const told = [log('one'), snapshot(1), frame('j1'), answer('j1')];
    for (const event of told) working.show(event);
    await settle();
    expect(heard).toEqual(told);
  });

  test('O1: one that comes late gets the picture at once: the newest of each part, and no old lines', async () => {
    const { open, watch } = setUp();
    const [working, late] = [open(), open()];
    for (const event of [log('old'), snapshot(1), answer('j1'), frame('j1'), boxes('j1'), snapshot(2)])
      working.show(event);
    await settle();
    const { heard, types } = watch(late);
    await settle();
    expect(types()).toEqual(['snapshot', 'frame', 'boxes', 'answer']);
    expect(heard[0]).toEqual(snapshot(2));
  });

  test('O1: the last will of the working tab is told to nobody, as it carries the key', async () => {
    const { browser, open, watch } = setUp();
    const [working, waiting] = [open(), open()];
    watch(waiting);
    working.show({ type: 'lastWill', requests: [{ url: 'u', headers: { 'X-Worker-Key': 'secret' }, body: '' }] });
    watch(open());
    await settle();
    expect(JSON.stringify(browser.posted)).not.toContain('secret');
  });

  test('O1: after its end it hears nothing', async () => {
    const { open, watch } = setUp();
    const [working, waiting] = [open(), open()];
    const { heard, stop } = watch(waiting);
    stop();
    working.show(log('late'));
    await settle();
    expect(heard).toEqual([]);
  });

  test('O1: a tab that waits has no picture for others', async () => {
    const { open, watch } = setUp();
    const [first, second] = [open(), open()];
    // It worked before it waited.
    first.show(snapshot(1));
    await settle();
    watch(first);
    const { heard } = watch(second);
    await settle();
    expect(heard).toEqual([]);
  });

  test('O1: a tab that works no longer has no picture for others', async () => {
    const { open, watch } = setUp();
    const [first, second] = [open(), open()];
    first.show(snapshot(1));
    await settle();
    first.forget();
    const { heard } = watch(second);
    await settle();
    expect(heard).toEqual([]);
  });
});
