// The example driver, which lies in memory: all of its files count, though one of them is open.

import * as vscode from 'vscode';
import { check, equal, eventually, ruleOf } from '../editor';

export const EXAMPLE = vscode.Uri.from({ scheme: 'wsk-example', path: '/echo-driver' });

export async function openExample(name = 'connection.c'): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('wsk.openExample');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(EXAMPLE, name));
  await vscode.window.showTextDocument(document);
  return document;
}

describe('the example driver', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens at its first mistake', async () => {
    await vscode.commands.executeCommand('wsk.openExample');
    const editor = vscode.window.activeTextEditor;
    check(editor !== undefined, 'an editor is open');
    equal(editor.document.uri.toString(), vscode.Uri.joinPath(EXAMPLE, 'connection.c').toString(), 'the file');
    const line = editor.document.lineAt(editor.selection.active.line).text;
    check(line.includes('MISTAKE:'), `the cursor stands at a mistake: ${line}`);
  });

  it('has its mistakes found in files that nobody opened', async () => {
    const listener = vscode.Uri.joinPath(EXAMPLE, 'listener.c');
    const found = await eventually(
      'findings of listener.c',
      () => vscode.languages.getDiagnostics(listener).filter(({ source }) => source === 'wsk'),
      (each) => each.length > 0,
    );
    check(!vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === listener.toString()), 'it is not open');
    check(
      found.every((each) => ruleOf(each) !== ''),
      'each has its rule',
    );
  });

  it('can be changed and saved', async () => {
    const document = await openExample('send.c');
    const before = document.getText();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// changed\n');
    check(await vscode.workspace.applyEdit(edit), 'the edit applies');
    check(await document.save(), 'the file is saved');
    const bytes = await vscode.workspace.fs.readFile(document.uri);
    equal(new TextDecoder().decode(bytes), `// changed\n${before}`, 'the file');
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(back);
    await document.save();
  });
});
