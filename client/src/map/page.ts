// The event callback map as an editor page: a drawn matrix of tables and callbacks, in a web view without any remote
// content. The page draws what it is sent and sends back where to go.

import * as vscode from 'vscode';
import type { CallbackMaps, CodePlace, MapSource } from './maps';
import type { PageTexts, ToPage } from './pageMessages';
import { openPlace } from './places';
import { folderName } from './tree';

export const PAGE = 'wsk.callbackMapPage';

export class MapPages implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly source: MapSource,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** There is one page; asking for it again shows it. */
  open(): void {
    if (this.panel) {
      this.panel.reveal();
      return;
    }
    const title = vscode.l10n.t('Event Callback Map');
    this.fill(vscode.window.createWebviewPanel(PAGE, title, vscode.ViewColumn.Active, { enableFindWidget: true }));
  }

  /** The page was open when the window was closed. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) panel.dispose();
    else this.fill(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private fill(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const show = (maps: CallbackMaps): void => void webview.postMessage(message(maps));
    const watch = vscode.Disposable.from(
      this.source.watch(),
      this.source.onDidChange(show),
      webview.onDidReceiveMessage((received: unknown) => {
        if (isReady(received)) void this.source.current().then(show);
        else if (isOpen(received)) void openPlace(received.place, { viewColumn: codeColumn(panel) });
      }),
    );
    panel.onDidDispose(() => {
      watch.dispose();
      this.panel = undefined;
    });
    webview.html = html(webview, dist);
  }
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

function isOpen(message: unknown): message is { readonly place: CodePlace } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'open' &&
    'place' in message &&
    typeof message.place === 'object'
  );
}

/** Beside the map where there is an editor beside it, else over it. */
function codeColumn(panel: vscode.WebviewPanel): vscode.ViewColumn {
  const columns = vscode.window.tabGroups.all.map(({ viewColumn }) => viewColumn);
  return columns.find((column) => column !== panel.viewColumn) ?? vscode.ViewColumn.Active;
}

function message(maps: CallbackMaps): ToPage {
  return { type: 'maps', maps: { ...maps, folderNames: maps.folders.map(folderName) }, texts: texts() };
}

function texts(): PageTexts {
  return {
    title: vscode.l10n.t('Event Callback Map'),
    empty: vscode.l10n.t('No client dispatch table in this workspace.'),
    table: vscode.l10n.t('Table'),
    noFunction: vscode.l10n.t('no function'),
    unknownFunction: vscode.l10n.t('function not known'),
    on: vscode.l10n.t('on'),
    perhapsOn: vscode.l10n.t('perhaps on'),
    off: vscode.l10n.t('off'),
    staticEvents: vscode.l10n.t('Static events:'),
    notInTable: vscode.l10n.t('not in this table'),
    legend: vscode.l10n.t('Legend'),
  };
}

function html(webview: vscode.Webview, dist: vscode.Uri): string {
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const nonce = randomNonce();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('map.css')}">
<title>${vscode.l10n.t('Event Callback Map')}</title>
</head>
<body>
<main id="map"></main>
<div id="news" role="status" class="unseen"></div>
<script nonce="${nonce}" src="${uri('map.js')}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
