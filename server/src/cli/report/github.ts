import type { Severity } from '../../core';
import { escapeControls } from '../terminal';
import type { Diagnostic, Report } from './report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Logs are read on terminals too: other control characters show and do nothing. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').split('\n').map(escapeControls).join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function annotation(diagnostic: Diagnostic): string {
  const { file, range, rule, severity, message, url } = diagnostic;
  const properties = [
    `file=${escapeProperty(file.replace(/\\/g, '/'))}`,
    `line=${range.start.line}`,
    `endLine=${range.end.line}`,
    // GitHub takes columns only for a place within one line.
    ...(range.start.line === range.end.line ? [`col=${range.start.column}`, `endColumn=${range.end.column}`] : []),
    `title=${escapeProperty(`wsk-lint: ${rule}`)}`,
  ];
  const text = url === '' ? message : `${message}\n${url}`;
  return `::${commands[severity]} ${properties.join(',')}::${escapeData(text)}\n`;
}

/** Workflow commands that GitHub shows as annotations of the changed lines. */
export function formatGithub(report: Report): string {
  const errors = report.errors.map(
    ({ file, message }) =>
      `::error file=${escapeProperty(file.replace(/\\/g, '/'))},title=wsk-lint::${escapeData(message)}\n`,
  );
  return [...report.diagnostics.map(annotation), ...errors].join('');
}
