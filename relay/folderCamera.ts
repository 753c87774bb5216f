import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readImageSize } from '../src/protocol/imageSize.ts';
import type { Camera, Shot } from './camera.ts';

const FRAME_INTERVAL_SECONDS = 0.5;

interface FolderCameraOptions {
  readonly folder: string;
  /** Counted from 0, of `cameras` in all: each begins elsewhere in the folder. */
  readonly index: number;
  readonly cameras: number;
  readonly batch: number;
}

/** A camera that shows the JPEGs of a folder in the order of their names, again and again. Throws when it has none. */
export function createFolderCamera({ folder, index, cameras, batch }: FolderCameraOptions): Camera {
  const files = jpegsOf(folder);
  const name = cameras === 1 ? basename(resolve(folder)) : `${basename(resolve(folder))}-${index + 1}`;
  let next = Math.floor((index * files.length) / cameras);

  async function nextFrame(): Promise<Buffer> {
    const file = files[next % files.length];
    next += 1;
    if (file === undefined) throw new Error(`There are no frames in ${folder}.`);
    return readFile(file);
  }

  return {
    serviceId: name,
    name,
    async next(): Promise<Shot> {
      const frames: Buffer[] = [];
      for (let i = 0; i < batch; i += 1) frames.push(await nextFrame());
      const size = frames[0] && readImageSize(frames[0]);
      if (size?.type !== 'image/jpeg') throw new Error(`A file in ${folder} is not a JPEG.`);
      return {
        frames,
        width: size.width,
        height: size.height,
        timesSeconds: frames.map((_, i) => i * FRAME_INTERVAL_SECONDS),
      };
    },
  };
}

function jpegsOf(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new Error(`The folder of frames, ${folder}, cannot be read.`, { cause });
  }
  const jpegs = names.filter((name) => /\.jpe?g$/i.test(name)).sort();
  if (jpegs.length === 0) throw new Error(`There is no .jpg or .jpeg file in ${folder}.`);
  return jpegs.map((name) => join(folder, name));
}
