// Limits that are on, and what holds by them.
import { DEFAULT_CHOICES, type LimitChoices, textOf } from '../../src/page/limits/limitChoices.ts';
import type { Computer } from '../../src/page/ports.ts';
import type { Hold, WorkerEvent } from '../../src/worker/api.ts';
import { createFakeComputer } from '../fakes/fakeComputer.ts';
import { cannedSnapshot, ONCE_MS } from './cannedParts.ts';
import { eventsOf } from './cannedStates.ts';
import type { SceneFrames } from './sceneFrames.ts';

const HOUR_MS = 3_600_000;

const HOLDS: { readonly [state: string]: Hold } = {
  'held-schedule': { type: 'schedule', untilMs: Math.ceil(ONCE_MS / HOUR_MS) * HOUR_MS + 2 * HOUR_MS },
  'held-battery': { type: 'battery' },
  'held-in-use': { type: 'inUse' },
  resting: { type: 'duty', untilMs: ONCE_MS + 3_600_000, share: 0.5 },
  'resting-heat': { type: 'heat', untilMs: ONCE_MS + 40_000, speedShare: 0.48 },
};

const CHOICES: { readonly [state: string]: Partial<LimitChoices> } = {
  limits: {
    scheduled: true,
    spans: [
      { days: [1, 2, 3, 4, 5], fromMinute: 22 * 60, toMinute: 7 * 60 },
      { days: [6, 0], fromMinute: 0, toMinute: 0 },
    ],
    chargeLimited: true,
    dutyLimited: true,
    idleOnly: true,
  },
  'limits-bare': { scheduled: true, idleOnly: true, notify: true },
  'held-schedule': { scheduled: true, heatWatched: true },
  'held-in-use': { idleOnly: true },
  resting: { dutyLimited: true },
  'resting-heat': { heatWatched: true },
};

const isLimitsState = (state: string): boolean => state in CHOICES || state in HOLDS;

export const cannedLimits = (state: string): Record<string, string> =>
  isLimitsState(state) ? { limits: textOf({ ...DEFAULT_CHOICES, ...CHOICES[state] }) } : {};

/** A browser that tells nothing, or a laptop. */
export const cannedComputer = (state: string): Computer =>
  state === 'limits-bare' ? {} : createFakeComputer('granted', 'granted');

export async function limitsEventsOf(state: string, frames: SceneFrames): Promise<WorkerEvent[] | undefined> {
  if (!isLimitsState(state)) return undefined;
  const hold = HOLDS[state];
  const snapshot = { ...cannedSnapshot(), ...(hold && { hold }) };
  return [...(await eventsOf('waiting', frames)), { type: 'snapshot', snapshot }];
}
