import type { CodeAction, CodeActionParams, Range } from 'vscode-languageserver';
import { findingsAt, fixAll, quickFixes, suppressions, type CodeAction as Action } from '../../features/codeActions';
import { featureTexts } from '../../features/language';
import { refactorings } from '../../features/refactor';
import type { AnalysedFile, Project } from '../project';
import type { Session } from '../session';

/** `source` asks for `source.fixAll.wsk` too. */
function isWanted(action: Action, only: readonly string[] | undefined): boolean {
  return !only || only.some((kind) => kind === '' || action.kind === kind || action.kind.startsWith(`${kind}.`));
}

function asksFor(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((one) => one === '' || one === kind || one.startsWith(`${kind}.`));
}

async function refactored(session: Session, project: Project, file: AnalysedFile, range: Range): Promise<Action[]> {
  const facts = await project.factsOf(file.path, file.text);
  if (!facts) return [];
  const { path, text, lines } = file;
  const snapshot = project.latest;
  return refactorings({
    path,
    text,
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    language: session.profile.language,
    facts,
    textOf: (other) => snapshot.file(other)?.text,
  });
}

export async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
  isCancelled: () => boolean,
): Promise<CodeAction[]> {
  const path = session.documents.pathOf(textDocument.uri);
  const project = session.projects.existing(path);
  if (!project) return [];
  const format = await project.formatter();
  const snapshot = await project.current(isCancelled);
  const file = snapshot.file(path);
  if (!file) return [];
  const translate = featureTexts(session.profile.language);
  const here = findingsAt(file.findings, file.lines.offsetAt(range.start), file.lines.offsetAt(range.end));
  const actions = [
    ...quickFixes(here, format),
    ...suppressions(here, file, translate),
    ...fixAll(file.findings, translate),
    ...(project.settings.refactorings && asksFor('refactor', context.only)
      ? await refactored(session, project, file, range)
      : []),
  ];
  return actions
    .filter((action) => isWanted(action, context.only))
    .map((action) =>
      session.converter.action(snapshot, action, (finding) => session.converter.diagnostic(snapshot, finding, format)),
    );
}
