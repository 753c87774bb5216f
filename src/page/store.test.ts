import { expect, test } from 'vitest';
import { createFakeObjectUrls, createFakePageClock } from '../../tests/fakes/fakePagePorts.ts';
import { sampleFinished, sampleJob } from '../../tests/fakes/samples.ts';
import { idleSnapshot } from '../worker/api.ts';
import { MAX_FINISHED } from './pageState.ts';
import { createStore } from './store.ts';

function setUp() {
  const clock = createFakePageClock();
  const urls = createFakeObjectUrls();
  return { clock, urls, store: createStore(idleSnapshot('observe', 'relay.example'), clock, urls) };
}

const blob = (text: string) => new Blob([text]);
const frameOf = (jobId: string, image: Blob) => ({ type: 'frame', jobId, frame: 0, image }) as const;

test('G3: an image has one object URL, which is revoked when the image is no longer shown', () => {
  const { store, urls } = setUp();
  const first = blob('first');
  store.dispatch(frameOf('job-1', first));
  const url = store.imageUrl(first);
  expect(store.imageUrl(first)).toBe(url);
  store.dispatch({ type: 'answer', jobId: 'job-1', frame: 0, text: 'A' });
  expect([...urls.alive]).toEqual([url]);
  store.dispatch(frameOf('job-2', blob('second')));
  expect([...urls.alive]).toEqual([]);
});

test('G3: the URLs of results that fell off the end are revoked', () => {
  const { store, urls } = setUp();
  for (let i = 0; i < MAX_FINISHED + 10; i++) {
    const image = blob(`${i}`);
    store.dispatch({ type: 'finished', job: sampleFinished({ job: sampleJob({ id: `job-${i}` }), image }) });
    store.imageUrl(image);
  }
  expect(urls.alive.size).toBe(MAX_FINISHED);
});

test('G33: a camera’s newest image keeps its URL while a busier camera fills the results', () => {
  const { store, urls } = setUp();
  const image = blob('quiet');
  const jobOf = (serviceId: string, id: string) => sampleJob({ serviceId, id });
  store.dispatch({ type: 'finished', job: sampleFinished({ job: jobOf('quiet', 'a'), image }) });
  const url = store.imageUrl(image);
  for (let i = 0; i < MAX_FINISHED + 1; i++) {
    store.dispatch({ type: 'finished', job: sampleFinished({ job: jobOf('busy', `b${i}`), image: blob(`${i}`) }) });
  }
  expect(urls.alive.has(url)).toBe(true);
  store.dispatch({ type: 'finished', job: sampleFinished({ job: jobOf('quiet', 'z'), image: blob('newer') }) });
  expect(urls.alive.has(url)).toBe(false);
});

test('G2: the clock ticks each second, and closing ends it and revokes what is left', () => {
  const { clock, store, urls } = setUp();
  const before = store.nowMs.value;
  clock.pass(3);
  expect(store.nowMs.value).toBe(before + 3000);
  const image = blob('frame');
  store.dispatch(frameOf('job-1', image));
  store.imageUrl(image);
  store.close();
  expect([clock.listeners, urls.alive.size]).toEqual([0, 0]);
});

test('G2: a streamed word changes the answer and leaves the other slices as they are', () => {
  const { store } = setUp();
  store.dispatch(frameOf('job-1', blob('frame')));
  const [snapshot, finished, log] = [store.snapshot.value, store.finished.value, store.log.value];
  store.dispatch({ type: 'answer', jobId: 'job-1', frame: 0, text: 'A' });
  expect([store.snapshot.value, store.finished.value, store.log.value]).toEqual([snapshot, finished, log]);
  expect(store.finished.value).toBe(finished);
});
