import { Editor, ours } from '../editor';
import type { Inputs } from '../inputs';
import type { Effort } from '../main';
import type { Row } from '../table';
import { placesIn, typeEverywhere } from '../typing';
import { driverOfCopies } from './growth';

const editsOfOnePlace = 20;

/** Memory over thousands of edits: after the first tenth, and at the end. */
async function overEdits(editor: Editor, text: string, edits: number): Promise<{ early: number; late: number }> {
  const [place] = placesIn(text, 1);
  if (!place) throw new Error('the driver has no statement');
  const rounds = Math.ceil(edits / editsOfOnePlace);
  let early = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    await typeEverywhere(editor, [place]);
    if (round === Math.floor(rounds / 10)) early = editor.megabytes;
  }
  return { early, late: editor.megabytes };
}

export async function measureMemory(inputs: Inputs, { quick }: Effort): Promise<Row[]> {
  const count = quick ? 2 : 8;
  const driver = driverOfCopies(inputs, count);
  const large = new Editor(ours, driver);
  await large.initialize();
  await large.open();
  const [place] = placesIn(driver.text, 1);
  if (place) await typeEverywhere(large, [place]);
  const resting = large.megabytes;
  await large.close();

  const small = new Editor(ours, inputs.echo);
  await small.initialize();
  await small.open();
  const edits = quick ? 400 : 10_000;
  const { early, late } = await overEdits(small, inputs.echo.text, edits);
  await small.close();
  return [
    { what: "server's memory", input: driver.label, unit: 'MB', samples: [resting], goal: { median: 300 } },
    { what: `server's memory after ${edits / 10} edits`, input: inputs.echo.label, unit: 'MB', samples: [early] },
    {
      what: `server's memory after ${edits} edits`,
      input: inputs.echo.label,
      unit: 'MB',
      samples: [late],
      goal: { median: Math.ceil(early * 1.1) },
    },
  ];
}
