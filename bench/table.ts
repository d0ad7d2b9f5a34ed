import { percentile } from './statistics';

export interface Row {
  readonly what: string;
  readonly input: string;
  readonly unit: 'ms' | 'MB' | 'KiB' | 'times';
  readonly samples: readonly number[];
  /** The same by clangd, or whatever the note names, in the same run. */
  readonly compared?: { readonly name: string; readonly samples: readonly number[] };
  readonly goal?: { readonly median?: number; readonly p95?: number; readonly ratio?: number };
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

function goalOf({ goal, unit }: Row): string {
  if (!goal) return '';
  const parts = [
    goal.median === undefined ? '' : `≤ ${goal.median} ${unit}`,
    goal.p95 === undefined ? '' : `p95 ≤ ${goal.p95} ${unit}`,
    goal.ratio === undefined ? '' : `${goal.ratio} × faster`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function isMet({ goal, samples, compared }: Row): string {
  if (!goal) return '';
  const met =
    (goal.median === undefined || percentile(samples, 50) <= goal.median) &&
    (goal.p95 === undefined || percentile(samples, 95) <= goal.p95) &&
    (goal.ratio === undefined || !compared || percentile(compared.samples, 50) / percentile(samples, 50) >= goal.ratio);
  return met ? 'yes' : 'no';
}

function cells(row: Row): string[] {
  const median = percentile(row.samples, 50);
  const other = row.compared;
  return [
    row.what,
    row.input,
    String(row.samples.length),
    `${figure(median)} ${row.unit}`,
    row.samples.length > 1 ? `${figure(percentile(row.samples, 95))} ${row.unit}` : '',
    other
      ? `${other.name}: ${figure(percentile(other.samples, 50))} ${row.unit}, p95 ${figure(percentile(other.samples, 95))} ${row.unit}`
      : '',
    other ? `${(percentile(other.samples, 50) / median).toFixed(1)} ×` : '',
    goalOf(row),
    isMet(row),
  ];
}

const head = ['what', 'input', 'n', 'median', 'p95', 'compared with', 'ratio', 'goal', 'met'];

/** A table in Markdown whose columns stand below each other in a terminal too. */
export function formatTable(rows: readonly Row[]): string {
  const table = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [first = [], ...rest] = table;
  return line(first) + line(widths.map((width) => '-'.repeat(width))) + rest.map(line).join('');
}
