// Keeps the screen on while this computer works, where the person allowed it: a computer that sleeps does no jobs. The
// browser takes the lock away from a page that is hidden; it is taken again when the page is back.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { HeldWakeLock, PageDocument, WakeLockPort } from './ports.ts';

/** `hidden`: the lock waits for the page to be seen. `missing`: this browser gives none, or none to a page over http. */
export type AwakeState = 'off' | 'held' | 'hidden' | 'refused' | 'missing';

export interface KeepAwake {
  readonly state: ReadonlySignal<AwakeState>;
  /** Ends it, and lets the screen go dark. */
  close(): void;
}

export function createKeepAwake(
  wanted: ReadonlySignal<boolean>,
  document: PageDocument,
  wakeLock: WakeLockPort | undefined,
): KeepAwake {
  const state = signal<AwakeState>('off');
  let held: HeldWakeLock | undefined;
  let asking = false;
  let isWanted = false;

  const isVisible = (): boolean => document.visibilityState === 'visible';

  function update(): void {
    if (!isWanted) return letGo();
    if (!wakeLock) state.value = 'missing';
    else if (!isVisible()) state.value = 'hidden';
    else if (!held && !asking) void ask(wakeLock);
  }

  async function ask(port: WakeLockPort): Promise<void> {
    asking = true;
    try {
      keep(await port.request('screen'));
    } catch {
      state.value = isVisible() ? 'refused' : 'hidden';
    }
    asking = false;
    // Nobody may want it any more by now.
    if (!isWanted) letGo();
  }

  function keep(lock: HeldWakeLock): void {
    held = lock;
    state.value = 'held';
    lock.addEventListener('release', () => {
      if (held !== lock) return;
      held = undefined;
      // Not asked for again at once: a browser that takes it from a page in view, as on a low battery, means it.
      state.value = isVisible() ? 'refused' : 'hidden';
    });
  }

  function letGo(): void {
    const lock = held;
    held = undefined;
    state.value = 'off';
    // It fails only where the lock has ended already.
    lock?.release().catch(() => {});
  }

  document.addEventListener('visibilitychange', update);
  const stopWatching = effect(() => {
    isWanted = wanted.value;
    update();
  });
  return {
    state,
    close() {
      stopWatching();
      isWanted = false;
      document.removeEventListener('visibilitychange', update);
      letGo();
    },
  };
}
