// Counts what really ran, from vitest's JSON report. A run that broke before it could count is a failure, not a zero.

/** The slice of vitest's JSON report that is read. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  /** A line for each kind of failure. */
  readonly failures: readonly string[];
}

/**
 * @param report undefined where vitest left none
 * @param exitCode null where a signal ended vitest
 */
export function countTests(report: VitestReport | undefined, exitCode: number | null): TestCount {
  const how = exitCode === null ? 'by a signal' : `with ${exitCode}`;
  if (report === undefined) return { passed: 0, failed: 1, failures: [`vitest ended ${how} and left no report`] };

  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failedTests = assertionResults.filter((test) => test.status === 'failed');
    // A file that does not load, or whose hook fails, has no failed test of its own.
    if (status === 'failed' && failedTests.length === 0) return [`${name}: ${message || 'did not run'}`];
    return failedTests.map(({ fullName }) => `${name}: ${fullName}`);
  });
  const passed = report.numPassedTests;
  const unrun = report.numTotalTests - passed - failedTests(report);
  let failed = failures.length;
  if (unrun > 0) {
    failed += unrun;
    failures.push(`${unrun} tests did not run`);
  }
  if (report.numTotalTests === 0) {
    failed += 1;
    failures.push('vitest found no test');
  } else if (exitCode !== 0 && failed === 0) {
    failed += 1;
    failures.push(`vitest ended ${how}: an error outside of any test`);
  }
  return { passed, failed, failures };
}

const failedTests = ({ testResults }: VitestReport): number =>
  testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'failed').length;
