// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { createFakeObjectUrls, createFakePageClock, createFakeSmallStore } from '../../tests/fakes/fakePagePorts.ts';
import { relayStatusSample } from '../../tests/fakes/relayStatusSample.ts';
import { textsOf } from '../../tests/support/textsOf.ts';
import { speak } from '../page/language/language.ts';
import { createLanguageChoice } from '../page/language/languageChoice.ts';
import { createThemeChoice } from '../page/parts/theme.ts';
import { RelayView } from './RelayView.tsx';
import { createRelayPoll } from './relayPoll.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(async () => {
  render(null, root);
  await speak('en');
});

type Answer = () => Response;
const json =
  (value: unknown): Answer =>
  () =>
    Response.json(value);
const picture =
  (jobId?: string): Answer =>
  () =>
    new Response('jpeg', { headers: { 'Content-Type': 'image/jpeg', ...(jobId && { 'X-Job-Id': jobId }) } });
const nothing =
  (status: number): Answer =>
  () =>
    new Response('', { status });

/** Opens the view on a server that answers as told; `undefined` is a server that is not there. */
async function open(status: Answer | undefined, latest: Answer = nothing(403)) {
  const clock = createFakePageClock(Date.parse('2026-01-10T12:00:10Z'));
  const urls = createFakeObjectUrls();
  const asked: string[] = [];
  const server = { status, latest };
  const poll = createRelayPoll({
    clock,
    objectUrls: urls,
    async fetch(url) {
      asked.push(url);
      const answer = url === 'status' ? server.status : server.latest;
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  const themeChoice = createThemeChoice(createFakeSmallStore(), document.documentElement);
  const languageChoice = await createLanguageChoice(createFakeSmallStore(), document.documentElement, []);
  const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  const stop = poll.start();
  await act(() => render(<RelayView {...{ poll, themeChoice, languageChoice }} host="relay.example" />, root));
  await settle();
  const pass = async (seconds: number) => {
    clock.pass(seconds);
    await settle();
  };
  return { server, asked, urls, stop, pass };
}

const state = () => root.querySelector('#state')?.textContent;

test('G2: the relay’s view shows cameras, jobs, workers and results', async () => {
  await open(json(relayStatusSample([{ label: 'dog', bbox: [1, 2, 3, 4], frame: 0 }])), picture());
  expect(state()).toBe('1 worker connected, 2 jobs waiting, 40 done.');
  expect(root.querySelector('.camera-name')?.textContent).toBe('Yard');
  expect(root.querySelector('.row')?.textContent).toMatch(/A dog runs\..*dog 1.*Yard.*2\.4 s.*7 s ago/);
  expect(root.querySelectorAll('.cameras img')).toHaveLength(1);
});

test('G2: a camera that may not be seen from here has no picture', async () => {
  await open(json(relayStatusSample()), nothing(403));
  expect(root.querySelectorAll('.cameras img')).toHaveLength(0);
  expect(root.querySelector('.camera-name')?.textContent).toBe('Yard');
});

test('G2: a page that no relay serves says so', async () => {
  await open(nothing(404));
  expect(state()).toMatch(/not served by a relay/);
});

test('G2: a relay that falls silent is told, and what it said last stays', async () => {
  const { server, pass } = await open(json(relayStatusSample()));
  server.status = undefined;
  await pass(2);
  expect(state()).toMatch(/has not answered for 2 seconds/);
  expect(root.querySelector('.row')).not.toBeNull();
});

test('G2: the relay is asked every two seconds until it is stopped, and no picture’s URL is left behind', async () => {
  const { asked, pass, stop, urls } = await open(json(relayStatusSample()), picture());
  const questions = () => asked.filter((url) => url === 'status').length;
  await pass(2);
  await pass(2);
  expect(questions()).toBe(3);
  expect(urls.alive.size).toBe(1);
  stop();
  await pass(10);
  expect([questions(), urls.alive.size]).toEqual([3, 0]);
});

/** What cameras, workers and the address say, and the words that are the same in both. */
const SAME_IN_BOTH =
  /^(Relay|Worker|Auto|System|relay\.example|Yard|worker-\S+|A dog runs\.|dog \d|English|Deutsch|dev)$/;

test.each([
  ['a relay at work', json(relayStatusSample([{ label: 'dog', bbox: [1, 2, 3, 4], frame: 0 }]))],
  ['a relay without anything', json({ ...relayStatusSample(), workers: [], cameras: [], results: [] })],
  ['no relay', nothing(404)],
])('G70: nothing stays English in the relay’s view: %s', async (_, status) => {
  await open(status, picture());
  const english = new Set(textsOf(root, 'code'));
  await act(() => speak('de'));
  const same = textsOf(root, 'code').filter((text) => english.has(text) && !SAME_IN_BOTH.test(text));
  expect(same).toEqual([]);
});

test('G72: its language is chosen in the footer', async () => {
  await open(nothing(404));
  expect(root.querySelector('.footer .language-select')).not.toBeNull();
});
