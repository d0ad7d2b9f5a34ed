import type { Severity } from '../../core';
import type { Translate } from '../../features/messages';
import { severities } from '../../workspace/levels';
import { escapeControls, type Paint, type Style } from '../terminal';
import type { Diagnostic, Report } from './report';

const styles: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'cyan',
};

interface Ink {
  readonly paint: Paint;
  readonly translate: Translate;
}

function position({ range }: { readonly range: Diagnostic['range'] }): string {
  return `${range.start.line}:${range.start.column}`;
}

function widest(diagnostics: readonly Diagnostic[], text: (diagnostic: Diagnostic) => string): number {
  return diagnostics.reduce((width, diagnostic) => Math.max(width, text(diagnostic).length), 0);
}

function entry(diagnostic: Diagnostic, widths: { place: number; severity: number }, ink: Ink): string {
  const { paint, translate } = ink;
  const label = translate(`severity.${diagnostic.severity}`);
  const head = [
    `  ${paint('dim', position(diagnostic).padStart(widths.place))}`,
    paint(styles[diagnostic.severity], label.padEnd(widths.severity)),
    escapeControls(diagnostic.message),
    paint('dim', diagnostic.rule),
  ].join('  ');
  const indent = ' '.repeat(widths.place + 4);
  const related = diagnostic.related.map(
    (place) =>
      `${indent}${paint('dim', `${escapeControls(place.file)}:${position(place)}`)}  ${escapeControls(place.message)}`,
  );
  return [head, ...related].map((line) => `${line}\n`).join('');
}

function summary(report: Report, { paint, translate }: Ink): string {
  const { diagnostics } = report;
  if (diagnostics.length === 0) {
    // "Nothing found" would be a bold word about files that could not be checked.
    if (report.errors.length > 0) return '';
    return `${paint('green', translate('summary.clean', { count: report.files }))}\n`;
  }
  const counts = [...severities].reverse().flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count > 0 ? [paint(styles[severity], translate(`summary.${severity}`, { count }))] : [];
  });
  const total = translate('summary.findings', { count: diagnostics.length });
  const fixable = diagnostics.filter((diagnostic) => diagnostic.fixes.some((fix) => fix.safe)).length;
  const lines = [`${paint('bold', total)}: ${counts.join(', ')}`];
  if (fixable > 0) lines.push(translate('summary.fixable', { count: fixable }));
  return lines.map((line) => `${line}\n`).join('');
}

/** For a person at a terminal: grouped by file, aligned, with related places below. */
export function formatStylish(report: Report, ink: Ink): string {
  const { diagnostics } = report;
  const widths = {
    place: widest(diagnostics, (diagnostic) => position(diagnostic)),
    severity: widest(diagnostics, ({ severity }) => ink.translate(`severity.${severity}`)),
  };
  const parts: string[] = [];
  let file: string | undefined;
  for (const diagnostic of diagnostics) {
    if (diagnostic.file !== file) {
      if (file !== undefined) parts.push('\n');
      parts.push(`${ink.paint('bold', escapeControls(diagnostic.file))}\n`);
      file = diagnostic.file;
    }
    parts.push(entry(diagnostic, widths, ink));
  }
  if (file !== undefined) parts.push('\n');
  parts.push(summary(report, ink));
  return parts.join('');
}
