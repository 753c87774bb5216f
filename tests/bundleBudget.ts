// What a visitor downloads before the page shows, held to a budget; and a look at ONNX Runtime, of whose builds only the
// two may be shipped of which each browser fetches one (src/vision/runtimeFiles.ts): all of them are 80 MB.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pageScripts } from './support/pageScripts.ts';

const DIST = resolve(import.meta.dirname, '..', 'dist');
const PAGE_BUDGET_KB = 55;
const USED_RUNTIMES = ['asyncify', 'jspi'] as const;

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
const readText = (file: string): string => readFileSync(join(DIST, file), 'utf8');
const zippedKb = (list: readonly string[]): number =>
  list.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0) / 1000;

const runtime = files.filter((file) => /^ort[.-]/.test(basename(file)) && /\.(wasm|m?js)$/.test(file));
const page = pageScripts('index.html', readText);
const relayView = pageScripts('relay.html', readText);
const threads = files.filter(
  (file) => /\.js$/.test(file) && !page.includes(file) && !relayView.includes(file) && !runtime.includes(file),
);

const problems: string[] = [];
report('page', page, PAGE_BUDGET_KB);
report('relay view', relayView, PAGE_BUDGET_KB);
report('threads', threads);
for (const file of runtime) {
  const megabytes = statSync(join(DIST, file)).size / 1e6;
  console.log(`runtime     ${megabytes.toFixed(1).padStart(7)} MB      ${file}`);
  if (!USED_RUNTIMES.some((build) => isOf(build, file)))
    problems.push(`${file} is a build of ONNX Runtime that is not used`);
}
for (const build of USED_RUNTIMES) {
  for (const ending of ['.mjs', '.wasm']) {
    if (!runtime.some((file) => isOf(build, file) && file.endsWith(ending))) {
      problems.push(`ONNX Runtime's ${build} build has no ${ending}`);
    }
  }
}

for (const problem of problems) console.error(`Bundle: ${problem}.`);
if (problems.length > 0) process.exitCode = 1;

function isOf(build: string, file: string): boolean {
  return basename(file).startsWith(`ort-wasm-simd-threaded.${build}-`);
}

function report(name: string, list: readonly string[], budgetKb?: number): void {
  const kb = zippedKb(list);
  const budget = budgetKb === undefined ? '' : ` of ${budgetKb}`;
  console.log(`${name.padEnd(11)} ${kb.toFixed(1).padStart(7)} kB gzip${budget}, ${list.length} files`);
  if (list.length === 0) problems.push(`nothing was found of the ${name}`);
  if (budgetKb !== undefined && kb > budgetKb)
    problems.push(`the ${name} has ${kb.toFixed(1)} kB, ${budgetKb} are allowed`);
}
