// A window with several folders: each has its own settings, its own names and its own part of the map.

import * as vscode from 'vscode';
import { check, equal, eventually, ruleOf } from '../editor';

const RULE = 'disable-one-event';

/** Read by scripts/host/vscode-shim.mjs. */
const OPEN_AGAIN = '[window] open again';

function rootUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  check(folder !== undefined, `the folder ${name} is open`);
  return folder.uri;
}

function found(folder: string, rule = RULE): vscode.Diagnostic[] {
  const file = vscode.Uri.joinPath(rootUri(folder), 'control.c');
  return vscode.languages.getDiagnostics(file).filter((diagnostic) => ruleOf(diagnostic) === rule);
}

/**
 * In the browser the workspace file is read when the provider of its files has come. A loaded code-server now and then fails to
 * read it and does not try again; what has opened the window opens it again then.
 */
async function folders(): Promise<void> {
  const again = setInterval(() => {
    console.log(OPEN_AGAIN);
  }, 20_000);
  try {
    await eventually(
      'the folders',
      () => vscode.workspace.workspaceFolders?.length,
      (count) => count === 2,
    );
  } finally {
    clearInterval(again);
  }
}

interface Maps {
  readonly folders: readonly { readonly uri: string; readonly tables: readonly { readonly name: string }[] }[];
}

describe('a window with several folders', () => {
  before(async () => {
    await folders();
    const file = vscode.Uri.joinPath(rootUri('client'), 'control.c');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  });

  it('checks every folder, by its own names', async () => {
    // The other folder has no editor open, and its macro is another.
    const messages = (folder: string) => (): string =>
      found(folder)
        .map(({ message }) => message)
        .join('\n');
    await eventually('findings of client', messages('client'), (text) => text.includes('WSK_EVENT_SEND_BACKLOG'));
    await eventually(
      'findings of server',
      messages('server'),
      (text) => text !== '' && !text.includes('WSK_EVENT_SEND_BACKLOG'),
    );
  });

  it('obeys the settings of each folder', async () => {
    const settings = vscode.workspace.getConfiguration('wsk', rootUri('server'));
    const target = vscode.ConfigurationTarget.WorkspaceFolder;
    await settings.update('rules', { [RULE]: 'off' }, target);
    try {
      await eventually(
        'none in server',
        () => found('server').length,
        (count) => count === 0,
      );
      equal(found('client').length, 2, 'findings of client');
    } finally {
      await settings.update('rules', undefined, target);
    }
    await eventually(
      'findings of server',
      () => found('server').length,
      (count) => count > 0,
    );
  });

  it('obeys the wsk-lint.json of each folder, and of folders in it', async () => {
    const count = (file: vscode.Uri) => (): number =>
      vscode.languages.getDiagnostics(file).filter((diagnostic) => ruleOf(diagnostic) === RULE).length;
    const server = rootUri('server');
    const top = vscode.Uri.joinPath(server, 'control.c');
    const nested = vscode.Uri.joinPath(server, 'driver', 'control.c');
    const write = (folder: string, level: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(server, folder, 'wsk-lint.json'),
        new TextEncoder().encode(JSON.stringify({ rules: { [RULE]: level } })),
      );
    await vscode.workspace.fs.copy(
      vscode.Uri.joinPath(server, 'control.h'),
      vscode.Uri.joinPath(nested, '../control.h'),
    );
    await vscode.workspace.fs.copy(top, nested);
    try {
      await eventually('findings of the new file', count(nested), (findings) => findings > 0);
      await write('.', 'off');
      await eventually('none in server', count(top), (findings) => findings === 0);
      await eventually('none below it', count(nested), (findings) => findings === 0);
      equal(found('client').length, 2, 'findings of client');
      await write('driver', 'warning');
      await eventually('findings below it', count(nested), (findings) => findings > 0);
      equal(count(top)(), 0, 'findings of server');
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(nested, '..'), { recursive: true });
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(server, 'wsk-lint.json'));
    }
    await eventually('findings of server', count(top), (findings) => findings > 0);
  });

  it('has a map with a part for each folder', async () => {
    const { folders } = await eventually(
      'the map',
      () => vscode.commands.executeCommand<Maps>('wsk.getCallbackMap'),
      (maps) => maps.folders.length === 2,
    );
    const names = folders.map(({ uri }) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri))?.name);
    equal(names.sort().join(), 'client,server', 'the folders');
    check(
      folders.every(({ tables }) => tables.some(({ name }) => name === 'QuietEvents')),
      'each has its table',
    );
  });

  it('follows folders that come and go', async () => {
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    const added = vscode.Uri.joinPath(rootUri('client'), '..', 'added');
    check(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: added, name: 'added' }), 'it is added');
    const file = vscode.Uri.joinPath(added, 'control.c');
    const findings = (): number =>
      vscode.languages.getDiagnostics(file).filter((diagnostic) => ruleOf(diagnostic) === RULE).length;
    await eventually('findings of added', findings, (number) => number === 2);
    check(vscode.workspace.updateWorkspaceFolders(count, 1), 'it is removed');
    await eventually('no findings of added', findings, (number) => number === 0);
    equal(found('client').length, 2, 'findings of client');
  });
});
