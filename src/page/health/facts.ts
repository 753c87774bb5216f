// The figures of HEALTH, as name and words. A figure that is not known yet is a dash, so that its line keeps its place.

import type { SelfTestReport } from '../../vision/api.ts';
import type { EngineState, Snapshot } from '../../worker/api.ts';
import type { AwakeState } from '../keepAwake.ts';
import { words } from '../language/language.ts';
import { sayNumber, sayPercent, sayRate, sayShort } from '../words.ts';

export const UNKNOWN = '–';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** What the name means, where it alone does not say it. */
  readonly title?: string;
  /** Nothing to tell yet. */
  readonly quiet?: boolean;
}

export const sayRateOf = (tokensPerSecond: number | undefined): string =>
  tokensPerSecond === undefined ? UNKNOWN : sayRate(tokensPerSecond);

export const sayTokenRate = ({ speed }: Snapshot): string => sayRateOf(speed.tokensPerSecond);

export const sayMedianJob = ({ speed }: Snapshot): string =>
  speed.medianJobMs === undefined ? UNKNOWN : sayShort(speed.medianJobMs);

/** What became of the jobs. What has not happened is quiet, or missing where it seldom happens at all. */
export function countFacts(snapshot: Snapshot): Fact[] {
  const { counts, speed, waitingJobs, engine } = snapshot;
  const say = words.value.health.counts;
  return [
    { name: say.done, value: sayNumber(counts.completed) },
    ...seldom(say.unchanged, counts.unchanged, say.unchangedTitle),
    ...takenFacts(snapshot),
    {
      name: say.busy[busyPart(engine)],
      value: speed.busyShare === undefined ? UNKNOWN : sayPercent(speed.busyShare),
      title: say.busyTitle,
    },
    counted(say.waiting, waitingJobs, say.waitingTitle),
    ...seldom(say.failed, counts.failed, say.failedTitle),
    ...seldom(say.refused, counts.refused, say.refusedTitle),
  ];
}

/** Where nobody claims, none is lost to others: what is not taken makes way for something newer. */
function takenFacts({ counts, dialect = 'J' }: Snapshot): Fact[] {
  const say = words.value.health.counts;
  const taken = {
    name: say.taken,
    value: say.takenOf(sayNumber(counts.claimed), sayNumber(counts.offered)),
    title: say.takenTitle,
  };
  if (dialect !== 'J') return [taken, counted(say.dropped, counts.dropped, say.droppedTitle)];
  return [
    taken,
    counted(say.lost, counts.lost, say.lostTitle),
    ...seldom(say.dropped, counts.dropped, say.droppedTitle),
  ];
}

const counted = (name: string, count: number, title: string): Fact => ({
  name,
  value: sayNumber(count),
  title,
  quiet: count === 0,
});

const seldom = (name: string, count: number, title: string): Fact[] => (count > 0 ? [counted(name, count, title)] : []);

export const dialectFact = ({ dialect }: Snapshot): Fact => ({
  name: words.value.facts.relaySpeaks,
  value: dialect ? words.value.facts.dialects[dialect] : UNKNOWN,
});

/** Nothing where the person did not ask for it. */
export const awakeFacts = (state: AwakeState): Fact[] =>
  state === 'off' ? [] : [{ name: words.value.facts.keptAwake, value: words.value.facts.awake[state] }];

export function engineFacts(engine: EngineState): Fact[] {
  const say = words.value.facts;
  if (engine.type !== 'ready') {
    return [
      { name: say.model, value: engine.type === 'loading' ? say.loading(engine.modelName) : say.notLoaded },
      { name: say.device, value: UNKNOWN },
      { name: say.selfTest, value: UNKNOWN },
      { name: say.firstToken, value: UNKNOWN },
      { name: say.speed, value: UNKNOWN },
    ];
  }
  const device = engine.device === 'webgpu' ? 'WebGPU' : 'wasm';
  return [
    { name: say.model, value: `${engine.modelName}, ${engine.dtype}` },
    { name: say.device, value: engine.deviceName ? `${engine.deviceName} (${device})` : device },
    ...selfTestFacts(engine.selfTest),
  ];
}

function selfTestFacts(report: SelfTestReport): Fact[] {
  const { secondsPerFrame, answer, firstTokenMs, promptTokens, tokensPerSecond } = report;
  const say = words.value.facts;
  return [
    {
      name: say.selfTest,
      value: say.perFrame(sayShort(secondsPerFrame * 1000)),
      title: say.passed(answer),
    },
    {
      name: say.firstToken,
      value: sayShort(firstTokenMs),
      title: say.firstTokenTitle(sayNumber(promptTokens)),
    },
    {
      name: say.speed,
      value: tokensPerSecond === undefined ? UNKNOWN : say.tokenRate(sayRate(tokensPerSecond)),
      title: speedTitle(report),
    },
    ...memoryFacts(report),
  ];
}

function speedTitle({ tokensPerSecond, ceilingTokensPerSecond: ceiling }: SelfTestReport): string {
  const say = words.value.facts;
  if (tokensPerSecond === undefined) return say.speedUnknown;
  const rate = say.tokenRate(sayRate(tokensPerSecond));
  if (ceiling === undefined) return say.speedTitle(rate);
  return say.speedOfMost(rate, sayPercent(tokensPerSecond / ceiling), sayRate(ceiling));
}

/** What the GPU's memory allows, as far as it is known. */
function memoryFacts({ tokensPerSecond, ceilingTokensPerSecond: ceiling, bandwidthGBps }: SelfTestReport): Fact[] {
  if (bandwidthGBps === undefined) return [];
  const say = words.value.facts;
  const rate = `${sayRate(bandwidthGBps)} GB/s`;
  if (ceiling === undefined || tokensPerSecond === undefined) return [{ name: say.memory, value: rate }];
  return [
    {
      name: say.memoryLimit,
      value: say.ofMost(sayPercent(tokensPerSecond / ceiling), sayRate(ceiling)),
      title: say.memoryTitle(rate),
    },
  ];
}

/** Said once and plainly where no GPU does the work. */
export function slowNote(engine: EngineState): string | undefined {
  if (engine.type !== 'ready' || !engine.slow) return undefined;
  return words.value.facts.slow[engine.device === 'wasm' ? 'processor' : 'emulated'];
}

/** What does the work. */
export const busyPart = (engine: EngineState): 'gpu' | 'processor' =>
  engine.type === 'ready' && (engine.slow || engine.device === 'wasm') ? 'processor' : 'gpu';
