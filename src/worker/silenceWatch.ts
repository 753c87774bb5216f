import type { Clock } from '../platform/clock.ts';

/**
 * No token and no progress for so long means that the thread hangs. Generous: the first run compiles every shader, and a
 * software GPU under load takes a minute for its first token.
 */
const SILENCE_LIMIT_MS = 180_000;

export interface SilenceWatch {
  readonly alive: () => void;
  /** Silence is fine until the next sign of life: a download is as silent as the network. */
  readonly hold: () => void;
  readonly stop: () => void;
}

export function watchSilence(clock: Clock, onSilence: () => void): SilenceWatch {
  let stopped = false;
  let cancel = () => {};
  const alive = () => {
    cancel();
    // Signs of life come by a port of their own, and late.
    if (!stopped) cancel = clock.after(SILENCE_LIMIT_MS, onSilence);
  };
  const stop = () => {
    stopped = true;
    cancel();
  };
  alive();
  return { alive, hold: () => cancel(), stop };
}
