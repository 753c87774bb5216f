import type { Random } from '../../relay/scenes/random.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Weather } from './weather.ts';

/** The weather of the moment, and the chance and time that go with it. */
export interface Sky {
  weather: Weather;
  readonly random: Random;
  /** Whether it happens to this one. */
  happens(
    what: 'refused' | 'serverErrors' | 'lostAnswers' | 'truncated' | 'slow' | 'duplicated' | 'reordered',
  ): boolean;
  wait(ms: number): Promise<void>;
  /** Resolves when the line is no longer frozen. */
  thaw(): Promise<void>;
  change(weather: Weather): void;
}

export function createSky(weather: Weather, random: Random, clock: Clock): Sky {
  let thawing: (() => void)[] = [];
  const sky: Sky = {
    weather,
    random,
    happens: (what) => random.next() < sky.weather[what],
    wait: (ms) => (ms > 0 ? new Promise((resolve) => clock.after(ms, resolve)) : Promise.resolve()),
    thaw: () => (sky.weather.frozen ? new Promise((resolve) => thawing.push(resolve)) : Promise.resolve()),
    change(next) {
      sky.weather = next;
      if (next.frozen) return;
      for (const resolve of thawing) resolve();
      thawing = [];
    },
  };
  return sky;
}
