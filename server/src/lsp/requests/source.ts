import type { Position, TextDocumentIdentifier } from 'vscode-languageserver';
import { LineIndex } from '../../text/source';
import type { EditorSettings } from '../../workspace/settings';
import type { Project } from '../project';
import type { Session } from '../session';

/** An open document of a project that is switched on. */
export interface OpenSource {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly offset: number;
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
  const text = document.getText();
  const lines = new LineIndex(text);
  return { path, text, lines, offset: lines.offsetAt(position), project, settings: project.settings };
}
