import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../../features/hover';
import { LineIndex } from '../../text/source';
import type { Session } from '../session';

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const path = session.documents.pathOf(textDocument.uri);
  const document = session.documents.get(path);
  const project = session.projects.existing(path);
  if (!document || !project?.settings.hover || !project.settings.enable) return null;
  const text = document.getText();
  const lines = new LineIndex(text);
  const offset = lines.offsetAt(position);
  const facts = await project.factsOf(path, text);
  const result = hoverAt({ path, text, offset, language: session.profile.language, facts });
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
