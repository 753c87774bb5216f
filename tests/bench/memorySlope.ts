import type { MemorySample } from './page/memoryRig.ts';

export const MEMORIES = ['gpu', 'js', 'wasm'] as const;
export type Memory = (typeof MEMORIES)[number];

/**
 * How much each memory grows over `jobs` jobs, in percent of its mean: by the straight line nearest to the samples behind
 * job `from`.
 */
export function memorySlopes(samples: readonly MemorySample[], from: number, jobs: number): Record<Memory, number> {
  const late = samples.filter(({ job }) => job > from);
  const mean = (of: (sample: MemorySample) => number) => late.reduce((sum, each) => sum + of(each), 0) / late.length;
  const meanJob = mean(({ job }) => job);
  const spread = mean(({ job }) => (job - meanJob) ** 2);
  const slope = (memory: Memory) => {
    const plateau = mean((sample) => sample[memory]);
    const together = mean((sample) => (sample.job - meanJob) * (sample[memory] - plateau));
    return ((together / spread) * jobs * 100) / plateau;
  };
  return { gpu: slope('gpu'), js: slope('js'), wasm: slope('wasm') };
}
