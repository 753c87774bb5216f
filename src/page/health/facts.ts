// The figures of HEALTH, as name and words. A figure that is not known yet is a dash, so that its line keeps its place.
import type { EngineState, Snapshot } from '../../worker/api.ts';
import { sayNumber, sayPercent, sayRate, sayShort } from '../words.ts';

const UNKNOWN = '–';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export const sayTokenRate = ({ speed }: Snapshot): string =>
  speed.tokensPerSecond === undefined ? UNKNOWN : sayRate(speed.tokensPerSecond);

export const sayMedianJob = ({ speed }: Snapshot): string =>
  speed.medianJobMs === undefined ? UNKNOWN : sayShort(speed.medianJobMs);

export function countFacts({ counts, speed, waitingJobs, engine }: Snapshot): Fact[] {
  const facts: Fact[] = [
    { name: 'Jobs done', value: sayNumber(counts.completed) },
    { name: 'Claims won', value: `${sayNumber(counts.claimed)} of ${sayNumber(counts.offered)} offered` },
    { name: 'Lost to others', value: sayNumber(counts.lost) },
    { name: `${busyPart(engine)} busy`, value: speed.busyShare === undefined ? UNKNOWN : sayPercent(speed.busyShare) },
    { name: 'Waiting', value: sayNumber(waitingJobs) },
  ];
  if (counts.failed > 0) facts.push({ name: 'Failed', value: sayNumber(counts.failed) });
  if (counts.refused > 0) facts.push({ name: 'Refused', value: sayNumber(counts.refused) });
  return facts;
}

export function engineFacts(engine: EngineState): Fact[] {
  if (engine.type !== 'ready') {
    return [
      { name: 'Model', value: engine.type === 'loading' ? `${engine.modelName}, loading` : 'not loaded' },
      { name: 'Device', value: UNKNOWN },
    ];
  }
  const device = engine.device === 'webgpu' ? 'WebGPU' : 'wasm';
  return [
    { name: 'Model', value: `${engine.modelName}, ${engine.dtype}` },
    { name: 'Device', value: engine.deviceName ? `${engine.deviceName} (${device})` : device },
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
