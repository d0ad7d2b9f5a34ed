// The module that an extension host loads.

import { runner } from './mocha';

export const run = runner(async () => {
  // The order counts: the first suite finds the extension asleep.
  await import('./suites/activation');
  await import('./suite');
  await import('./suites/assistance');
  await import('./suites/workspace');
  await import('./suites/example');
  await import('./suites/fixes');
  await import('./suites/map');
  await import('./suites/walkthrough');
});
