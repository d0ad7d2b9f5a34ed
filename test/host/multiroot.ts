// The module that an extension host loads whose window has several folders.

import { runner } from './mocha';

export const run = runner(async () => {
  await import('./suites/multiroot');
});
