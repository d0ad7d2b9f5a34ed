// Every marked mistake of the example driver: its fix is applied in the editor, the mistake goes, and nothing comes.

import * as vscode from 'vscode';
import { check, equal, eventually, ruleOf } from '../editor';
import { EXAMPLE } from './example';

const FILES = ['connection.c', 'datagram.c', 'driver.c', 'endpoint.c', 'listener.c', 'request.c', 'send.c'];

const uriOf = (file: string): vscode.Uri => vscode.Uri.joinPath(EXAMPLE, file);

interface Mark {
  readonly file: string;
  readonly rule: string;
  readonly line: number;
}

/** `rule in file`, once for each finding of the driver. */
function found(): string[] {
  return FILES.flatMap((file) =>
    vscode.languages
      .getDiagnostics(uriOf(file))
      .filter(({ source }) => source === 'wsk')
      .map((one) => `${ruleOf(one)} in ${file}`),
  ).sort();
}

/** The findings are these, and stay these. */
async function untilFound(what: string, expected: readonly string[]): Promise<void> {
  const wanted = [...expected].sort().join('\n');
  const same = (answer: readonly string[]): boolean => answer.join('\n') === wanted;
  await eventually(what, found, same);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await eventually(`${what}, a second later`, found, same);
}

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
    20,
  );
}

function mends({ title, edit }: vscode.CodeAction): boolean {
  return edit !== undefined && !title.startsWith('Suppress');
}

describe("the example driver's fixes", function () {
  this.timeout(180_000);
  const texts = new Map<string, string>();
  let marks: Mark[] = [];
  let all: string[] = [];

  before(async () => {
    await vscode.commands.executeCommand('wsk.openExample');
    for (const file of FILES) {
      const text = (await vscode.workspace.openTextDocument(uriOf(file))).getText();
      texts.set(file, text);
      marks = [...marks, ...marksOf(file, text)];
    }
    all = marks.map(({ file, rule }) => `${rule} in ${file}`);
    equal(all.length, 12, 'the marked mistakes');
    await untilFound('the marked mistakes', all);
  });

  /** A fix may span files. */
  async function restore(): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    for (const [file, text] of texts) {
      const document = await vscode.workspace.openTextDocument(uriOf(file));
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      if (document.getText() !== text) edit.replace(document.uri, whole, text);
    }
    if (edit.size > 0) check(await vscode.workspace.applyEdit(edit), 'the texts are as they were');
    await untilFound('the marked mistakes again', all);
  }

  afterEach(restore);

  after(async () => {
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('mend one mistake each', async () => {
    for (const { file, rule, line } of marks) {
      const document = await vscode.workspace.openTextDocument(uriOf(file));
      await vscode.window.showTextDocument(document);
      const finding = vscode.languages
        .getDiagnostics(document.uri)
        .find((one) => ruleOf(one) === rule && one.range.start.line === line);
      check(finding !== undefined, `${rule} is found at ${file}:${line + 1}`);
      const offered = (await actionsAt(document, finding.range, vscode.CodeActionKind.QuickFix)).filter(mends);
      const action = offered.find(({ isPreferred }) => isPreferred === true) ?? offered[0];
      check(action?.edit !== undefined, `${rule} has a fix`);
      check(await vscode.workspace.applyEdit(action.edit), `${action.title} applies`);
      const rest = all.filter((one) => one !== `${rule} in ${file}`);
      await untilFound(`after ${action.title} for ${rule}`, rest);
      await restore();
    }
  });

  it('are all applied at once where that is safe', async () => {
    let rest = all;
    for (const file of FILES) {
      const document = await vscode.workspace.openTextDocument(uriOf(file));
      await vscode.window.showTextDocument(document);
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const [action] = await actionsAt(document, whole, vscode.CodeActionKind.SourceFixAll.append('wsk'));
      if (!action?.edit) continue;
      check(await vscode.workspace.applyEdit(action.edit), `${action.title} applies to ${file}`);
      const gone = new Set(SAFE.map((rule) => `${rule} in ${file}`));
      rest = rest.filter((one) => !gone.has(one));
      await untilFound(`after ${action.title} in ${file}`, rest);
    }
    equal(rest.length, all.length - SAFE.length, 'findings that are left');
  });
});

/** Rules of the driver's mistakes whose fix changes nothing but the mistake. */
const SAFE = ['disable-one-event', 'event-mask-operator'];

/** A `MISTAKE` comment is about its own line, or about the next one when it stands alone. */
function marksOf(file: string, text: string): Mark[] {
  return text.split('\n').flatMap((content, line): Mark[] => {
    const mark = /^(.*)\/\/ MISTAKE: ([a-z-]+): \S/.exec(content);
    if (!mark) return [];
    return [{ file, rule: mark[2] ?? '', line: line + ((mark[1] ?? '').trim() === '' ? 1 : 0) }];
  });
}
