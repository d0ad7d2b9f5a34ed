import { clangdFor } from '../clangd';
import { Editor, ours, type ServerKind } from '../editor';
import type { Driver, Inputs } from '../inputs';
import type { Effort } from '../main';
import type { Row } from '../table';
import { placesIn, typeEverywhere } from '../typing';

async function typeInto(kind: ServerKind, driver: Driver, places: number): Promise<number[]> {
  const editor = new Editor(kind, driver);
  await editor.initialize();
  await editor.open();
  const [first, ...rest] = placesIn(driver.text, places + 1);
  // The first place warms the server up, as the first seconds of work do.
  if (first) await typeEverywhere(editor, [first]);
  const times = await typeEverywhere(editor, rest);
  await editor.close();
  return times;
}

async function row(driver: Driver, inputs: Inputs, { quick }: Effort, goal: Row['goal']): Promise<Row> {
  const samples = await typeInto(ours, driver, quick ? 3 : 12);
  const clangd = clangdFor(driver, inputs);
  const others = clangd && (await typeInto(clangd, driver, quick ? 1 : 3));
  return {
    what: 'edit to diagnostics',
    input: driver.label,
    unit: 'ms',
    samples,
    ...(clangd && others && { compared: { name: clangd.name, samples: others } }),
    ...(goal && { goal }),
  };
}

export async function measureEdits(inputs: Inputs, effort: Effort): Promise<Row[]> {
  return [
    await row(inputs.echo, inputs, effort, { median: 10, p95: 20, ratio: 20 }),
    await row(inputs.datapath, inputs, effort, { median: 25 }),
    await row(inputs.plain, inputs, effort, { median: 5 }),
  ];
}
