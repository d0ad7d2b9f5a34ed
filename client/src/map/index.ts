// The event callback map in VS Code: a view in the side bar and a page among the editors, both alive while one types.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientFeature } from '../client';
import { type CodePlace, MapSource } from './maps';
import { MapPages, PAGE } from './page';
import { openPlace } from './places';
import { MapTree, OPEN_PLACE } from './tree';

export class CallbackMapFeature implements ClientFeature {
  private readonly source = new MapSource();

  constructor({ subscriptions, extensionUri }: vscode.ExtensionContext) {
    const pages = new MapPages(this.source, extensionUri);
    subscriptions.push(
      this.source,
      pages,
      new MapTree(this.source),
      vscode.window.registerWebviewPanelSerializer(PAGE, pages),
      vscode.commands.registerCommand('wsk.openCallbackMap', () => pages.open()),
      vscode.commands.registerCommand(OPEN_PLACE, (place: CodePlace) => openPlace(place)),
      // For whoever asks by code: what the views show.
      vscode.commands.registerCommand('wsk.getCallbackMap', () => this.source.current()),
    );
  }

  attach(client: BaseLanguageClient): void {
    this.source.attach(client);
  }

  detach(): void {
    this.source.detach();
  }
}
