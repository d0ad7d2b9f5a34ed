// The first minutes: the walkthrough opens, and nothing that it points to is missing.

import * as vscode from 'vscode';
import { check, equal, eventually } from '../editor';

const ID = 'wsk-language-tools.wsk-language-tools';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
}

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly title: string; readonly steps: readonly Step[] }[];
  };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension<unknown>(ID);
  check(found !== undefined, 'the extension is installed');
  return found;
}

describe('the walkthrough', () => {
  const { contributes } = extension().packageJSON as Manifest;
  const [walkthrough] = contributes.walkthroughs;

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens', async () => {
    check(walkthrough !== undefined, 'there is one');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${ID}#${walkthrough.id}`, false);
    // No editor was open: newer versions of VS Code name the page after the walkthrough, older ones `Welcome`.
    await eventually(
      'the page',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '',
      (label) => label === 'Welcome' || label.includes('Walkthrough'),
    );
  });

  it('has words and a picture for each step', async () => {
    for (const step of walkthrough?.steps ?? []) {
      for (const text of [step.title, step.description, step.media.altText])
        check(text !== '' && !text.startsWith('%'), `${step.id}: ${text}`);
      const picture = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, step.media.svg));
      check(new TextDecoder().decode(picture).includes('<svg'), `${step.id}: the picture`);
    }
  });

  it('has no button without a command', async () => {
    const known = new Set(await vscode.commands.getCommands());
    const written = (walkthrough?.steps ?? []).flatMap(({ description }) =>
      [...description.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    check(written.length > 0, 'there are buttons');
    equal(written.filter((command) => !known.has(command)).join(), '', 'unknown commands');
  });
});
