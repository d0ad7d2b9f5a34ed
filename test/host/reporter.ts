// One plain line a test. A host's console mixes the editor's own messages in, and a browser's console does not fill in
// the `%s` of mocha's own reporters: the prefix tells these lines apart.

const PREFIX = '[tests] ';

function print(text: string): void {
  for (const line of text.split('\n')) console.log(PREFIX + line);
}

export class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => print(`  ✔ ${test.fullTitle()} (${test.duration ?? 0}ms)`));
    runner.on('pending', (test) => print(`  - ${test.fullTitle()}`));
    runner.on('fail', (test, error: Error) => print(`  ✘ ${test.fullTitle()}\n    ${error.stack ?? error.message}`));
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      print(`##wsk-tests ${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}`);
    });
  }
}
