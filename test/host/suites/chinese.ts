// All that a person reads, in a VS Code whose display language is Simplified Chinese.

import * as vscode from 'vscode';
import { check, equal, eventually, hoverText, openFixture, positionOf, untilFindings } from '../editor';

const ID = 'wsk-language-tools.wsk-language-tools';

function isChinese(text: string | undefined): boolean {
  return /[\u4e00-\u9fff]/.test(text ?? '');
}

/** A translated text of the manifest comes with what it is a translation of. */
type Translated = string | { readonly value: string };

function spoken(text: Translated): string {
  return typeof text === 'string' ? text : text.value;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: Translated }[];
    readonly configuration: { readonly properties: Record<string, { readonly markdownDescription?: string }> };
    readonly walkthroughs: readonly { readonly title: string; readonly steps: readonly { readonly title: string }[] }[];
  };
}

function textOf(content: string | vscode.MarkdownString | undefined): string {
  return content instanceof vscode.MarkdownString ? content.value : (content ?? '');
}

describe('in Simplified Chinese', () => {
  let document: vscode.TextDocument;

  before(async () => {
    equal(vscode.env.language, 'zh-cn', 'the display language');
    document = await openFixture('control.c');
    await untilFindings(document, 'disable-one-event', 2);
  });

  it('are commands, settings and the walkthrough', () => {
    const { contributes } = vscode.extensions.getExtension(ID)?.packageJSON as Manifest;
    const titles = contributes.commands.map(({ title }) => spoken(title));
    check(titles.length > 3 && titles.every(isChinese), titles.join());
    const described = Object.entries(contributes.configuration.properties).filter(
      ([, { markdownDescription }]) => !isChinese(markdownDescription),
    );
    equal(described.map(([name]) => name).join(), '', 'settings without a Chinese description');
    const walked = contributes.walkthroughs.flatMap(({ title, steps }) => [title, ...steps.map((step) => step.title)]);
    check(walked.length > 4 && walked.every(isChinese), walked.join());
  });

  it('are findings, with what belongs to them', async () => {
    const [finding] = await untilFindings(document, 'disable-one-event', 2);
    check(isChinese(finding?.message), `the message: ${finding?.message}`);
    const related = finding?.relatedInformation ?? [];
    check(related.length > 0 && related.every(({ message }) => isChinese(message)), 'the related places');
  });

  it('are quick fixes and refactorings', async () => {
    const [finding] = await untilFindings(document, 'disable-one-event', 2);
    check(finding !== undefined, 'there is a finding');
    const titles = async (): Promise<string[]> => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
      );
      return actions.map(({ title }) => title).filter((title) => /WSK|wsk|disable-one-event/.test(title));
    };
    const offered = await eventually('the actions', titles, (all) => all.length > 1);
    check(offered.every(isChinese), offered.join());
  });

  it('are hovers, suggestions and signatures', async () => {
    const position = positionOf(document, 'SO_WSK_EVENT_CALLBACK').translate(0, 3);
    await eventually(
      'the hover',
      () => hoverText(document, position),
      (text) => text.includes('禁用'),
    );
    const list = await eventually(
      'the suggestions',
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position.translate(0, -3),
          undefined,
          50,
        ),
      ({ items }) => items.some(({ label }) => label === 'SO_RCVBUF'),
    );
    const option = list.items.find(({ label }) => label === 'SO_RCVBUF');
    check(isChinese(option?.detail), `what it is: ${option?.detail}`);
    check(isChinese(textOf(option?.documentation)), `its documentation: ${textOf(option?.documentation)}`);
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      position,
    );
    const [signature] = help.signatures;
    check(isChinese(textOf(signature?.documentation)), 'the signature');
    check(isChinese(textOf(signature?.parameters[9]?.documentation)), 'its parameters');
  });

  it('are the descriptions of snippets', async () => {
    const end = document.lineAt(document.lineCount - 1).range.end;
    const list = await eventually(
      'the snippets',
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          end,
        ),
      ({ items }) => items.some(({ kind }) => kind === vscode.CompletionItemKind.Snippet),
    );
    const descriptions = list.items
      .filter(({ label }) => typeof label !== 'string' && label.label.startsWith('wsk'))
      .map(({ label }) => (typeof label === 'string' ? '' : (label.description ?? '')));
    check(descriptions.length > 10 && descriptions.every(isChinese), descriptions.join());
  });

  it('are lenses', async () => {
    const other = await openFixture('assistance.c');
    const lenses = await eventually(
      'the lenses',
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', other.uri, 50),
      (all) => all.some(({ command }) => command?.title.includes('IRQL') === true),
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    check(titles.every(isChinese), titles.join());
  });

  it('are the words of the map', async () => {
    const { states } = await vscode.commands.executeCommand<{ states: { word: string; explanation: string }[] }>(
      'wsk.getCallbackMap',
    );
    check(states.length > 3 && states.every(({ word, explanation }) => isChinese(word) && isChinese(explanation)), '');
  });
});
