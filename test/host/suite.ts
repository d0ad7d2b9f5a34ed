// What a driver developer sees, asked through VS Code's own API. The same suite runs in the Node extension host
// (desktop, remote) and in the web worker host (vscode.dev).

import * as vscode from 'vscode';
import {
  check,
  equal,
  eventually,
  findings,
  hoverText,
  openFixture,
  positionOf,
  revert,
  ruleOf,
  untilFindings,
} from './editor';

const RULE = 'disable-one-event';
const OPERATOR_RULE = 'event-mask-operator';
const MASK = 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE';

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('wsk').update(name, value, vscode.ConfigurationTarget.Global);
}

describe('in the editor', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await openFixture('control.c');
  });

  afterEach(() => revert(document));

  it('reports a mistake at the mask, with the rule and its page', async () => {
    const found = await untilFindings(document, RULE, 2);
    const finding = found[0];
    check(finding !== undefined, 'there is a finding');
    equal(document.getText(finding.range), MASK, 'the place');
    equal(finding.severity, vscode.DiagnosticSeverity.Error, 'the severity');
    check(/WSK_EVENT_RECEIVE.*WSK_EVENT_DISCONNECT/.test(finding.message), `names the events: ${finding.message}`);
    check(typeof finding.code === 'object' && finding.code.target.scheme === 'https', 'links the page of the rule');
  });

  it('reads a header of the workspace that no editor has open', async () => {
    const [, finding] = await untilFindings(document, RULE, 2);
    check(finding !== undefined, 'there is a second finding');
    equal(document.getText(finding.range), 'STOP_EVERYTHING', 'the place');
    check(finding.message.includes('WSK_EVENT_SEND_BACKLOG'), `knows what the macro holds: ${finding.message}`);
  });

  it('explains a use of a WSK name in a hover', async () => {
    const position = positionOf(document, 'SO_WSK_EVENT_CALLBACK').translate(0, 3);
    await eventually(
      'the hover',
      () => hoverText(document, position),
      // What the name is, and what this use of it does.
      (text) => text.includes('SO_WSK_EVENT_CALLBACK') && text.includes('WskDisconnectEvent'),
    );
  });

  it('applies the quick fix, after which the mistake is gone', async () => {
    const [finding] = await untilFindings(document, OPERATOR_RULE, 1);
    check(finding !== undefined, 'there is a finding');
    const action = await quickFix(document, finding);
    check(action.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)), 'the edit applies');
    await untilFindings(document, OPERATOR_RULE, 0);
    check(document.getText().includes('WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;'), document.getText());
  });

  it('follows typing', async () => {
    await untilFindings(document, RULE, 2);
    const edit = new vscode.WorkspaceEdit();
    const start = positionOf(document, ' | WSK_EVENT_DISCONNECT');
    edit.delete(document.uri, new vscode.Range(start, start.translate(0, ' | WSK_EVENT_DISCONNECT'.length)));
    await vscode.workspace.applyEdit(edit);
    await untilFindings(document, RULE, 1);
  });

  it('expands a snippet to code that has no finding', async () => {
    const untitled = await vscode.workspace.openTextDocument({
      language: 'c',
      content: `wsk-\n${document.getText()}`,
    });
    const editor = await vscode.window.showTextDocument(untitled);
    const prefix = untitled.lineAt(0).range;
    const snippet = await snippetAt(untitled, prefix.end);
    check(await editor.insertSnippet(snippet, prefix), 'the snippet is inserted');
    check(untitled.lineAt(0).text !== 'wsk-', `it stands there: ${untitled.getText()}`);
    // That the mistake below is found where it is now shows that the snippet has been read as well.
    const found = await eventually(
      'the findings after the insertion',
      () => vscode.languages.getDiagnostics(untitled.uri).filter(({ source }) => source === 'wsk'),
      (each) => each.some(({ range }) => untitled.getText(range) === MASK),
    );
    const snippetEnd = positionOf(untitled, '#include "control.h"');
    const inSnippet = found.filter(({ range }) => range.start.isBefore(snippetEnd));
    equal(inSnippet.map(ruleOf).join(), '', 'findings in the snippet');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('obeys a change of the settings', async () => {
    await untilFindings(document, RULE, 2);
    try {
      await setting('rules', { [RULE]: 'off' });
      await untilFindings(document, RULE, 0);
      await setting('rules', { [RULE]: 'hint' });
      const found = await untilFindings(document, RULE, 2);
      equal(found[0]?.severity, vscode.DiagnosticSeverity.Hint, 'the severity');
    } finally {
      await setting('rules', undefined);
    }
    await eventually(
      'the level of its own',
      () => findings(document, RULE).map(({ severity }) => severity),
      (levels) => levels.length === 2 && levels.every((level) => level === vscode.DiagnosticSeverity.Error),
    );
  });

  it('can be switched off and on', async () => {
    await untilFindings(document, RULE, 2);
    try {
      await setting('enable', false);
      await untilFindings(document, RULE, 0);
    } finally {
      await setting('enable', undefined);
    }
    await untilFindings(document, RULE, 2);
  });

  it('restarts on command', async () => {
    await untilFindings(document, RULE, 2);
    await vscode.commands.executeCommand('wsk.restart');
    await untilFindings(document, RULE, 2);
  });
});

async function quickFix(document: vscode.TextDocument, finding: vscode.Diagnostic): Promise<vscode.CodeAction> {
  const actions = await eventually(
    'the quick fix',
    () =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
        10,
      ),
    (offered) => offered.some(mends),
  );
  const action = actions.find(mends);
  check(action !== undefined, 'a quick fix is offered');
  return action;
}

/** Silencing a finding is offered as well. */
function mends({ title, edit }: vscode.CodeAction): boolean {
  return edit !== undefined && !title.startsWith('Suppress');
}

async function snippetAt(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.SnippetString> {
  const isWanted = ({ label }: vscode.CompletionItem): boolean =>
    (typeof label === 'string' ? label : label.label).startsWith('wsk-disable');
  const list = await eventually(
    'the snippets',
    () =>
      vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      ),
    ({ items }) => items.some(isWanted),
  );
  const snippet = list.items.find(isWanted)?.insertText;
  check(snippet instanceof vscode.SnippetString, 'the suggestion is a snippet');
  return snippet;
}
