// The event callback map in VS Code: what the views show, alive while typing, and the way from it to the code.

import * as vscode from 'vscode';
import { check, equal, eventually, positionOf } from '../editor';
import { openExample } from './example';

interface Place {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number } };
}

interface Row {
  readonly callback: string;
  readonly state: string;
  readonly handler: { readonly name: string; readonly location: Place | null } | null;
  readonly enabledAt: readonly Place[];
  readonly disabledAt: readonly Place[];
}

interface Maps {
  readonly folders: readonly {
    readonly uri: string;
    readonly tables: readonly { readonly name: string; readonly callbacks: readonly Row[] }[];
    readonly staticMask: readonly string[];
  }[];
}

function maps(): Thenable<Maps> {
  return vscode.commands.executeCommand<Maps>('wsk.getCallbackMap');
}

function rowOf({ folders }: Maps, table: string, callback: string): Row | undefined {
  const tables = folders.flatMap((folder) => folder.tables);
  return tables.find(({ name }) => name === table)?.callbacks.find((row) => row.callback === callback);
}

async function untilRow(table: string, callback: string, holds: (row: Row) => boolean): Promise<Row> {
  const all = await eventually(`${table}.${callback}`, maps, (answer) => {
    const row = rowOf(answer, table, callback);
    return row !== undefined && holds(row);
  });
  const row = rowOf(all, table, callback);
  check(row !== undefined, 'the row is there');
  return row;
}

const isOn = ({ state }: Row): boolean => state === 'enabled';

describe('the event callback map', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await openExample('listener.c');
    await vscode.commands.executeCommand('wsk.callbackMap.focus');
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('knows every table of the driver, and how its callbacks come to be called', async () => {
    await untilRow('ListenerEvents', 'WskAcceptEvent', isOn);
    await untilRow('ListenerEvents', 'WskInspectEvent', ({ state }) => state === 'conditional');
    await untilRow('ConnectionEvents', 'WskDisconnectEvent', ({ state }) => state === 'inherited');
    await untilRow('DatagramEvents', 'WskReceiveFromEvent', ({ state }) => state === 'static');
    await untilRow('EchoClientDispatch', 'WskClientEvent', ({ state }) => state === 'never');
  });

  it('leads to the function and to the line that switches it on', async () => {
    const row = await untilRow('ListenerEvents', 'WskAcceptEvent', isOn);
    const place = row.handler?.location;
    check(place !== undefined && place !== null, 'the function has a place');
    await vscode.commands.executeCommand('wsk.openPlace', place);
    const selected = (): string => {
      const editor = vscode.window.activeTextEditor;
      return editor ? editor.document.getText(editor.selection) : '';
    };
    equal(selected(), 'ListenerAccept', 'what is selected');
    const [on] = row.enabledAt;
    check(on !== undefined, 'it is switched on somewhere');
    await vscode.commands.executeCommand('wsk.openPlace', on);
    check(/WSK_EVENT_ACCEPT|EventMask|Enable|Control/.test(selected()), `the switch is selected: ${selected()}`);
  });

  it('follows typing', async () => {
    await untilRow('ListenerEvents', 'WskAcceptEvent', isOn);
    const listened = 'WSK_EVENT_ACCEPT | ';
    const start = positionOf(document, listened);
    const remove = new vscode.WorkspaceEdit();
    remove.delete(document.uri, new vscode.Range(start, start.translate(0, listened.length)));
    check(await vscode.workspace.applyEdit(remove), 'the edit applies');
    try {
      await untilRow('ListenerEvents', 'WskAcceptEvent', (row) => !isOn(row));
    } finally {
      // Not by reverting: in the browser the editor may have saved meanwhile.
      const restore = new vscode.WorkspaceEdit();
      restore.insert(document.uri, start, listened);
      await vscode.workspace.applyEdit(restore);
    }
    await untilRow('ListenerEvents', 'WskAcceptEvent', isOn);
  });

  it('opens as an editor page, once', async () => {
    const pages = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('wsk.callbackMapPage'),
        );
    await vscode.commands.executeCommand('wsk.openCallbackMap');
    await eventually('the page', pages, (open) => open.length === 1);
    await vscode.commands.executeCommand('wsk.openCallbackMap');
    await eventually('still one page', pages, (open) => open.length === 1);
  });
});
