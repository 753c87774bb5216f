/** The person's hand on a download: held, or let go. */
export interface Hold {
  readonly held: boolean;
  set(held: boolean): void;
  /** Hears each change; the returned function ends that. */
  onChange(listener: () => void): () => void;
}

export function createHold(): Hold {
  const listeners = new Set<() => void>();
  let held = false;
  return {
    get held() {
      return held;
    },
    set(next) {
      if (held === next) return;
      held = next;
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Resolves while it is not held; rejects when `signal` is aborted. */
export async function letGo(hold: Hold, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!hold.held) return;
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      stopListening();
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const stopListening = hold.onChange(end);
    signal.addEventListener('abort', end);
  });
}
