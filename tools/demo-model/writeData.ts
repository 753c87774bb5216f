// Writes the demo model's training data: raw RGB pictures of the synthetic cameras and what is true
// of them. Run: npx tsx tools/demo-model/writeData.ts --out DIR --split train --images 48000 --videos 21000 --seed 1
// Counts are known from the start (meta.json), so a trainer may map the files at once and wait for
// the .done markers.

import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DataSet, frameBytes, IMAGE_SET, SPLITS, type Split, VIDEO_SETS } from './dataSets.ts';
import type { Batch, BatchResult } from './writeBatches.ts';

const BATCH_ITEMS = 60;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    split: { type: 'string', default: 'train' },
    images: { type: 'string', default: '48000' },
    videos: { type: 'string', default: '21000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const split = SPLITS.find((name): name is Split => name === values.split);
if (values.out === undefined || split === undefined)
  throw new Error('Give --out DIR and --split train or --split test.');

const folder = join(values.out, split);
const seed = Number(values.seed);
const imageCount = Number(values.images);
const videoCount = Math.floor(Number(values.videos) / VIDEO_SETS.length);
const jobs = [{ set: IMAGE_SET, count: imageCount }, ...VIDEO_SETS.map((set) => ({ set, count: videoCount }))];

mkdirSync(folder, { recursive: true });
writeMeta();
for (const { set } of jobs) rmSync(join(folder, `${set.name}.done`), { force: true });
const workers = Array.from({ length: Number(values.workers) }, () => startWorker());
for (const { set, count } of jobs) await writeSet(set, count);
for (const worker of workers) worker.disconnect();

/** A process, not a thread: it inherits tsx's loader, and glibc's allocator can be told to keep big blocks. */
function startWorker(): ChildProcess {
  const env = { ...process.env, MALLOC_MMAP_THRESHOLD_: '268435456', MALLOC_TRIM_THRESHOLD_: '1073741824' };
  return fork(new URL('./writeBatches.ts', import.meta.url), { env });
}

function writeMeta(): void {
  const videos = Object.fromEntries(
    VIDEO_SETS.map(({ frames, height, width }) => [
      String(frames).padStart(2, '0'),
      { count: videoCount, frames, height, width },
    ]),
  );
  const meta = { images: imageCount, height: IMAGE_SET.height, width: IMAGE_SET.width, videos };
  writeFileSync(join(folder, 'meta.json'), `${JSON.stringify(meta, null, 2)}\n`);
}

/** Hands batches to the workers, each of which writes its own stretch of the .bin file; then the lines. */
async function writeSet(set: DataSet, count: number): Promise<void> {
  const startedMs = performance.now();
  const path = join(folder, `${set.name}.bin`);
  const file = openSync(path, 'w');
  ftruncateSync(file, count * set.frames * frameBytes(set));
  closeSync(file);
  const lines: string[] = [];
  let next = 0;
  await Promise.all(
    workers.map(async (worker) => {
      while (next < count) {
        const first = next;
        next = Math.min(count, first + BATCH_ITEMS);
        const result = await runBatch(worker, { path, set, split: split as Split, seed, first, count: next - first });
        result.lines.forEach((line, index) => {
          lines[first + index] = line;
        });
      }
    }),
  );
  writeFileSync(join(folder, `${set.name}.jsonl`), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, `${set.name}.done`), '');
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(
    `${split} ${set.name}: ${count} in ${seconds.toFixed(0)} s, ${((seconds * 1000) / (count * set.frames)).toFixed(2)} ms a frame`,
  );
}

function runBatch(worker: ChildProcess, batch: Batch): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A writing process ended early (code ${code}); its output is above.`));
    worker.once('exit', onExit);
    worker.once('message', (result) => {
      worker.removeListener('exit', onExit);
      resolve(result as BatchResult); // the other side is writeBatches.ts, which sends nothing else
    });
    worker.send(batch);
  });
}
