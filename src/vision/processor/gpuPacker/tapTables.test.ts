import { expect, test, vi } from 'vitest';
import { createTapTables } from './tapTables.ts';

/** Its buffers hold what was written to them. */
function fakeDevice() {
  vi.stubGlobal('GPUBufferUsage', { STORAGE: 128, COPY_DST: 8 });
  const made: { data: number[]; destroyed: boolean; destroy(): void }[] = [];
  const device = {
    createBuffer() {
      const buffer = {
        data: [] as number[],
        destroyed: false,
        destroy() {
          buffer.destroyed = true;
        },
      };
      made.push(buffer);
      return buffer;
    },
    queue: {
      writeBuffer(buffer: (typeof made)[number], _offset: number, data: Int32Array) {
        buffer.data = [...data];
      },
    },
  };
  return { device: device as unknown as GPUDevice, made };
}

test('V15: a side that keeps its length has taps that leave each pixel as it is', () => {
  const { device, made } = fakeDevice();
  const length = 5;
  createTapTables(device).tableOf(length, length);
  const { data = [] } = made[0] ?? {};
  const rowLength = data.length / length;
  for (let pixel = 0; pixel < length; pixel++) {
    const [start = 0, count = 0, ...weights] = data.slice(pixel * rowLength, (pixel + 1) * rowLength);
    const seen = weights.slice(0, count).map((weight, tap) => ({ pixel: start + tap, weight }));
    expect(seen.filter(({ weight }) => weight !== 0)).toEqual([{ pixel, weight: 2 ** 22 }]);
  }
});

test('V15: tables are made once, and the one not used for longest goes when there are many', () => {
  const { device, made } = fakeDevice();
  const tables = createTapTables(device);
  const first = tables.tableOf(100, 32);
  for (let length = 101; length < 132; length++) tables.tableOf(length, 32);
  expect(tables.tableOf(100, 32)).toBe(first);
  expect(made).toHaveLength(32);

  tables.tableOf(200, 32);
  expect(made.map(({ destroyed }) => destroyed).indexOf(true)).toBe(1);
  expect(made.filter(({ destroyed }) => destroyed)).toHaveLength(1);

  tables.dispose();
  expect(made.every(({ destroyed }) => destroyed)).toBe(true);
});
