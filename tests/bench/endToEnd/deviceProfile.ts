// How long a device takes for a run of Qwen3-VL-2B in q4f16, from what it can move and compute. Kernels, transfers and
// submissions besides are not counted: they would make stock transformers.js slower still, which waits for them twice a token.
import type { StubWork } from '../stubSessions.ts';

export interface DeviceProfile {
  readonly name: string;
  /** What kernels reach of the memory's bandwidth. */
  readonly bytesPerSecond: number;
  /** What kernels reach of the arithmetic. */
  readonly flops: number;
}

/**
 * A laptop with unified memory of 100 GB/s (M2, M3, LPDDR5 of 128 bits), half of which reaches the kernels, and a GPU of 4 to
 * 7 TFLOPS, of which WebGPU's matrix kernels give 2: some 45 tokens a second; a 720p frame of 920 tokens takes 3.4 s to
 * see and to read, one of 252 tokens 0.9 s.
 */
export const LAPTOP: DeviceProfile = { name: 'laptop', bytesPerSecond: 50e9, flops: 2e12 };

/** Text: 28 layers with 1.41 G weights, and the head with 0.31 G, of 4.5 bits with their scales. */
const BODY_WEIGHTS = 1.41e9;
const HEAD_WEIGHTS = 0.31e9;
const WEIGHT_BYTES = ((BODY_WEIGHTS + HEAD_WEIGHTS) * 4.5) / 8;
/** 28 layers x 2 (keys, values) x 8 heads x 128 numbers x 2 bytes. */
const KV_BYTES = 114_688;
/** Scores and sums of 16 heads x 128 in 28 layers, for each pair of a row and what it attends to. */
const TEXT_PAIR_FLOPS = 28 * 4 * 2048;
/** Vision: 24 layers 1024 wide, with 4 projections and a hidden layer of 4096, and their attention. */
const PATCH_FLOPS = 24 * 2 * (4 * 1024 ** 2 + 2 * 1024 * 4096);
const PATCH_PAIR_FLOPS = 24 * 4 * 1024;

export function workMs({ bytesPerSecond, flops }: DeviceProfile, work: StubWork): number {
  switch (work.type) {
    case 'vision':
      return (1000 * (work.patches * PATCH_FLOPS + work.patches ** 2 * PATCH_PAIR_FLOPS)) / flops;
    case 'embed':
      // A gather of some rows.
      return 0;
    case 'decoder': {
      // One row costs what reading the weights takes; each further one its arithmetic besides.
      const { rows, total, logits } = work;
      const bytes = WEIGHT_BYTES + KV_BYTES * total;
      const further = (rows - 1) * (2 * BODY_WEIGHTS + TEXT_PAIR_FLOPS * total) + (logits - 1) * 2 * HEAD_WEIGHTS;
      return 1000 * (bytes / bytesPerSecond + further / flops);
    }
  }
}
