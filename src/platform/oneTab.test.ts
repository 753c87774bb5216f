import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFakeLocks } from '../../tests/fakes/fakeLocks.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createOneTab, createTabChannel } from './oneTab.ts';

/** A browser whose tabs want the one place. */
function setUp() {
  const browser = createFakeLocks();
  const told: string[] = [];
  const open = (name: string) => {
    const tab = browser.openTab();
    const abort = new AbortController();
    const oneTab = createOneTab('place', tab.locks);
    let leave = () => {};
    const take = async (): Promise<void> => {
      try {
        leave = await oneTab.take(abort.signal, () => told.push(`${name} waits`));
        told.push(`${name} has it`);
      } catch (error) {
        told.push(`${name} gave up: ${(error as Error).name}`);
      }
    };
    return { take, leave: () => leave(), abort: () => abort.abort(), die: tab.die };
  };
  return { browser, told, open };
}

describe('one tab works', () => {
  test('O1: the first tab has the place at once, and does not wait', async () => {
    const { told, open } = setUp();
    await open('a').take();
    expect(told).toEqual(['a has it']);
  });

  test('O1: a second tab waits, and has the place when the first gives it up', async () => {
    const { told, open } = setUp();
    const [a, b] = [open('a'), open('b')];
    await a.take();
    void b.take();
    await settle();
    expect(told).toEqual(['a has it', 'b waits']);
    a.leave();
    await settle();
    expect(told.at(-1)).toBe('b has it');
  });

  test('O1: a tab that dies gives the place up as well', async () => {
    const { told, open } = setUp();
    const [a, b] = [open('a'), open('b')];
    await a.take();
    void b.take();
    await settle();
    a.die();
    await settle();
    expect(told.at(-1)).toBe('b has it');
  });

  test('O1: tabs come to their turn in the order in which they began to wait', async () => {
    const { told, open } = setUp();
    const [a, b, c] = [open('a'), open('b'), open('c')];
    await a.take();
    void b.take();
    void c.take();
    await settle();
    a.leave();
    await settle();
    b.leave();
    await settle();
    expect(told.filter((line) => line.endsWith('has it'))).toEqual(['a has it', 'b has it', 'c has it']);
  });

  test('O1: a place that was given up can be taken again', async () => {
    const { told, open, browser } = setUp();
    const a = open('a');
    await a.take();
    a.leave();
    await settle();
    expect(browser.isFree('place')).toBe(true);
    await a.take();
    expect(told).toEqual(['a has it', 'a has it']);
  });
});

describe('giving up', () => {
  test('O1: a tab that no longer wants to wait is out of the queue', async () => {
    const { told, open, browser } = setUp();
    const [a, b] = [open('a'), open('b')];
    await a.take();
    void b.take();
    await settle();
    b.abort();
    await settle();
    expect(told.at(-1)).toBe('b gave up: AbortError');
    a.leave();
    await settle();
    expect(browser.isFree('place')).toBe(true);
  });

  test('O1: a tab that gives up before it knows whether the place is free waits for nothing', async () => {
    const { told, open, browser } = setUp();
    const [a, b] = [open('a'), open('b')];
    await a.take();
    void b.take();
    b.abort();
    await settle();
    expect(told).toEqual(['a has it', 'b gave up: AbortError']);
    a.leave();
    await settle();
    expect(browser.isFree('place')).toBe(true);
  });
});

describe('browsers that cannot tell', () => {
  test('O1: without locks every tab works for itself', async () => {
    const oneTab = createOneTab('place', undefined);
    const waits = vi.fn();
    const leave = await oneTab.take(new AbortController().signal, waits);
    leave();
    leave();
    expect(waits).not.toHaveBeenCalled();
  });

  test('O1: where locks are forbidden every tab works for itself', async () => {
    const request = async () => {
      throw new DOMException('locks are forbidden here', 'SecurityError');
    };
    const oneTab = createOneTab('place', { request } as unknown as LockManager);
    await expect(oneTab.take(new AbortController().signal, () => {})).resolves.toBeTypeOf('function');
  });
});

describe('the channel between tabs', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('O1: what one tab says the others hear, and not itself', async () => {
    const opened: BroadcastChannel[] = [];
    class Counted extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        opened.push(this);
      }
    }
    vi.stubGlobal('BroadcastChannel', Counted);
    const heard: string[] = [];
    const [a, b, other] = ['tabs', 'tabs', 'others'].map((name) => createTabChannel<string>(name));
    a?.listen((message) => heard.push(`a ${message}`));
    other?.listen((message) => heard.push(`other ${message}`));
    const told = new Promise((resolve) => b?.listen(resolve));
    a?.post('hello');
    expect(await told).toBe('hello');
    await settle();
    expect(heard).toEqual([]);
    for (const channel of opened) channel.close();
  });

  test('O1: without a channel nothing is said, and nothing breaks', () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const channel = createTabChannel<string>('tabs');
    channel.listen(() => {});
    channel.post('hello');
  });
});
