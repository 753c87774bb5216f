// One tab of a browser works; the others wait for its end and hear meanwhile what it does. Both need a secure page; where
// they are missing, every tab works for itself.

export interface OneTab {
  /**
   * Resolves with the way to give it up, once no other tab of this browser has it. `onWait` is called when that takes
   * longer than a look. Rejects when `signal` is aborted.
   */
  take(signal: AbortSignal, onWait: () => void): Promise<() => void>;
}

/** To all other tabs, and from them. */
export interface TabChannel<T> {
  post(message: T): void;
  listen(listener: (message: T) => void): void;
}

export function createOneTab(name: string, locks: LockManager | undefined): OneTab {
  return {
    async take(signal, onWait) {
      if (!locks) return () => {};
      return new Promise((resolve, reject) => {
        // Held until this promise is resolved; a tab that dies gives it up as well.
        const hold = (lock: Lock | null): Promise<void> | undefined => {
          if (!lock) return undefined;
          return new Promise<void>((release) => resolve(release));
        };
        void (async () => {
          let free = false;
          await locks.request(name, { ifAvailable: true }, (lock) => {
            free = lock !== null;
            return hold(lock);
          });
          if (free) return;
          signal.throwIfAborted();
          onWait();
          await locks.request(name, { signal }, hold);
          // Some places, such as a sandboxed frame, have locks and forbid them: there a tab works for itself as well.
        })().catch((error) => (signal.aborted ? reject(error) : resolve(() => {})));
      });
    },
  };
}

/** @param name what is sent under it was sent by the same program */
export function createTabChannel<T>(name: string): TabChannel<T> {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
  return {
    post: (message) => channel?.postMessage(message),
    listen(listener) {
      if (channel) channel.onmessage = ({ data }: MessageEvent<T>) => listener(data);
    },
  };
}
