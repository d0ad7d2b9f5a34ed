/** A rule's page for the terminal: headings and code stand out, the words stay as they are. */
import type { Paint } from './terminal';

function inline(line: string, paint: Paint): string {
  return line
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_match, text: string, url: string) =>
      text === url ? url : `${text} (${url})`,
    )
    .replace(/`([^`]+)`/g, (_match, code: string) => paint('cyan', code))
    .replace(/\*\*([^*]+)\*\*/g, (_match, text: string) => paint('bold', text));
}

export function renderMarkdown(page: string, paint: Paint): string {
  let inCode = false;
  const lines: string[] = [];
  for (const line of page.trimEnd().split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      inCode = !inCode;
      continue;
    }
    const heading = /^#+\s+(.*)$/.exec(line);
    if (inCode) lines.push(line === '' ? '' : `    ${paint('cyan', line)}`);
    else if (heading?.[1] !== undefined) lines.push(paint('bold', heading[1].replace(/`/g, '')));
    else lines.push(inline(line, paint));
  }
  return `${lines.join('\n')}\n`;
}
