// Builds the bench's page as the product's is built, puts the models beside it, and opens it in a headless browser.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import type { GpuChoice } from '../../terminal/browserFlags.ts';
import { serveStatically } from '../e2e/countingServer.ts';
import type { ContractOptions } from '../support/contractModels/families.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import type { BenchApi } from './page/page.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A decoder of grouped attention, as the real one is; logits are made of the newest token only, to stock's favour. */
const LIKE_REAL: ContractOptions = { attention: 'grouped', logitsToKeep: true, logitsWidth: 151_936 };

/** By the names of their folders beside the page. */
const MODELS = {
  /** With the real 2B's counts of layers, heads and logits. */
  real: { ...LIKE_REAL, layers: 28 },
  /** What a job moves does not depend on the layers; what a software GPU takes for it does. */
  shallow: { ...LIKE_REAL, layers: 2 },
  small: { attention: 'grouped', layers: 2 },
} satisfies Record<string, ContractOptions>;

/** A page that hangs is given up; on a busy machine the longest rig takes half of this. */
const LIMIT_MS = 10 * 60_000;

/**
 * No compilers: what they still add for hundreds of jobs, a kilobyte for each, lies in the JavaScript heap as well and would
 * pass for a leak.
 */
const MEMORY_FLAGS = ['--js-flags=--no-opt --no-maglev --no-sparkplug --no-wasm-dynamic-tiering'];

/** Of ONNX Runtime's wasm: the one that runs everywhere, and the one that lets the browser suspend wasm. */
export type OrtBuild = 'asyncify' | 'jspi';

export interface BenchPages {
  /** A page of its own: what fails in it fails there alone. */
  open(build?: OrtBuild): Promise<BenchPage>;
  /** A page, slow of script, whose memory can be told. */
  openForMemory(): Promise<BenchPage>;
  close(): Promise<void>;
}

export interface BenchPage {
  run<Name extends keyof BenchApi>(
    name: Name,
    ...values: Parameters<BenchApi[Name]>
  ): Promise<Awaited<ReturnType<BenchApi[Name]>>>;
  close(): Promise<void>;
}

/** @param gpu `real`: this computer's own, as far as a headless browser may have it */
export async function openBenchPages(gpu: GpuChoice): Promise<BenchPages> {
  const folder = mkdtempSync(join(tmpdir(), 'unblink-bench-'));
  const builds: readonly OrtBuild[] = ['asyncify', 'jspi'];
  for (const build of builds) await buildPage(join(folder, build), build);
  for (const [name, options] of Object.entries(MODELS)) writeModel(join(folder, 'models', name), options);
  const server = await serveStatically(folder, '/');
  const browser = await launchTestBrowser([], gpu);
  let memoryBrowser: Browser | undefined;
  const open = async (
    browser: Browser,
    build: OrtBuild,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<BenchPage> => {
    const page = await browser.newPage();
    await prepare?.(page);
    page.on('crash', () => process.stderr.write('the page crashed\n'));
    page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
    await page.goto(`${server.url}${build}/index.html`);
    await page.waitForFunction('window.bench !== undefined');
    return {
      run: (name, ...values) => call(page, name, values),
      close: () => page.close(),
    };
  };
  return {
    open: (build = 'asyncify') => open(browser, build),
    async openForMemory() {
      memoryBrowser ??= await launchTestBrowser(MEMORY_FLAGS, gpu);
      return open(memoryBrowser, 'asyncify', tellHeap);
    },
    async close() {
      await Promise.all([browser.close(), memoryBrowser?.close()]);
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Gives the page `heapBytes`: objects, and what arrays of numbers hold, after all garbage is gone. */
async function tellHeap(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await page.exposeFunction('heapBytes', async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  });
}

function call<Name extends keyof BenchApi>(page: Page, name: Name, values: Parameters<BenchApi[Name]>) {
  const text = `window.bench.${name}(...${JSON.stringify(values)})`;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`${name} took longer than ${LIMIT_MS / 60_000} minutes`);
    timer = setTimeout(() => reject(error), LIMIT_MS);
  });
  const answer = page.evaluate<Awaited<ReturnType<BenchApi[Name]>>>(text);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** The stock library asks for the other build by name. */
const JSPI = {
  'onnxruntime-web/webgpu': 'onnxruntime-web/jspi',
  'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs': 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs',
  'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm': 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm',
};

async function buildPage(outDir: string, ort: OrtBuild): Promise<void> {
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(import.meta.dirname, 'page'),
    publicDir: false,
    logLevel: 'error',
    define: { __ORT_BUILD__: JSON.stringify(ort) },
    ...(ort === 'jspi' && { resolve: { alias: JSPI } }),
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input: join(import.meta.dirname, 'page/index.html') },
    },
  });
}

function writeModel(folder: string, options: ContractOptions): void {
  for (const [path, bytes] of writeContractModel('qwen3_vl', options)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path === 'preprocessor_config.json' ? normalising(bytes) : bytes);
  }
}

/** Stock transformers.js normalises only where the file says so; Python, and ours, unless it says no. */
function normalising(bytes: Uint8Array): string {
  return JSON.stringify({ ...JSON.parse(new TextDecoder().decode(bytes)), do_normalize: true });
}
