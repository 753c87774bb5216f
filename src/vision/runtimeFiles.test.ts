import { expect, test } from 'vitest';
import { runtimeFiles } from './runtimeFiles.ts';

const buildOf = (url: string) => /ort-wasm-simd-threaded\.(\w+)\.(mjs|wasm)/.exec(url)?.slice(1);

test('V17: where the browser can suspend wasm, ONNX Runtime comes in the build that relies on it; elsewhere in the other', () => {
  const newer = runtimeFiles({ Suspending: class {} });
  expect([buildOf(newer.mjs), buildOf(newer.wasm)]).toEqual([
    ['jspi', 'mjs'],
    ['jspi', 'wasm'],
  ]);
  const older = runtimeFiles({});
  expect([buildOf(older.mjs), buildOf(older.wasm)]).toEqual([
    ['asyncify', 'mjs'],
    ['asyncify', 'wasm'],
  ]);
});

test('V17: both files are absolute URLs: ONNX Runtime would look beside its own script for others', () => {
  for (const url of Object.values(runtimeFiles({}))) expect(URL.canParse(url)).toBe(true);
});
