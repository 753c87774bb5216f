// Rig 0: the GPU that the bench runs on. How fast its memory is, and what a token costs besides reading the weights: both
// together say what a model of any size would do on it, before it is downloaded.

import { measureBandwidth } from '../../../src/platform/measureBandwidth.ts';
import { ALL_LEVERS } from '../../../src/vision/generation/levers.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { bitmapOf, drawFrame, ourAnswer } from './answers.ts';
import { median } from './median.ts';
import { openModel } from './openModel.ts';

export interface DeviceSpeed {
  readonly name: string;
  /** 10^9 bytes a second, read and written; missing where the processor plays the GPU. */
  readonly bandwidthGBps?: number;
  /** Of a model with the real one's layers, heads and logits, and next to no weights. */
  readonly msPerToken: number;
  readonly n: number;
}

export interface DeviceOptions {
  readonly model: string;
  readonly frame: Size;
  readonly tokens: number;
  readonly rounds: number;
}

export async function runDevice({ model, frame, tokens, rounds }: DeviceOptions): Promise<DeviceSpeed> {
  const opened = await openModel(model);
  const { device } = opened;
  const bandwidthGBps = await measureBandwidth(device, () => performance.now());
  const ours = opened.ours(ALL_LEVERS);
  const timed = async (count: number) => {
    const bitmap = await bitmapOf(drawFrame(frame, 1));
    const start = performance.now();
    await ourAnswer(ours, bitmap, count);
    return performance.now() - start;
  };
  await timed(1 + tokens);
  const each: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await timed(1);
    each.push(((await timed(1 + tokens)) - first) / tokens);
  }
  const { vendor, architecture, description } = device.adapterInfo;
  const name = description || [vendor, architecture].filter((part) => part !== '').join(' ') || 'a GPU without a name';
  return { name, ...(bandwidthGBps !== undefined && { bandwidthGBps }), msPerToken: median(each), n: rounds };
}
