// `npm run bench`: stock transformers.js and ours, side by side, on a software GPU unless told otherwise. Ends with 1 where a wanted value is missed.
// --only counters,memory: some rigs · --gpu: on this computer's own GPU ·
// --profile "RTX 4060" --measured 80: a device's ceiling, and how near a run came to it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ceilingLines, PROFILES } from './ceiling.ts';
import { openBenchPages } from './openBenchPage.ts';
import { type Check, missed, type Results, resultsTable } from './results.ts';
import { RIGS, type RigName } from './rigs.ts';

const RESULTS = join(resolve(import.meta.dirname, '../..'), 'bench/results.json');

/** Of an error in the table. */
const MESSAGE_LENGTH = 60;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    gpu: { type: 'boolean', default: false },
    profile: { type: 'string' },
    measured: { type: 'string' },
  },
});
const isRig = (name: string): name is RigName => Object.hasOwn(RIGS, name);

const print = (text: string) => void process.stdout.write(`${text}\n`);
process.exitCode = values.profile === undefined ? await bench() : showCeiling(values.profile);

function showCeiling(profile: string): number {
  for (const line of ceilingLines(profile, values.measured === undefined ? undefined : Number(values.measured)))
    print(line);
  return 0;
}

async function bench(): Promise<number> {
  const names = values.only?.split(',') ?? Object.keys(RIGS);
  const unknown = names.filter((name) => !isRig(name));
  if (unknown.length > 0) throw new Error(`no rig ${unknown.join()}; known are: ${Object.keys(RIGS).join(', ')}`);
  let results: Results = {};
  const checks: Check[] = [];
  const pages = await openBenchPages(values.gpu ? 'real' : 'software');
  try {
    for (const name of names.filter(isRig)) {
      const start = performance.now();
      print(`\n${name}`);
      const found = await RIGS[name](pages, print).catch((error: unknown): { results: Results; checks: Check[] } => ({
        results: {},
        checks: [
          { name, found: `${error}`.split('\n')[0]?.slice(0, MESSAGE_LENGTH) ?? '', wanted: 'a result', ok: false },
        ],
      }));
      results = { ...results, ...found.results };
      checks.push(...(found.checks ?? []));
      print(`(${Math.round((performance.now() - start) / 1000)} s)`);
    }
  } finally {
    await pages.close();
  }
  print(`\n${resultsTable(results, checks)}\n`);
  for (const line of Object.keys(PROFILES).flatMap((profile) => ceilingLines(profile))) print(line);
  writeResults(results, values.only !== undefined);
  const failing = missed(results, checks);
  if (failing.length > 0) print(`\nNot as wanted: ${failing.join(', ')}`);
  return failing.length > 0 ? 1 : 0;
}

/** Of some rigs: the others' results stay. */
function writeResults(results: Results, someRigs: boolean): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ ...(someRigs && readResults()), ...results }, null, 2)}\n`);
}

function readResults(): Results {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
  } catch {
    return {};
  }
}
