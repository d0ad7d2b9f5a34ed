// The event callback map in the side bar: folders, where there are several, tables, callbacks, places.

import * as vscode from 'vscode';
import type {
  CallbackMaps,
  CallbackState,
  CodePlace,
  MapSource,
  MappedCallback,
  MappedFolder,
  MappedTable,
} from './maps';
import { mainPlace, placeLabel } from './places';

export const VIEW = 'wsk.callbackMap';
export const OPEN_PLACE = 'wsk.openPlace';

/** Shapes that can be told apart without colour, as in the drawn map. */
const ICONS: Readonly<Record<CallbackState, vscode.ThemeIcon>> = {
  static: new vscode.ThemeIcon('primitive-square', new vscode.ThemeColor('charts.blue')),
  enabled: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('charts.green')),
  inherited: new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('charts.green')),
  conditional: new vscode.ThemeIcon('debug-breakpoint-log', new vscode.ThemeColor('charts.purple')),
  never: new vscode.ThemeIcon('circle-outline'),
  unknown: new vscode.ThemeIcon('question', new vscode.ThemeColor('charts.yellow')),
};

export interface MapNode {
  readonly item: vscode.TreeItem;
  readonly children: readonly MapNode[];
}

function node(item: vscode.TreeItem, id: string, children: readonly MapNode[] = []): MapNode {
  item.id = id;
  return { item, children };
}

function goTo(item: vscode.TreeItem, place: CodePlace): vscode.TreeItem {
  item.command = { command: OPEN_PLACE, title: vscode.l10n.t('Go to Code'), arguments: [place] };
  return item;
}

function siteNode(label: string, icon: string, place: CodePlace, id: string): MapNode {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  return node(goTo(item, place), id);
}

class TreeBuilder {
  constructor(private readonly maps: CallbackMaps) {}

  roots(): MapNode[] {
    const { folders } = this.maps;
    const [only] = folders;
    if (only && folders.length === 1) return this.contents(only, '');
    return folders.map((folder) => {
      const name = folderName(folder);
      const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
      item.iconPath = vscode.ThemeIcon.Folder;
      const id = folder.uri ?? '';
      return node(item, id, this.contents(folder, id));
    });
  }

  private contents(folder: MappedFolder, id: string): MapNode[] {
    const seen = new Map<string, number>();
    const tables = folder.tables.map((table) => {
      // A line would change while typing, and the row with it; two tables of one name are told apart by their order.
      const count = seen.get(table.name) ?? 0;
      seen.set(table.name, count + 1);
      return this.table(table, `${id}/${table.name}/${count}`);
    });
    if (folder.staticMask.length === 0) return tables;
    const item = new vscode.TreeItem(vscode.l10n.t('Static events'), vscode.TreeItemCollapsibleState.None);
    item.description = folder.staticMask.join(' | ');
    item.iconPath = new vscode.ThemeIcon('pinned');
    return [...tables, node(item, `${id}/static`)];
  }

  private table(table: MappedTable, id: string): MapNode {
    const item = new vscode.TreeItem(table.name, vscode.TreeItemCollapsibleState.Expanded);
    item.description = table.category;
    item.iconPath = new vscode.ThemeIcon('symbol-structure');
    item.tooltip = `${table.type} ${table.name}\n${placeLabel(table.location)}`;
    item.accessibilityInformation = { label: `${table.name}, ${table.category}` };
    const callbacks = table.callbacks.map((row) => this.callback(row, table, `${id}/${row.callback}`));
    return node(goTo(item, table.location), id, callbacks);
  }

  private callback(row: MappedCallback, table: MappedTable, id: string): MapNode {
    const words = this.maps.states.find(({ state }) => state === row.state);
    const none = row.handlerUnknown ? vscode.l10n.t('function not known') : vscode.l10n.t('no function');
    const handler = row.handler?.name ?? none;
    const children = sites(row, id);
    const item = new vscode.TreeItem(
      row.callback,
      children.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.iconPath = ICONS[row.state];
    item.description = `${words?.word ?? row.state} · ${handler}`;
    item.tooltip = [row.flag ?? row.callback, words?.explanation, row.doubt, handler].filter(Boolean).join('\n');
    item.accessibilityInformation = {
      label: [row.callback, words?.word ?? row.state, row.doubt, handler].filter(Boolean).join(', '),
    };
    return node(goTo(item, mainPlace(row, table)), id, children);
  }
}

function sites({ state, enabledAt, disabledAt }: MappedCallback, id: string): MapNode[] {
  const on = (label: string): string =>
    state === 'unknown' ? vscode.l10n.t('perhaps on at {0}', label) : vscode.l10n.t('on at {0}', label);
  return [
    ...enabledAt.map((place, index) =>
      siteNode(on(placeLabel(place)), 'arrow-small-right', place, `${id}/on/${index}`),
    ),
    ...disabledAt.map((place, index) =>
      siteNode(vscode.l10n.t('off at {0}', placeLabel(place)), 'circle-slash', place, `${id}/off/${index}`),
    ),
  ];
}

export function folderName({ uri }: MappedFolder): string {
  if (uri === null) return vscode.l10n.t('No folder');
  const parsed = vscode.Uri.parse(uri, true);
  return vscode.workspace.getWorkspaceFolder(parsed)?.name ?? parsed.path.slice(parsed.path.lastIndexOf('/') + 1);
}

export class MapTree implements vscode.TreeDataProvider<MapNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: vscode.TreeView<MapNode>;
  private watch: vscode.Disposable | undefined;
  private readonly listener: vscode.Disposable;

  constructor(private readonly source: MapSource) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.listener = vscode.Disposable.from(
      source.onDidChange(() => this.changes.fire(undefined)),
      this.view.onDidChangeVisibility(({ visible }) => this.follow(visible)),
    );
    this.follow(this.view.visible);
  }

  getTreeItem({ item }: MapNode): vscode.TreeItem {
    return item;
  }

  async getChildren(parent?: MapNode): Promise<MapNode[]> {
    return parent ? [...parent.children] : new TreeBuilder(await this.source.current()).roots();
  }

  dispose(): void {
    this.watch?.dispose();
    this.listener.dispose();
    this.view.dispose();
    this.changes.dispose();
  }

  private follow(visible: boolean): void {
    this.watch?.dispose();
    this.watch = visible ? this.source.watch() : undefined;
  }
}
