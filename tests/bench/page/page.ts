// The page of the bench: each rig is a function on `window.bench`, called by tests/bench/run.ts and answered with plain data.
import { runCounters } from './countersRig.ts';
import { runDevice } from './deviceRig.ts';
import { runEncode } from './encodeRig.ts';
import { installGpuCounters } from './gpuCounters.ts';
import { runJsCost } from './jsCostRig.ts';
import { runMemory } from './memoryRig.ts';
import { runPack } from './packRig.ts';
import { runPrefix } from './prefixRig.ts';
import { countVideoTokens } from './videoTokens.ts';
import { watchWasmHeaps } from './wasmHeap.ts';

installGpuCounters();
watchWasmHeaps();

const api = { runCounters, runDevice, runEncode, runJsCost, runMemory, runPack, runPrefix, countVideoTokens };

export type BenchApi = typeof api;
Object.assign(window, { bench: api });
