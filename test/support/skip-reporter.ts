/**
 * Ends every test run with what was left out and why (a part that is missing on this machine), and one plain line of
 * counts. With CLEWLINE_TEST_REQUIRE_ALL=1, as in CI, a skipped test is a failure.
 */
import type { Reporter, TestCase, TestModule } from 'vitest/node';

type Tally = { passed: number; failed: number; readonly skipped: string[] };

function count(test: TestCase, tally: Tally): void {
  const result = test.result();
  if (result.state === 'passed') tally.passed += 1;
  else if (result.state === 'failed') tally.failed += 1;
  else tally.skipped.push(`${test.fullName}${result.state === 'skipped' && result.note ? ` (${result.note})` : ''}`);
}

export class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally: Tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed += 1;
      for (const test of module.children.allTests()) count(test, tally);
    }
    if (tally.skipped.length > 0) {
      console.log(`\nNot run on this machine (${tally.skipped.length}):`);
      for (const name of tally.skipped) console.log(`  - ${name}`);
    }
    if (process.env['CLEWLINE_TEST_REQUIRE_ALL'] === '1' && tally.skipped.length > 0) {
      console.log('Here every part must be present: a skipped test is a failure.');
      process.exitCode = 1;
    }
    console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
  }
}
