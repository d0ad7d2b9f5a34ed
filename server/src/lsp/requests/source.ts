import type { Position, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Tokens } from '../../text/scan';
import type { LineIndex } from '../../text/source';
import type { EditorSettings } from '../../workspace/settings';
import type { Project } from '../project';
import type { Session } from '../session';

/** An open document of a project that is switched on. */
export interface OpenSource {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly offset: number;
  readonly tokens: Tokens;
  readonly project: Project;
  readonly settings: EditorSettings;
}

export function openSource(
  session: Session,
  { textDocument, position }: { textDocument: TextDocumentIdentifier; position: Position },
): OpenSource | undefined {
  const path = session.documents.pathOf(textDocument.uri);
  const document = session.documents.get(path);
  const project = session.projects.existing(path);
  if (!document || !project?.settings.enable) return undefined;
  const view = session.views.of(document, path);
  const { text, lines } = view;
  const offset = lines.offsetAt(position);
  return { path, text, lines, offset, tokens: view.tokens, project, settings: project.settings };
}
