// The module that an extension host loads whose display language is Simplified Chinese.

import { runner } from './mocha';

export const run = runner(async () => {
  await import('./suites/chinese');
});
