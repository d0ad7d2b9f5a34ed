import { Editor, ours, type Place } from '../editor';
import type { Inputs } from '../inputs';
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

export async function measureRequests(inputs: Inputs, { quick }: Effort): Promise<Row[]> {
  const editor = new Editor(ours, inputs.echo);
  await editor.initialize();
  await editor.open();
  const names = wskNames(inputs.echo.text).slice(0, quick ? 50 : 300);
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
  const common = { input: inputs.echo.label, unit: 'ms', goal: { median: 2 } } as const;
  return [
    { what: 'hover', ...common, samples: hover },
    { what: 'completion', ...common, samples: completion },
  ];
}
