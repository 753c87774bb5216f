// Signals over the page's state. Panels read the slices, so that a streamed word redraws the answer and nothing else.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Snapshot, WorkerEvent } from '../worker/api.ts';
import { createImageUrls } from './imageUrls.ts';
import { initialState, type PageState } from './pageState.ts';
import type { ObjectUrls, PageClock } from './ports.ts';
import { reduce } from './reduce.ts';

export interface Store {
  readonly snapshot: ReadonlySignal<Snapshot>;
  readonly looking: ReadonlySignal<PageState['looking']>;
  readonly finished: ReadonlySignal<PageState['finished']>;
  readonly log: ReadonlySignal<PageState['log']>;
  readonly cameras: ReadonlySignal<PageState['cameras']>;
  readonly history: ReadonlySignal<PageState['history']>;
  readonly story: ReadonlySignal<PageState['story']>;
  readonly lastWill: ReadonlySignal<PageState['lastWill']>;
  /** Ticks about once a second. */
  readonly nowMs: ReadonlySignal<number>;
  dispatch(event: WorkerEvent): void;
  /** The image's object URL; revoked when the image leaves the state. */
  imageUrl(image: Blob): string;
  /** Ends the clock and revokes every URL. */
  close(): void;
}

export function createStore(snapshot: Snapshot, clock: PageClock, objectUrls: ObjectUrls): Store {
  const state = signal(initialState(snapshot));
  const nowMs = signal(clock.now());
  const urls = createImageUrls(objectUrls);
  const stopClock = clock.everySecond(() => {
    nowMs.value = clock.now();
  });
  return {
    snapshot: computed(() => state.value.snapshot),
    looking: computed(() => state.value.looking),
    finished: computed(() => state.value.finished),
    log: computed(() => state.value.log),
    cameras: computed(() => state.value.cameras),
    history: computed(() => state.value.history),
    story: computed(() => state.value.story),
    lastWill: computed(() => state.value.lastWill),
    nowMs,
    dispatch(event) {
      nowMs.value = clock.now();
      state.value = reduce(state.peek(), event, nowMs.peek());
      if (event.type === 'frame' || event.type === 'finished') urls.retain(imagesOf(state.peek()));
    },
    imageUrl: (image) => urls.of(image),
    close() {
      stopClock();
      urls.retain([]);
    },
  };
}

function imagesOf(state: PageState): Blob[] {
  const entries = [...state.finished, ...state.cameras.map(({ entry }) => entry)];
  const images = entries.flatMap(({ finished }) => finished.image ?? []);
  return state.looking ? [...images, state.looking.image] : images;
}
