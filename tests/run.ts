// `npm test`: all that CI runs, with one count at the end. `npm run check` is its first part.
// Each check counts as one test; a step that fails does not keep the others from telling what they know.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from '../terminal/ensureBrowser.ts';
import { runStep } from './support/runStep.ts';
import { countTests, type VitestReport } from './support/testCount.ts';

const CHECKS = [
  ['format and lint', 'biome', 'check', '--error-on-warnings'],
  ['types of the page', 'tsc', '-p', 'tsconfig.page.json'],
  ['types of the threads', 'tsc', '-p', 'tsconfig.threads.json'],
  ['types of the Node side', 'tsc', '-p', 'tsconfig.node.json'],
  ['dead code', 'knip'],
  ['build', 'vite', 'build', '--logLevel', 'warn'],
  ['bundle budget', 'node', '--import', 'tsx', 'tests/bundleBudget.ts'],
  ['first paint', 'node', '--import', 'tsx', 'tests/firstPaint.ts'],
] as const;

let passed = 0;
let failed = 0;
const failures: string[] = [];

for (const [name, ...command] of CHECKS) tell(name, (await runStep(name, command)) === 0);
if (process.argv[2] !== 'check') {
  tell('a browser for the end-to-end tests', await hasBrowser());
  await runTests();
}
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function tell(name: string, ok: boolean): void {
  if (ok) {
    passed += 1;
  } else {
    failed += 1;
    failures.push(name);
  }
}

async function hasBrowser(): Promise<boolean> {
  try {
    console.log(`\n── browser: ${await ensureBrowser()}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

async function runTests(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unblink-tests-'));
  const reportFile = join(folder, 'report.json');
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${reportFile}`];
  const exitCode = await runStep('tests', ['vitest', 'run', ...reporters]);
  const count = countTests(readReport(reportFile), exitCode);
  rmSync(folder, { recursive: true });
  passed += count.passed;
  failed += count.failed;
  failures.push(...count.failures);
}

function readReport(file: string): VitestReport | undefined {
  try {
    // The file is vitest's own, from the run that has just ended.
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
