import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type TextEdit,
} from 'vscode-languageserver';
import { completionDocumentation, completionsAt, type CompletionItem as Item } from '../../features/completion';
import { Shift } from '../../features/knowledge';
import type { LineIndex } from '../../text/source';
import type { Session } from '../session';
import { openSource } from './source';

const kinds: Readonly<Record<Item['kind'], CompletionItemKind>> = {
  constant: CompletionItemKind.Constant,
  enumMember: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  field: CompletionItemKind.Field,
  snippet: CompletionItemKind.Snippet,
};

/** `${1:name}` for a client without snippets. */
function withoutStops(text: string): string {
  return text.replace(/\$\{\d+:([^}]*)\}/g, '$1');
}

function insertion(lines: LineIndex, offset: number, newText: string): TextEdit {
  const position = lines.positionAt(offset);
  return { range: { start: position, end: position }, newText };
}

export async function completion(session: Session, params: CompletionParams): Promise<CompletionList | null> {
  const source = openSource(session, params);
  if (!source?.settings.completion) return null;
  const { path, text, offset, lines } = source;
  const known = await source.project.knownFacts(path);
  const knowledge = known && { facts: known.facts, shift: new Shift(known.file?.text ?? text, text) };
  const completions = completionsAt({
    path,
    text,
    offset,
    tokens: source.tokens,
    language: session.profile.language,
    knowledge,
  });
  if (!completions) return null;
  const range = { start: lines.positionAt(completions.start), end: lines.positionAt(completions.end) };
  const items = completions.items.map((item, index): CompletionItem => {
    const snippet = item.isSnippet && session.profile.snippets;
    return {
      label: item.label,
      kind: kinds[item.kind],
      detail: item.detail,
      // Before what other servers know less well; in the order of the list.
      sortText: `!${String(index).padStart(4, '0')}`,
      filterText: item.label,
      textEdit: { range, newText: snippet ? item.insertText : withoutStops(item.insertText) },
      ...(item.addition && {
        additionalTextEdits: [insertion(lines, item.addition.offset, item.addition.text)],
      }),
      ...(snippet && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(item.name !== undefined && { data: { name: item.name } }),
    };
  });
  return { isIncomplete: false, items };
}

export function resolveCompletion(session: Session, item: CompletionItem): CompletionItem {
  const data: unknown = item.data;
  if (typeof data !== 'object' || data === null || !('name' in data) || typeof data.name !== 'string') return item;
  const value = completionDocumentation(data.name, session.profile.language);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}
