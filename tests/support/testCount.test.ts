import { expect, test } from 'vitest';
import { countTests, type VitestReport } from './testCount.ts';

type TestFile = VitestReport['testResults'][number];

const file = (statuses: readonly string[], more: Partial<TestFile> = {}): TestFile => ({
  name: 'a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })),
  ...more,
});

function report(...testResults: readonly TestFile[]): VitestReport {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    numPassedTests: tests.filter(({ status }) => status === 'passed').length,
    numTotalTests: tests.length,
    testResults,
  };
}

test('a good run counts its passed tests and no failure', () => {
  expect(countTests(report(file(['passed', 'passed']), file(['passed'])), 0)).toEqual({
    passed: 3,
    failed: 0,
    failures: [],
  });
});

test('a failed test is counted and named', () => {
  expect(countTests(report(file(['passed', 'failed'])), 1)).toEqual({
    passed: 1,
    failed: 1,
    failures: ['a.test.ts: test 1'],
  });
});

test('a file that does not load is a failure', () => {
  const broken = file([], { status: 'failed', message: 'Cannot find module' });
  expect(countTests(report(file(['passed']), broken), 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('skipped tests are failures: what did not run cannot be called passed', () => {
  expect(countTests(report(file(['passed', 'skipped', 'pending'])), 0)).toMatchObject({ passed: 1, failed: 2 });
});

test('no test at all is a failure', () => {
  expect(countTests(report(), 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('a crash without a report is a failure, by exit code or by signal', () => {
  expect(countTests(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
  expect(countTests(undefined, null).failures).toEqual(['vitest ended by a signal and left no report']);
});

test('an error outside of any test is a failure', () => {
  expect(countTests(report(file(['passed'])), 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests(report(file(['passed'])), null)).toMatchObject({ passed: 1, failed: 1 });
});
