// How much the resizing matters: the same frames of the synthetic cameras, made small as PIL does (ours) and as a browser's
// canvas does, side by side. Prints a table.
//
//   npx tsx tools/demo-model/resizeAccuracy.ts --frames 100
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { createSyntheticCamera } from '../../relay/cameras.ts';
import { budgetFor } from '../../src/vision/processor/budgetFor.ts';
import type { Pixels, Size } from '../../src/vision/processor/pixels.ts';
import { messageOf, prepare } from '../../src/vision/processor/processor.ts';
import { resizeBicubic } from '../../src/vision/processor/resizeBicubic.ts';
import { smartResizeImage } from '../../src/vision/processor/smartResize.ts';
import { DEMO_PROMPTS } from '../../src/vision/tasks/demoTasks.ts';
import { parseBoxes } from '../../src/vision/tasks/parseBoxes.ts';
import { countFound } from '../../tests/e2e/accuracy.ts';
import { allOf, readModelFolder } from '../../tests/support/contractModels/nodeSessions.ts';
import { openNodeModel } from '../../tests/vision/nodeModel.ts';

const { values } = parseArgs({ options: { frames: { type: 'string', default: '100' } } });
const count = Number(values.frames);

const folder = join(import.meta.dirname, '../../public/demo-model');
const { processor, generator, textOf } = await openNodeModel(await readModelFolder(folder), allOf('fp32'));
const budgets = budgetFor(processor.family, processor.processing, { frames: 1 });

/** @param size absent: as it is */
function pixelsOf(image: Image, size: Size = image): Pixels {
  const { width, height } = size;
  const context = createCanvas(width, height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}

async function ask(frame: Pixels, prompt: string): Promise<string> {
  const prepared = prepare([messageOf('', [frame], 'images', prompt)], processor, budgets);
  const { ids } = await generator.generate(prepared, {
    limits: { maxTokens: 256, maxMs: Number.POSITIVE_INFINITY },
    signal: new AbortController().signal,
    onToken: () => {},
    now: () => 0,
  });
  return textOf(ids);
}

const ways = {
  pil: { captions: 0, found: 0, total: 0 },
  canvas: { captions: 0, found: 0, total: 0 },
};
let difference = 0;
let bytes = 0;

for (let index = 0; index < count; index++) {
  const camera = createSyntheticCamera({ seed: 4242 + index, index: index % 6, batch: 1 });
  const shot = await camera.next();
  if (!shot.truth) throw new Error('the camera does not know what it showed');
  const image = await loadImage(shot.frames[0] as Buffer);
  const size = smartResizeImage(image, 32, budgets.image);
  const frames = { pil: pixelsOf(image), canvas: pixelsOf(image, size) };
  const pil = resizeBicubic(frames.pil, size).data;
  for (let at = 0; at < size.width * size.height; at++) {
    for (let channel = 0; channel < 3; channel++) {
      difference += Math.abs((pil[at * 3 + channel] as number) - (frames.canvas.data[at * 4 + channel] as number));
      bytes += 1;
    }
  }
  for (const way of ['pil', 'canvas'] as const) {
    if ((await ask(frames[way], DEMO_PROMPTS.describe)) === shot.truth.captions[0]) ways[way].captions++;
    const boxes = parseBoxes(await ask(frames[way], DEMO_PROMPTS.detect)) ?? [];
    const { found, total } = countFound(shot.truth, 0, boxes);
    ways[way].found += found;
    ways[way].total += total;
  }
}

console.log(`${count} frames; mean difference of the resized bytes ${(difference / bytes).toFixed(2)} of 255`);
for (const [way, { captions, found, total }] of Object.entries(ways)) {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  console.log(
    `${way.padEnd(7)} captions exact ${share(captions, count)}, objects found ${share(found, total)} of ${total}`,
  );
}
