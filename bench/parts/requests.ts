import { Editor, ours, type Place } from '../editor';
import type { Driver, Inputs } from '../inputs';
import type { Effort } from '../main';
import type { Row } from '../table';

/** Where a WSK name stands, and right behind it. */
function wskNames(text: string): { inside: Place; behind: Place }[] {
  return text.split(/\r?\n/).flatMap((content, line) =>
    [...content.matchAll(/\b(?:Wsk|WSK_|PWSK_)\w+/g)].map(({ index, 0: name }) => ({
      inside: { line, character: index + 2 },
      behind: { line, character: index + name.length },
    })),
  );
}

export async function measureRequests({ echo, datapath }: Inputs, effort: Effort): Promise<Row[]> {
  return [...(await measured(echo, 2, effort)), ...(await measured(datapath, 10, effort))];
}

async function measured(driver: Driver, median: number, { quick }: Effort): Promise<Row[]> {
  const editor = new Editor(ours, driver);
  await editor.initialize();
  await editor.open();
  const names = wskNames(driver.text).slice(0, quick ? 50 : 300);
  for (const { inside, behind } of names.slice(0, 10)) {
    await editor.request('textDocument/hover', inside);
    await editor.request('textDocument/completion', behind);
  }
  const hover: number[] = [];
  const completion: number[] = [];
  for (const { inside, behind } of names) {
    hover.push(await editor.request('textDocument/hover', inside));
    completion.push(await editor.request('textDocument/completion', behind));
  }
  await editor.close();
  const common = { input: driver.label, unit: 'ms', goal: { median } } as const;
  return [
    { what: 'hover', ...common, samples: hover },
    { what: 'completion', ...common, samples: completion },
  ];
}
