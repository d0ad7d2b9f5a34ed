// mocha's spec reporter, and one machine-readable line at the end that scripts/test.mjs counts by.
import Mocha from 'mocha';

const { Spec } = Mocha.reporters;

export default class CountingReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      console.log(`##wsk-tests ${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}`);
    });
  }
}
