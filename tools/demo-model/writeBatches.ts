// The writing process: draws batches of items and writes each into its own stretch of the .bin file.

import { closeSync, openSync, writeSync } from 'node:fs';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { createClip } from '../../relay/scenes/createClip.ts';
import { createScene } from '../../relay/scenes/createScene.ts';
import { clipSentence, detectionsJson, frameTruth } from '../../relay/scenes/frameTruth.ts';
import { createRandom, mixSeeds, type Random } from '../../relay/scenes/random.ts';
import { createFrameRenderer } from '../../relay/scenes/renderFrame.ts';
import type { Clip } from '../../relay/scenes/world.ts';
import { type DataSet, FRAME_INTERVALS_MS, frameBytes, itemSeed, type Split } from './dataSets.ts';

export type Batch = { path: string; set: DataSet; split: Split; seed: number; first: number; count: number };
export type BatchResult = { lines: string[] };

const renderer = createFrameRenderer();
const contexts = new Map<string, SKRSContext2D>();

process.on('message', (batch: Batch) => {
  const { path, set, first, count } = batch;
  const bytes = new Uint8Array(count * set.frames * frameBytes(set));
  const lines: string[] = [];
  for (let item = 0; item < count; item++) {
    lines.push(writeItem(batch, first + item, bytes, item * set.frames * frameBytes(set)));
  }
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, first * set.frames * frameBytes(set));
  closeSync(file);
  process.send?.({ lines } satisfies BatchResult);
});

function writeItem({ set, split, seed: runSeed }: Batch, item: number, bytes: Uint8Array, offset: number): string {
  const seed = itemSeed(split, runSeed, set, item);
  const random = createRandom(mixSeeds(seed, 6));
  const scene = createScene(itemSeed(split, runSeed, set, item - (item % set.perScene)));
  const frameIntervalMs = random.pick(FRAME_INTERVALS_MS);
  const isImage = set.frames === 1;
  const clip = createClip({ seed, scene, frameIntervalMs, frameCount: isImage ? random.int(4, 10) : set.frames });
  if (isImage) {
    const frameIndex = random.int(0, clip.frameCount - 1);
    copyFrame(clip, frameIndex, set, random, bytes, offset);
    const truth = frameTruth(clip, frameIndex);
    return JSON.stringify({ caption: truth.caption, detections: detectionsJson(truth), objects: truth.objects });
  }
  for (let frame = 0; frame < set.frames; frame++)
    copyFrame(clip, frame, set, random, bytes, offset + frame * frameBytes(set));
  const { caption, objects } = frameTruth(clip, 0);
  return JSON.stringify({
    sentence: clipSentence(clip),
    frame_interval_ms: frameIntervalMs,
    objects_first: objects,
    caption_first: caption,
  });
}

/** Draws at the camera's size, then shrinks as a page would, and drops the alpha bytes. */
function copyFrame(
  clip: Clip,
  frameIndex: number,
  set: DataSet,
  random: Random,
  bytes: Uint8Array,
  offset: number,
): void {
  const { width, height } = set;
  const key = `${width}x${height}`;
  const context = contexts.get(key) ?? createCanvas(width, height).getContext('2d');
  contexts.set(key, context);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = random.pick(['medium', 'high']);
  context.drawImage(renderer.render(clip, frameIndex), 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  for (let from = 0, to = offset; from < data.length; from += 4, to += 3) {
    bytes[to] = data[from] as number; // data holds four bytes a pixel
    bytes[to + 1] = data[from + 1] as number;
    bytes[to + 2] = data[from + 2] as number;
  }
}
