import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../../features/hover';
import type { Session } from '../session';
import { openSource } from './source';

export async function hover(session: Session, params: HoverParams): Promise<Hover | null> {
  const source = openSource(session, params);
  if (!source?.settings.hover) return null;
  const { path, text, offset, lines } = source;
  const facts = await source.project.promptFacts(path, text);
  const snapshot = source.project.latest;
  const textOf = (file: string): string | undefined => snapshot.file(file)?.text;
  const result = hoverAt({
    path,
    text,
    offset,
    tokens: source.tokens,
    language: session.profile.language,
    facts,
    textOf,
  });
  if (!result) return null;
  const { markdown, start, end } = result;
  return {
    contents: session.profile.markdownHover
      ? { kind: MarkupKind.Markdown, value: markdown }
      : { kind: MarkupKind.PlainText, value: plain(markdown) },
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
  };
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1: $2')
    .replace(/^-{3,}$/gm, '')
    .replace(/[*`]/g, '')
    .replace(/\n{3,}/g, '\n\n');
}
