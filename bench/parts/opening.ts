import { clangdFor } from '../clangd';
import { Editor, ours, type ServerKind } from '../editor';
import type { Driver, Inputs } from '../inputs';
import type { Effort } from '../main';
import type { Row } from '../table';

/** A cold server each time: from the answer to `initialize` to the first diagnostics. */
async function openCold(kind: ServerKind, driver: Driver, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const editor = new Editor(kind, driver);
    await editor.initialize();
    const started = performance.now();
    await editor.open();
    times.push(performance.now() - started);
    await editor.close();
  }
  return times;
}

export async function measureOpening(inputs: Inputs, { quick }: Effort): Promise<Row[]> {
  const samples = await openCold(ours, inputs.echo, quick ? 3 : 15);
  const clangd = clangdFor(inputs.echo, inputs);
  const others = clangd && (await openCold(clangd, inputs.echo, quick ? 2 : 7));
  return [
    {
      what: 'open to first diagnostics, cold server',
      input: inputs.echo.label,
      unit: 'ms',
      samples,
      ...(clangd && others && { compared: { name: clangd.name, samples: others } }),
      goal: { median: 150, ratio: 5 },
    },
  ];
}
