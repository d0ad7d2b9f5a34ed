// The editor as a test sees it. Everything is asked until it answers: providers register when the server is ready.

import * as vscode from 'vscode';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 150;
const LONGEST_MESSAGE = 1000;

/** Asks until the answer is one that counts; the last answer is in the failure's message. */
export async function eventually<T>(
  what: string,
  ask: () => T | Thenable<T>,
  counts: (answer: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (counts(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: still ${JSON.stringify(answer)}`.slice(0, LONGEST_MESSAGE));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, what: string): void {
  check(actual === expected, `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

export async function openFixture(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  check(folder !== undefined, 'the fixture workspace is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The id of the rule that a diagnostic comes from. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

export function findings(document: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((diagnostic) => diagnostic.source === 'wsk' && ruleOf(diagnostic) === rule);
}

export function untilFindings(
  document: vscode.TextDocument,
  rule: string,
  count: number,
): Promise<vscode.Diagnostic[]> {
  return eventually(
    `${count} findings of ${rule}`,
    () => findings(document, rule),
    (found) => found.length === count,
  );
}

export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  check(offset >= 0, `${text} stands in ${document.uri.path}`);
  return document.positionAt(offset);
}

export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join('\n');
}

/** Brings a document back to what is on disk, so that the next test starts from there. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
