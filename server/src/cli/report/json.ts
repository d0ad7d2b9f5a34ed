import { toJson } from '../terminal';
import type { Diagnostic, Report } from './report';

function plain({ file, range, rule, severity, message, url, related, fixes }: Diagnostic) {
  return { file, range, rule, severity, message, url, related, fixes };
}

/** The one object of `--format json`; its shape is a public interface. */
export function formatJson(report: Report): string {
  const { version, files, diagnostics, errors } = report;
  const object = {
    version: 1,
    tool: { name: 'wsk-lint', version },
    files,
    diagnostics: diagnostics.map(plain),
    errors,
  };
  return toJson(object);
}
