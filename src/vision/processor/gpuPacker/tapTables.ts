import { tapsOf } from '../resizeBicubic.ts';

/** Cameras of many sizes come and go; a table is made again in a few milliseconds. */
const MAX_TABLES = 32;

export interface TapTables {
  /** @returns the taps from one length to another, as the shader reads them; good for the commands that are encoded next */
  tableOf(length: number, newLength: number): GPUBuffer;
  dispose(): void;
}

/** Keeps the tables last used on the GPU. */
export function createTapTables(device: GPUDevice): TapTables {
  const tables = new Map<string, GPUBuffer>();
  return {
    tableOf(length, newLength) {
      const key = `${length} to ${newLength}`;
      const table = tables.get(key) ?? upload(device, layOut(length, newLength));
      // To the end: the first of the map is the one not used for longest.
      tables.delete(key);
      tables.set(key, table);
      const [oldest] = tables;
      if (oldest && tables.size > MAX_TABLES) {
        tables.delete(oldest[0]);
        oldest[1].destroy();
      }
      return table;
    },
    dispose() {
      for (const table of tables.values()) table.destroy();
      tables.clear();
    },
  };
}

/** A row for each new pixel: start, count, weights. */
function layOut(length: number, newLength: number): Int32Array<ArrayBuffer> {
  const { starts, counts, weights, perPixel } = tapsOf(length, newLength);
  const rowLength = 2 + perPixel;
  const table = new Int32Array(newLength * rowLength);
  for (let i = 0; i < newLength; i++) {
    table[i * rowLength] = starts[i] as number;
    table[i * rowLength + 1] = counts[i] as number;
    table.set(weights.subarray(i * perPixel, (i + 1) * perPixel), i * rowLength + 2);
  }
  return table;
}

function upload(device: GPUDevice, table: Int32Array<ArrayBuffer>): GPUBuffer {
  const buffer = device.createBuffer({
    size: table.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, table);
  return buffer;
}
