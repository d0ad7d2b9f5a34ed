// The module that an extension host loads: mocha's browser build, which runs in the Node host and in a web worker alike.

import 'mocha/mocha.js';
import { LineReporter } from './reporter';

const tests = new Mocha({ ui: 'bdd', reporter: LineReporter, timeout: 90_000 });

export async function run(): Promise<void> {
  // Declares describe, it and the hooks, which the browser build otherwise does for a page only.
  tests.suite.emit('pre-require', globalThis, '', tests);
  // The order counts: the first suite finds the extension asleep.
  await import('./suites/activation');
  await import('./suite');
  await import('./suites/assistance');
  await import('./suites/workspace');
  await import('./suites/example');
  await import('./suites/map');
  await new Promise<void>((resolve, reject) => {
    tests.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}
