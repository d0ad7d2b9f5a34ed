/** `wsk-lint rules` and `wsk-lint explain`. */
import { exitStatus, usageError, type ExitStatus } from './failure';
import { renderMarkdown } from './markdown';
import { checkRuleId } from './options';
import type { Shell } from './shell';

function asTable({ catalog, paint, translate }: Shell): string {
  const width = catalog.rules.reduce((widest, rule) => Math.max(widest, rule.id.length), 0);
  const severityOf = (severity: string): string => translate(`severity.${severity}`);
  const severityWidth = catalog.rules.reduce((widest, rule) => Math.max(widest, severityOf(rule.severity).length), 0);
  return catalog.rules
    .map(({ id, severity, summary, fixable }) => {
      const fix = fixable ? ` ${paint('green', `[${translate('rules.fixable')}]`)}` : '';
      return `${paint('bold', id.padEnd(width))}  ${severityOf(severity).padEnd(severityWidth)}  ${summary}${fix}\n`;
    })
    .join('');
}

export function listRules(format: string, shell: Shell): ExitStatus {
  if (format === 'json') {
    shell.print(`${JSON.stringify({ version: 1, rules: shell.catalog.rules }, null, 2)}\n`);
  } else if (format === 'text') {
    shell.print(asTable(shell));
  } else {
    throw usageError('usage.choice', { option: '--format', choices: 'text, json', text: format });
  }
  return exitStatus.clean;
}

export function explain(id: string, shell: Shell): ExitStatus {
  const { catalog } = shell;
  checkRuleId(
    id,
    catalog.rules.map((rule) => rule.id),
  );
  const rule = catalog.rules.find((candidate) => candidate.id === id);
  const page = catalog.page(id);
  if (!rule || page === undefined) throw usageError('usage.noPage', { id });
  const facts = [
    `${shell.translate(`severity.${rule.severity}`)}${rule.fixable ? `, ${shell.translate('rules.fixable')}` : ''}`,
    rule.url,
  ];
  shell.print(`${renderMarkdown(page, shell.paint)}\n${facts.map((fact) => shell.paint('dim', fact)).join('\n')}\n`);
  return exitStatus.clean;
}
