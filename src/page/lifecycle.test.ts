import { expect, test } from 'vitest';
import { createFakePageDocument } from '../../tests/fakes/fakePagePorts.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { LastRequest } from '../worker/api.ts';
import { watchLifecycle } from './lifecycle.ts';

const request = (job: string): LastRequest => ({
  url: `http://relay.example:7010/jobs/${job}/fail`,
  headers: { 'Content-Type': 'application/json', 'X-Worker-Key': 'k1' },
  body: '{"worker_id":"w1"}',
});

function watch(will: readonly LastRequest[] = [], answer: () => Promise<unknown> = async () => undefined) {
  const document = createFakePageDocument();
  const window = new EventTarget();
  const sent: { readonly url: string; readonly init: RequestInit }[] = [];
  let lastWill = will;
  let back = 0;
  const send = (url: string, init: RequestInit): Promise<unknown> => {
    sent.push({ url, init });
    return answer();
  };
  const stop = watchLifecycle(
    { document, window, send },
    {
      onBack() {
        back += 1;
      },
      lastWill: () => lastWill,
    },
  );
  return {
    document,
    sent,
    stop,
    leave: () => window.dispatchEvent(new Event('pagehide')),
    bequeath(next: readonly LastRequest[]) {
      lastWill = next;
    },
    back: () => back,
  };
}

test('G9: a page that is left sends its last will in requests that outlive it', () => {
  const { leave, sent } = watch([request('a'), request('b')]);
  leave();
  expect(sent.map(({ url }) => url)).toEqual([request('a').url, request('b').url]);
  expect(sent[0]?.init).toEqual({
    method: 'POST',
    keepalive: true,
    headers: request('a').headers,
    body: request('a').body,
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
  });
});

test('G9: a page that is frozen and then left sends each will once', () => {
  const { document, leave, bequeath, sent } = watch([request('a')]);
  document.tell('freeze');
  leave();
  expect(sent).toHaveLength(1);
  bequeath([request('a')]);
  document.tell('freeze');
  expect(sent).toHaveLength(2);
});

test('G9: without jobs in hand nothing is sent, and hiding the page is not leaving it', () => {
  const empty = watch();
  empty.leave();
  const hidden = watch([request('a')]);
  hidden.document.hide();
  expect([...empty.sent, ...hidden.sent]).toEqual([]);
});

test('G9: a will that the relay does not take troubles nobody', async () => {
  const { leave, sent } = watch([request('a')], () => Promise.reject(new TypeError('Failed to fetch')));
  leave();
  // A rejection that nobody handles would fail this run.
  await settle();
  expect(sent).toHaveLength(1);
});

test('S10: a page that is looked at again or wakes from a freeze checks its connection at once', () => {
  const { document, back, stop } = watch();
  document.hide();
  expect(back()).toBe(0);
  document.show();
  document.tell('resume');
  expect(back()).toBe(2);
  stop();
  document.show();
  expect(back()).toBe(2);
});
