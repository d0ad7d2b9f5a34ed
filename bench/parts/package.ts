import { existsSync, statSync } from 'node:fs';
import { built } from '../product';
import type { Row } from '../table';

const vsix = built('wsk-language-tools.vsix');

export function measurePackage(): Promise<Row[]> {
  if (!existsSync(vsix)) {
    process.stderr.write(`${vsix} is missing: npm run package\n`);
    return Promise.resolve([]);
  }
  return Promise.resolve([
    {
      what: 'size of the VSIX',
      input: vsix,
      unit: 'KiB',
      samples: [statSync(vsix).size / 1024],
      goal: { median: 1024 },
    },
  ]);
}
