// The figures of HEALTH, as name and words. A figure that is not known yet is a dash, so that its line keeps its place.

import { saySpeed } from '../../platform/saySpeed.ts';
import type { DialectName } from '../../protocol/job.ts';
import type { SelfTestReport } from '../../vision/api.ts';
import type { EngineState, Snapshot } from '../../worker/api.ts';
import type { AwakeState } from '../keepAwake.ts';
import { sayNumber, sayPercent, sayRate, sayShort } from '../words.ts';

const UNKNOWN = '–';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** What the name means, where it alone does not say it. */
  readonly title?: string;
}

export const sayTokenRate = ({ speed }: Snapshot): string =>
  speed.tokensPerSecond === undefined ? UNKNOWN : sayRate(speed.tokensPerSecond);

export const sayMedianJob = ({ speed }: Snapshot): string =>
  speed.medianJobMs === undefined ? UNKNOWN : sayShort(speed.medianJobMs);

export function countFacts(snapshot: Snapshot): Fact[] {
  const { counts, speed, waitingJobs, engine } = snapshot;
  const facts: Fact[] = [
    { name: 'Jobs done', value: sayNumber(counts.completed) },
    ...takenFacts(snapshot),
    { name: `${busyPart(engine)} busy`, value: speed.busyShare === undefined ? UNKNOWN : sayPercent(speed.busyShare) },
    { name: 'Waiting', value: sayNumber(waitingJobs) },
  ];
  if (counts.failed > 0) facts.push({ name: 'Failed', value: sayNumber(counts.failed) });
  if (counts.refused > 0) facts.push({ name: 'Refused', value: sayNumber(counts.refused) });
  return facts;
}

/** Where nobody claims, none is lost to others: what is not taken makes way for something newer. */
function takenFacts({ counts, dialect = 'J' }: Snapshot): Fact[] {
  const taken = `${sayNumber(counts.claimed)} of ${sayNumber(counts.offered)} offered`;
  const dropped = {
    name: 'Dropped',
    value: sayNumber(counts.dropped),
    title: 'Jobs that a newer one of their camera replaced, or that waited too long',
  };
  if (dialect !== 'J') return [{ name: 'Taken', value: taken }, dropped];
  const facts = [
    { name: 'Claims won', value: taken },
    { name: 'Lost to others', value: sayNumber(counts.lost) },
  ];
  return counts.dropped > 0 ? [...facts, dropped] : facts;
}

const DIALECTS: { readonly [D in DialectName]: string } = {
  J: 'jobs (J)',
  E1: 'events by HTTP (E1)',
  E2: 'events by WebSocket (E2)',
};

const AWAKE: { readonly [S in Exclude<AwakeState, 'off'>]: string } = {
  held: 'yes',
  hidden: 'while this tab is in view',
  refused: 'refused by the browser',
  missing: 'not offered by this browser',
};

export const dialectFact = ({ dialect }: Snapshot): Fact => ({
  name: 'Relay speaks',
  value: dialect ? DIALECTS[dialect] : UNKNOWN,
});

/** Nothing where the person did not ask for it. */
export const awakeFacts = (state: AwakeState): Fact[] =>
  state === 'off' ? [] : [{ name: 'Kept awake', value: AWAKE[state] }];

export function engineFacts(engine: EngineState): Fact[] {
  if (engine.type !== 'ready') {
    return [
      { name: 'Model', value: engine.type === 'loading' ? `${engine.modelName}, loading` : 'not loaded' },
      { name: 'Device', value: UNKNOWN },
      { name: 'Self-test', value: UNKNOWN },
      { name: 'First token', value: UNKNOWN },
      { name: 'Speed', value: UNKNOWN },
    ];
  }
  const device = engine.device === 'webgpu' ? 'WebGPU' : 'wasm';
  return [
    { name: 'Model', value: `${engine.modelName}, ${engine.dtype}` },
    { name: 'Device', value: engine.deviceName ? `${engine.deviceName} (${device})` : device },
    ...selfTestFacts(engine.selfTest),
  ];
}

function selfTestFacts(report: SelfTestReport): Fact[] {
  const { secondsPerFrame, answer, firstTokenMs, promptTokens, tokensPerSecond } = report;
  return [
    {
      name: 'Self-test',
      value: `${sayShort(secondsPerFrame * 1000)} per frame`,
      title: `Passed: shown the built-in picture, the model said: ${answer}`,
    },
    {
      name: 'First token',
      value: sayShort(firstTokenMs),
      title: `In the self-test, after ${sayNumber(promptTokens)} tokens of picture and question`,
    },
    {
      name: 'Speed',
      value: tokensPerSecond === undefined ? UNKNOWN : `${sayRate(tokensPerSecond)} tokens/s`,
      title: `In the self-test: ${saySpeed(report) ?? 'the answer was too short to tell'}`,
    },
    ...memoryFacts(report),
  ];
}

/** What the GPU's memory allows, as far as it is known. */
function memoryFacts({ tokensPerSecond, ceilingTokensPerSecond: ceiling, bandwidthGBps }: SelfTestReport): Fact[] {
  if (bandwidthGBps === undefined) return [];
  const rate = `${sayRate(bandwidthGBps)} GB/s`;
  if (ceiling === undefined || tokensPerSecond === undefined) return [{ name: 'GPU memory', value: rate }];
  return [
    {
      name: 'Memory’s limit',
      value: `${sayPercent(tokensPerSecond / ceiling)} of ${sayRate(ceiling)}/s`,
      title: `The memory moves ${rate}, measured by copying; each token reads the model once`,
    },
  ];
}

/** Said once and plainly where no GPU does the work. */
export function slowNote(engine: EngineState): string | undefined {
  if (engine.type !== 'ready' || !engine.slow) return undefined;
  return engine.device === 'wasm'
    ? 'No GPU: runs on the processor (wasm), slowly.'
    : 'No real GPU: WebGPU is emulated on the processor, slowly.';
}

const busyPart = (engine: EngineState): string =>
  engine.type === 'ready' && (engine.slow || engine.device === 'wasm') ? 'Processor' : 'GPU';
