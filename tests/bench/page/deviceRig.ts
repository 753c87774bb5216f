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
  /** Missing where the processor plays the GPU: its times say nothing of any other. */
  readonly speed?: {
    /** 10^9 bytes a second, read and written. */
    readonly bandwidthGBps: number;
    /** Of a model with the real one's layers, heads and logits, and next to no weights: a median. */
    readonly msPerToken: number;
  };
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
  const { vendor, architecture, description } = device.adapterInfo;
  const name = description || [vendor, architecture].filter((part) => part !== '').join(' ') || 'a GPU without a name';
  const bandwidthGBps = await measureBandwidth(device, () => performance.now());
  if (bandwidthGBps === undefined) return { name };
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
  return { name, speed: { bandwidthGBps, msPerToken: median(each) } };
}
