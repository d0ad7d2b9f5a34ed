import { docBaseUrl, message, type DocSlug, type MessageKey } from '../../../server/src/model';

/** Small pieces of Markdown that the reference pages are made of. */

export function code(text: string): string {
  return `\`${text}\``;
}

export function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}

export function hex(value: number): string {
  return code(`0x${value.toString(16).toUpperCase().padStart(8, '0')}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** The reference is written in English. */
export function english(key: MessageKey): string {
  return message(key, 'en');
}

/** A titled list; nothing when there is nothing to list. */
export function list(title: string, keys: readonly MessageKey[]): string[] {
  return keys.length === 0 ? [] : [`${title}:\n\n${keys.map((key) => `- ${english(key)}`).join('\n')}`];
}

export function documentation(slug: DocSlug): string[] {
  return slug === null ? [] : [`[Documentation](${docBaseUrl}${slug})`];
}

export function page(title: string, introduction: string, sections: readonly string[]): string {
  const note = '<!-- Generated from server/src/model/data by scripts/generate/reference.ts -->';
  return `${[note, `# ${title}`, introduction, ...sections].join('\n\n')}\n`;
}

export function section(title: string, parts: readonly string[]): string {
  return [`## ${title}`, ...parts].join('\n\n');
}
