// What happens around the open document: files that change beside it, the folder's wsk-lint.json, suppressions.

import * as vscode from 'vscode';
import { check, equal, eventually, findings, openFixture, revert, ruleOf, untilFindings } from '../editor';

const RULE = 'disable-one-event';

function beside(document: vscode.TextDocument, name: string): vscode.Uri {
  return vscode.Uri.joinPath(document.uri, '..', name);
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

describe('the workspace', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await openFixture('control.c');
    await untilFindings(document, RULE, 2);
  });

  afterEach(() => revert(document));

  it('follows a header that changes outside the editor', async () => {
    const header = beside(document, 'control.h');
    const before = await vscode.workspace.fs.readFile(header);
    const text = new TextDecoder().decode(before);
    try {
      await write(header, text.replace(' | WSK_EVENT_SEND_BACKLOG', ''));
      await untilFindings(document, RULE, 1);
    } finally {
      await vscode.workspace.fs.writeFile(header, before);
    }
    await untilFindings(document, RULE, 2);
  });

  it('obeys the wsk-lint.json of the folder', async () => {
    const config = beside(document, 'wsk-lint.json');
    await write(config, JSON.stringify({ rules: { [RULE]: 'off' } }));
    try {
      await untilFindings(document, RULE, 0);
    } finally {
      await vscode.workspace.fs.delete(config);
    }
    await untilFindings(document, RULE, 2);
  });

  it('obeys the nearest wsk-lint.json of a file, below the folder too', async () => {
    const driver = beside(document, 'driver/control.c');
    const config = beside(document, 'driver/wsk-lint.json');
    await vscode.workspace.fs.copy(beside(document, 'control.h'), beside(document, 'driver/control.h'));
    await vscode.workspace.fs.copy(document.uri, driver);
    const found = (): number =>
      vscode.languages.getDiagnostics(driver).filter((diagnostic) => ruleOf(diagnostic) === RULE).length;
    try {
      await eventually('findings of the new file', found, (count) => count === 2);
      await write(config, JSON.stringify({ rules: { [RULE]: 'off' } }));
      await eventually('none there', found, (count) => count === 0);
      await untilFindings(document, RULE, 2);
      await vscode.workspace.fs.delete(config);
      await eventually('findings again', found, (count) => count === 2);
    } finally {
      await vscode.workspace.fs.delete(beside(document, 'driver'), { recursive: true });
    }
    await eventually('the file is gone', found, (count) => count === 0);
  });

  it('obeys the wsk-lint.json above the folder, also when it comes and goes', async function () {
    // In the browser nothing is above the folder.
    if (document.uri.scheme === 'vscode-test-web') this.skip();
    const config = beside(document, '../wsk-lint.json');
    await write(config, JSON.stringify({ rules: { [RULE]: 'off' } }));
    try {
      await untilFindings(document, RULE, 0);
      await write(config, JSON.stringify({ rules: { [RULE]: 'hint' } }));
      await untilFindings(document, RULE, 2);
    } finally {
      await vscode.workspace.fs.delete(config);
    }
    await eventually(
      'the level of its own',
      () => findings(document, RULE).map(({ severity }) => severity),
      (levels) => levels.length === 2 && levels.every((level) => level === vscode.DiagnosticSeverity.Error),
    );
  });

  it('silences a finding with a comment whose reason is ready to be typed', async () => {
    const [finding] = await untilFindings(document, RULE, 2);
    check(finding !== undefined, 'there is a finding');
    const title = `Suppress ${RULE} on this line`;
    const offered = await eventually(
      title,
      () =>
        vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          finding.range,
          vscode.CodeActionKind.QuickFix.value,
          10,
        ),
      (actions) => actions.some((action) => action.title === title && action.edit !== undefined),
    );
    const edit = offered.find((action) => action.title === title)?.edit;
    check(edit !== undefined && (await vscode.workspace.applyEdit(edit)), 'the edit applies');
    await untilFindings(document, RULE, 1);
    const comment = document.lineAt(finding.range.start.line).text;
    equal(comment, `    // wsk-ignore ${RULE}: reason`, 'the comment');
    equal(findings(document, 'unused-suppression').length, 0, 'unused suppressions');
    const editor = vscode.window.activeTextEditor;
    equal(editor && editor.document.getText(editor.selection), 'reason', 'what is selected');
  });
});
