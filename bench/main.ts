/**
 * Measures the built product and prints one table:  npm run bench -- [--only PART ...] [--quick] [--echo FILE] ...
 * Without drivers of one's own (options below, or WSK_BENCH_ECHO and the like) generated ones of the same size are measured.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gatherInputs, type Inputs } from './inputs';
import { describeMachine } from './machine';
import { measureCommandLine } from './parts/commandLine';
import { measureEdits } from './parts/edits';
import { measureGrowth } from './parts/growth';
import { measureMemory } from './parts/memory';
import { measureOpening } from './parts/opening';
import { measurePackage } from './parts/package';
import { measureRequests } from './parts/requests';
import { built } from './product';
import { formatTable, type Row } from './table';

export interface Effort {
  /** How much less than a whole measurement, for a first look. */
  readonly quick: boolean;
}

const parts: Readonly<Record<string, (inputs: Inputs, effort: Effort) => Promise<Row[]>>> = {
  edits: measureEdits,
  opening: measureOpening,
  requests: measureRequests,
  cli: measureCommandLine,
  growth: measureGrowth,
  memory: measureMemory,
  package: measurePackage,
};

const usage = `npm run bench -- [options]
  --only PART        ${Object.keys(parts).join(', ')}; again and again
  --quick            fewer runs, for a first look
  --echo FILE        Microsoft's WSK echo server (wsksmple.c), or WSK_BENCH_ECHO
  --datapath FILE    msquic's datapath_winkernel.c, or WSK_BENCH_DATAPATH
  --plain FILE       classpnp's class.c, or WSK_BENCH_PLAIN
  --samples FOLDER   Windows-driver-samples, or WSK_BENCH_SAMPLES
  --json FILE        the rows, for further use
WSK_BENCH_DIST=FOLDER measures another build than dist.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean' },
      echo: { type: 'string' },
      datapath: { type: 'string' },
      plain: { type: 'string' },
      samples: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const chosen = values.only ?? Object.keys(parts);
  const unknown = chosen.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(', ')}\n${usage}`);
  const server = built('server.js');
  if (!existsSync(server)) throw new Error(`${server} is missing: npm run build`);
  const inputs = gatherInputs(values);
  try {
    const rows: Row[] = [];
    for (const name of chosen) {
      process.stderr.write(`${name} ...\n`);
      rows.push(...((await parts[name]?.(inputs, { quick: values.quick ?? false })) ?? []));
    }
    const machine = describeMachine();
    process.stdout.write(`${machine.join('\n')}\n\n${formatTable(rows)}`);
    if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ machine, rows }, undefined, 2));
    return 0;
  } finally {
    inputs.dispose();
  }
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
