import type { Inputs } from '../inputs';
import { isInstalled } from '../machine';
import type { Effort } from '../main';
import { built } from '../product';
import { peakOfNode, runCommand, timeNode } from '../process';
import { percentile } from '../statistics';
import type { Row } from '../table';

const cli = built('cli.js');

export function measureCommandLine(inputs: Inputs, { quick }: Effort): Promise<Row[]> {
  const { label, folder } = inputs.samples();
  const times: number[] = [];
  const searches: number[] = [];
  const starts: number[] = [];
  const hasRipgrep = isInstalled('rg');
  // One run beforehand, so that all of them find the files in the system's cache.
  timeNode([cli, folder]);
  for (let run = 0; run < (quick ? 3 : 11); run++) {
    times.push(timeNode([cli, folder]).milliseconds);
    if (hasRipgrep) searches.push(runCommand('rg', ['-l', 'Wsk', folder]).milliseconds);
    starts.push(timeNode(['-e', '0']).milliseconds);
  }
  const peaks = Array.from({ length: 3 }, () => peakOfNode([cli, folder], inputs.scratch('peaks')));
  const rows: Row[] = [
    {
      what: 'wsk-lint, whole process',
      input: label,
      unit: 'ms',
      samples: times,
      goal: { median: 800 },
      ...(hasRipgrep && { compared: { name: 'rg -l Wsk', samples: searches } }),
    },
    { what: "Node's own start", input: 'node -e 0', unit: 'ms', samples: starts },
  ];
  if (hasRipgrep) {
    const allowed = percentile(searches, 50) + percentile(starts, 50);
    rows.push({
      what: 'wsk-lint against ripgrep and Node’s start together',
      input: label,
      unit: 'times',
      samples: times.map((time) => time / allowed),
      goal: { median: 3 },
    });
  }
  rows.push({ what: 'wsk-lint, most memory', input: label, unit: 'MB', samples: peaks, goal: { median: 200 } });
  return Promise.resolve(rows);
}
