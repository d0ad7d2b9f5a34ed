// What helps while writing: completion, signatures, inlay hints, lenses, refactorings, navigation. Asked through VS Code's API.

import * as vscode from 'vscode';
import { check, equal, eventually, openFixture, positionOf, revert, untilFindings } from '../editor';

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('wsk').update(name, value, vscode.ConfigurationTarget.Global);
}

function labelOf({ label }: vscode.CompletionItem | { label: string | vscode.InlayHintLabelPart[] }): string {
  if (typeof label === 'string') return label;
  return Array.isArray(label) ? label.map(({ value }) => value).join('') : label.label;
}

describe('assistance in the editor', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await openFixture('assistance.c');
    // Everything below needs the analysis: its answer is there when the number in the mask has been judged.
    await untilFindings(document, 'event-mask-constant', 1);
  });

  afterEach(() => revert(document));

  const at = (text: string, behind = 0): vscode.Position => positionOf(document, text).translate(0, behind);

  async function replace(text: string, by: string): Promise<vscode.Position> {
    const start = at(text);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, text.length)), by);
    check(await vscode.workspace.applyEdit(edit), 'the edit applies');
    return start.translate(0, by.length);
  }

  function suggestions(position: vscode.Position, wanted: string): Promise<vscode.CompletionList> {
    return eventually(
      `the suggestion ${wanted}`,
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position,
          undefined,
          50,
        ),
      ({ items }) => items.some((item) => labelOf(item) === wanted),
    );
  }

  it('completes a call with the options of its socket, whole and documented', async () => {
    const position = await replace('SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),', '');
    const { items } = await suggestions(position, 'SO_BROADCAST');
    const labels = items.map(labelOf);
    check(!labels.includes('SO_CONDITIONAL_ACCEPT'), 'an option of listening sockets is not offered');
    const event = items.find((item) => labelOf(item) === 'SO_WSK_EVENT_CALLBACK');
    const documentation = event?.documentation;
    const words = documentation instanceof vscode.MarkdownString ? documentation.value : String(documentation);
    check(words.includes('WSK_EVENT_CALLBACK_CONTROL'), `it is documented: ${words}`);
  });

  it('completes a mask with the flags of the category', async () => {
    const position = await replace('0x80000100', '');
    const { items } = await suggestions(position, 'WSK_EVENT_RECEIVE_FROM');
    check(!items.some((item) => labelOf(item) === 'WSK_EVENT_ACCEPT'), 'no flag of another category');
  });

  it('completes the statuses of a callback in unfinished code', async () => {
    const position = await replace('return STATUS_SUCCESS;', 'if (Flags == 0) {\n        return ');
    await suggestions(document.positionAt(document.getText().indexOf('return ') + 'return '.length), 'STATUS_PENDING');
    check(position.line > 0, 'it stands in the function');
  });

  it('helps with the arguments of a call through a dispatch table', async () => {
    const help = await eventually(
      'the signature',
      () =>
        vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(
          'vscode.executeSignatureHelpProvider',
          document.uri,
          at('SOL_SOCKET, sizeof'),
        ),
      (answer) => answer !== undefined && answer.signatures.length > 0,
    );
    check(help?.signatures[0]?.label.startsWith('NTSTATUS WskControlSocket(') === true, 'it is the function');
    equal(help.activeParameter, 3, 'the argument');
  });

  it('shows what a number in a mask stands for', async () => {
    const hints = (): Thenable<vscode.InlayHint[]> =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
    const decoded = (all: vscode.InlayHint[]): boolean =>
      all.some((hint) => labelOf(hint).includes('WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE'));
    await eventually('the decoded mask', hints, decoded);
    try {
      await setting('inlayHints.masks', false);
      await eventually('no decoded mask', hints, (all) => !decoded(all));
    } finally {
      await setting('inlayHints.masks', undefined);
    }
  });

  it('tells above tables, callbacks and completion routines what they are', async () => {
    const lenses = await eventually(
      'the lenses',
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
      (all) => all.some(({ command }) => command?.title.includes('IRQL ≤ DISPATCH_LEVEL') === true),
    );
    const lens = lenses.find(({ command }) => command?.title.startsWith('completes WskSocket') === true);
    check(lens?.command?.command === 'wsk.showReferences', 'the completion routine has a lens that leads somewhere');
    equal(document.getText(lens.range), 'DatagramDone', 'the place');
    const given: readonly unknown[] = lens.command.arguments ?? [];
    await vscode.commands.executeCommand(lens.command.command, ...given);
    await vscode.commands.executeCommand('closeReferenceSearch');
    try {
      await setting('codeLens.completionRoutines', false);
      await eventually(
        'no lens of a completion routine',
        () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
        (all) => all.length > 0 && !all.some(({ command }) => command?.title.startsWith('completes') === true),
      );
    } finally {
      await setting('codeLens.completionRoutines', undefined);
    }
  });

  it('refactors a call that goes on by itself into one that is waited for', async () => {
    const position = at('WskSocket(Npi');
    const actions = await eventually(
      'the refactoring',
      () =>
        vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(position, position),
          vscode.CodeActionKind.Refactor.value,
          50,
        ),
      (all) => all.some(({ title }) => title.includes('wait for WskSocket')),
    );
    const action = actions.find(({ title }) => title.includes('wait for WskSocket'));
    check(action?.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)), 'the edit applies');
    check(document.getText().includes('KeWaitForSingleObject(&Completed'), document.getText());
  });

  it('leads from a table entry and a flag to the callback, and back', async () => {
    const definitions = await eventually(
      'the definition',
      () =>
        vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          at('SO_WSK_EVENT_CALLBACK', 2),
        ),
      (all) => all.length > 0,
    );
    const target = definitions[0];
    const range = target && ('range' in target ? target.range : target.targetRange);
    equal(document.getText(range), 'OnDatagram', 'the callback');
    await eventually(
      'the references',
      () =>
        vscode.commands.executeCommand<vscode.Location[]>(
          'vscode.executeReferenceProvider',
          document.uri,
          at('OnDatagram', 2),
        ),
      (all) => all.some((one) => document.getText(one.range) === '0x80000100'),
    );
  });

  it('says nothing of what is switched off, feature by feature', async () => {
    const position = at('SO_WSK_EVENT_CALLBACK', 2);
    const run = <T>(command: string, ...rest: unknown[]): Thenable<T> =>
      vscode.commands.executeCommand<T>(command, document.uri, ...rest);
    const everywhere = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = (isMeant: (label: string) => boolean) => async (): Promise<unknown[]> =>
      (await run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', everywhere)).filter((hint) =>
        isMeant(labelOf(hint)),
      );
    const lenses = (title: RegExp) => async (): Promise<unknown[]> =>
      (await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', 50)).filter(
        ({ command }) => command !== undefined && title.test(command.title),
      );
    const features: readonly {
      readonly setting: string;
      readonly on?: unknown;
      readonly off: unknown;
      readonly answers: () => Thenable<readonly unknown[]>;
    }[] = [
      { setting: 'hover.enable', off: false, answers: () => run('vscode.executeHoverProvider', position) },
      { setting: 'definition.enable', off: false, answers: () => run('vscode.executeDefinitionProvider', position) },
      { setting: 'references.enable', off: false, answers: () => run('vscode.executeReferenceProvider', position) },
      {
        setting: 'completion.enable',
        off: false,
        answers: async () => {
          const list = await run<vscode.CompletionList>('vscode.executeCompletionItemProvider', at('SOL_SOCKET'));
          return list.items.filter((item) => labelOf(item) === 'SOL_SOCKET');
        },
      },
      {
        setting: 'signatureHelp.enable',
        off: false,
        answers: async () => {
          const help = await run<vscode.SignatureHelp | undefined>(
            'vscode.executeSignatureHelpProvider',
            at('SOL_SOCKET, sizeof'),
          );
          return help?.signatures ?? [];
        },
      },
      {
        setting: 'refactorings.enable',
        off: false,
        answers: () =>
          run(
            'vscode.executeCodeActionProvider',
            new vscode.Range(position, position),
            vscode.CodeActionKind.Refactor.value,
          ),
      },
      {
        setting: 'documentLinks.places',
        off: 'off',
        answers: async () =>
          (await run<vscode.DocumentLink[]>('vscode.executeLinkProvider', 50)).filter(
            ({ range }) => document.getText(range) === 'WskReceiveFromEvent',
          ),
      },
      { setting: 'inlayHints.parameterNames', off: 'off', answers: hints((label) => label === 'OutputSize:') },
      { setting: 'inlayHints.masks', off: false, answers: hints((label) => label.includes('WSK_EVENT_DISABLE')) },
      { setting: 'inlayHints.results', on: true, off: false, answers: hints((label) => label.includes('STATUS_')) },
      { setting: 'inlayHints.irpOwner', on: true, off: false, answers: hints((label) => label.includes('→ WSK')) },
      { setting: 'codeLens.tables', off: false, answers: lenses(/^WskReceiveFromEvent: (?!IRQL)/) },
      { setting: 'codeLens.callbacks', off: false, answers: lenses(/IRQL/) },
      { setting: 'codeLens.completionRoutines', off: false, answers: lenses(/^completes WskSocket/) },
    ];
    for (const { setting: name, on, off, answers } of features) {
      try {
        if (on !== undefined) await setting(name, on);
        await eventually(`${name}: an answer`, answers, (all) => all.length > 0);
        await setting(name, off);
        await eventually(`${name}: none`, answers, (all) => all.length === 0);
      } finally {
        await setting(name, undefined);
      }
    }
  });

  it('has no call hierarchy where it is switched off', async () => {
    const prepared = (): Thenable<readonly unknown[] | undefined> =>
      vscode.commands.executeCommand('vscode.prepareCallHierarchy', document.uri, at('WskSocket(Npi', 2));
    await eventually('the call', prepared, (all) => (all?.length ?? 0) > 0);
    try {
      await setting('callHierarchy.enable', 'off');
      await eventually('no call', prepared, (all) => (all?.length ?? 0) === 0);
    } finally {
      await setting('callHierarchy.enable', undefined);
    }
    await eventually('the call again', prepared, (all) => (all?.length ?? 0) > 0);
  });

  it('links names in comments to the documentation', async () => {
    await eventually(
      'the link',
      () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 50),
      (all) => all.some(({ range }) => document.getText(range) === 'WskReceiveFromEvent'),
    );
  });

  it('shows the completion routine of a call in the call hierarchy', async () => {
    const items = await eventually(
      'the call',
      () =>
        vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
          'vscode.prepareCallHierarchy',
          document.uri,
          at('WskSocket(Npi', 2),
        ),
      (all) => all.length > 0,
    );
    const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      items[0],
    );
    equal(outgoing.map(({ to }) => to.name).join(), 'DatagramDone', 'the routine');
  });
});
