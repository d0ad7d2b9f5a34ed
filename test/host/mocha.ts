// mocha's browser build, which runs in the Node host and in a web worker alike.

import 'mocha/mocha.js';
import { LineReporter } from './reporter';

/** What an extension host calls in the module of its tests. `load`: declares the suites. */
export function runner(load: () => Promise<void>): () => Promise<void> {
  const tests = new Mocha({ ui: 'bdd', reporter: LineReporter, timeout: 90_000 });
  return async () => {
    // Declares describe, it and the hooks, which the browser build otherwise does for a page only.
    tests.suite.emit('pre-require', globalThis, '', tests);
    await load();
    await new Promise<void>((resolve, reject) => {
      tests.run((failures) => {
        if (failures > 0) reject(new Error(`${failures} tests failed`));
        else resolve();
      });
    });
  };
}
