/** What grows with the work: 1, 2, 4 and 8 copies of a code base of 100 000 lines. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Editor, ours } from '../editor';
import type { Driver, Inputs } from '../inputs';
import type { Effort } from '../main';
import { built } from '../product';
import { peakOfNode, timeNode } from '../process';
import { percentile } from '../statistics';
import type { Row } from '../table';
import { placesIn, typeEverywhere } from '../typing';

const counts = [1, 2, 4, 8];

function label(count: number): string {
  return `${count} × 100 000 lines, generated`;
}

/** A linear cost doubles with the work; some of it is the start, so it may stay below. */
function allowance(first: number, count: number): number {
  return Math.round(first * count * 1.1);
}

function commandLine(inputs: Inputs, quick: boolean): Row[] {
  let first = Number.NaN;
  const rows: Row[] = [];
  for (const count of quick ? [1, 2] : counts) {
    const args = [built('cli.js'), inputs.copies(count)];
    const samples = Array.from({ length: quick ? 1 : 3 }, () => timeNode(args).milliseconds);
    const peak = peakOfNode(args, inputs.scratch('peaks'));
    if (count === 1) first = percentile(samples, 50);
    const goal = count === 1 ? {} : { goal: { median: allowance(first, count) } };
    rows.push(
      { what: 'wsk-lint, whole process', input: label(count), unit: 'ms', samples, ...goal },
      { what: 'wsk-lint, most memory', input: label(count), unit: 'MB', samples: [peak] },
    );
  }
  return rows;
}

export function driverOfCopies(inputs: Inputs, count: number): Driver {
  const folder = inputs.copies(count);
  const file = path.join(folder, 'copy1', 'driver7.c');
  return { label: label(count), folder, file, text: readFileSync(file, 'utf8') };
}

async function edits(inputs: Inputs, quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of quick ? [1, 2] : counts) {
    const driver = driverOfCopies(inputs, count);
    const editor = new Editor(ours, driver);
    await editor.initialize();
    await editor.open();
    const [first, ...rest] = placesIn(driver.text, quick ? 2 : 5);
    if (first) await typeEverywhere(editor, [first]);
    const samples = await typeEverywhere(editor, rest);
    const goal = rows[0] ? { goal: { median: Math.ceil(percentile(rows[0].samples, 50) * 1.5) } } : {};
    rows.push({ what: 'edit to diagnostics', input: driver.label, unit: 'ms', samples, ...goal });
    await editor.close();
  }
  return rows;
}

export async function measureGrowth(inputs: Inputs, { quick }: Effort): Promise<Row[]> {
  return [...commandLine(inputs, quick), ...(await edits(inputs, quick))];
}
