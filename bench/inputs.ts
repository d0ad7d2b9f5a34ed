/** What is measured: real drivers where they are named, generated ones of the same size elsewhere. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateCodeBase, generateDriver } from '../test/drivers/generate';

export interface Driver {
  readonly label: string;
  /** The workspace folder. */
  readonly folder: string;
  readonly file: string;
  readonly text: string;
}

export interface Inputs {
  readonly echo: Driver;
  readonly datapath: Driver;
  readonly plain: Driver;
  /** A folder with all of Windows-driver-samples, or a generated one of its size. */
  readonly samples: () => { readonly label: string; readonly folder: string };
  /** A folder with that many copies of a 100 000-line code base. */
  readonly copies: (count: number) => string;
  /** A folder of this run's own. */
  readonly scratch: (name: string) => string;
  dispose(): void;
}

type Named = Readonly<Record<'echo' | 'datapath' | 'plain' | 'samples', string | undefined>>;

const seed = 20260;
const linesOfSamples = 1_360_000;

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function realDriver(file: string, folder: string): Driver {
  const text = readFileSync(file, 'utf8');
  return { label: `${path.basename(file)}, ${countLines(text)} lines`, folder, file: path.resolve(file), text };
}

function writeFiles(folder: string, files: readonly { readonly name: string; readonly text: string }[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(path.join(folder, name), text);
}

export function gatherInputs(options: Partial<Named>): Inputs {
  const root = mkdtempSync(path.join(tmpdir(), 'wsk-bench-'));
  const scratch = (name: string): string => {
    const folder = path.join(root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const named = (name: keyof Named): string | undefined =>
    options[name] ?? process.env[`WSK_BENCH_${name.toUpperCase()}`];
  const driver = (name: 'echo' | 'datapath' | 'plain', lines: number, wskShare: number): Driver => {
    const file = named(name);
    if (file !== undefined) return realDriver(file, path.dirname(path.resolve(file)));
    const text = generateDriver({ seed, lines, wskShare, prefix: 'Drv', mistakes: 0.2 });
    const folder = scratch(name);
    writeFiles(folder, [{ name: `${name}.c`, text }]);
    return { ...realDriver(path.join(folder, `${name}.c`), folder), label: `generated, ${countLines(text)} lines` };
  };
  let base: ReturnType<typeof generateCodeBase> | undefined;
  const made = new Map<string, string>();
  const once = (name: string, make: (folder: string) => void): string => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const folder = scratch(name);
    make(folder);
    made.set(name, folder);
    return folder;
  };
  return {
    echo: driver('echo', 1400, 0.5),
    datapath: driver('datapath', 3000, 0.5),
    plain: driver('plain', 16_000, 0),
    samples: () => {
      const folder = named('samples');
      if (folder !== undefined && statSync(folder).isDirectory()) return { label: path.basename(folder), folder };
      return {
        label: 'generated, 1.36 million lines',
        folder: once('samples', (made) => {
          const plain = generateCodeBase(seed, linesOfSamples - 10_000, 0);
          plain.forEach((file, index) => writeFiles(path.join(made, `sample${index % 200}`), [file]));
          writeFiles(path.join(made, 'wsk'), generateCodeBase(seed, 10_000));
        }),
      };
    },
    copies: (count) =>
      once(`copies${count}`, (folder) => {
        base ??= generateCodeBase(seed, 100_000);
        for (let copy = 1; copy <= count; copy++) writeFiles(path.join(folder, `copy${copy}`), base);
      }),
    scratch,
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
