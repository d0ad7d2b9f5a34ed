import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses as lensesOf } from '../../features/codeLens';
import type { Session } from '../session';
import { locations } from './locations';
import { openSource } from './source';
import { basename } from '../../text/paths';

/** The command of the client that shows places; a client without it gets the words alone. */
const showReferences = 'wsk.showReferences';

export async function codeLenses(session: Session, { textDocument }: CodeLensParams): Promise<CodeLens[]> {
  const source = openSource(session, { textDocument, position: { line: 0, character: 0 } });
  if (!source) return [];
  const { path, text, project, settings } = source;
  if (!Object.values(settings.codeLens).includes(true)) return [];
  const facts = await project.factsOf(path, text);
  if (!facts) return [];
  const snapshot = project.latest;
  const lenses = lensesOf({
    path,
    text,
    language: session.profile.language,
    settings: settings.codeLens,
    facts,
    textOf: (file) => snapshot.file(file)?.text,
    nameOf: ({ file, start }) => {
      const line = snapshot.file(file)?.lines.positionAt(start).line ?? 0;
      return `${basename(file)}:${line + 1}`;
    },
  });
  return lenses.flatMap(({ start, end, title, places }): CodeLens[] => {
    const range = session.converter.range(snapshot, { file: path, start, end });
    if (!range) return [];
    const click = session.profile.showsReferences ? locations(session, snapshot, places) : [];
    if (click.length === 0) return [{ range, command: { title, command: '' } }];
    return [{ range, command: { title, command: showReferences, arguments: [textDocument.uri, range.start, click] } }];
  });
}
