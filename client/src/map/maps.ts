// The event callback map as the server sends it (wsk/callbackMap), and the one copy of it that all views share.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

export type CallbackState = 'static' | 'enabled' | 'inherited' | 'conditional' | 'never' | 'unknown';

interface Point {
  readonly line: number;
  readonly character: number;
}

/** A place as the protocol writes it: lines and UTF-16 units, from 0. */
export interface CodePlace {
  readonly uri: string;
  readonly range: { readonly start: Point; readonly end: Point };
}

export interface MappedCallback {
  readonly callback: string;
  readonly flag: string | null;
  readonly handler: { readonly name: string; readonly location: CodePlace | null } | null;
  /** Whether a function is there is not known. */
  readonly handlerUnknown: boolean;
  readonly state: CallbackState;
  readonly enabledAt: readonly CodePlace[];
  readonly disabledAt: readonly CodePlace[];
  /** Why the state is not known; empty where it is. */
  readonly doubt: string;
}

export interface MappedTable {
  readonly name: string;
  readonly type: string;
  readonly category: string;
  readonly location: CodePlace;
  readonly callbacks: readonly MappedCallback[];
}

export interface MappedFolder {
  readonly uri: string | null;
  readonly tables: readonly MappedTable[];
  readonly staticMask: readonly string[];
}

export interface StateWords {
  readonly state: CallbackState;
  readonly sign: string;
  readonly word: string;
  readonly explanation: string;
}

export interface CallbackMaps {
  readonly folders: readonly MappedFolder[];
  readonly columns: readonly { readonly callback: string; readonly flag: string | null }[];
  readonly states: readonly StateWords[];
}

const NOTHING: CallbackMaps = { folders: [], columns: [], states: [] };

/** Asks the server only while somebody looks, and never twice at a time. */
export class MapSource implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<CallbackMaps>();
  readonly onDidChange = this.changes.event;
  private client: BaseLanguageClient | undefined;
  private watchers = 0;
  private known: { readonly maps: CallbackMaps; readonly json: string } | undefined;
  private stale = true;
  private asking: Promise<void> | undefined;
  private open: () => void = () => undefined;
  /** Before the first server has started, or failed to, there is no answer to give. */
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  attach(client: BaseLanguageClient): void {
    this.client = client;
    client.onNotification('wsk/callbackMapChanged', () => this.invalidate());
    this.open();
    this.invalidate();
  }

  detach(): void {
    this.client = undefined;
    this.take(NOTHING);
    this.stale = true;
    this.open();
  }

  /** Keeps the map up to date until disposed of. */
  watch(): vscode.Disposable {
    this.watchers += 1;
    if (this.stale) void this.refresh();
    let watching = true;
    return new vscode.Disposable(() => {
      if (watching) this.watchers -= 1;
      watching = false;
    });
  }

  async current(): Promise<CallbackMaps> {
    await this.opened;
    if (this.stale) await this.refresh();
    return this.known?.maps ?? NOTHING;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private invalidate(): void {
    this.stale = true;
    if (this.watchers > 0) void this.refresh();
  }

  private refresh(): Promise<void> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<void> {
    while (this.stale && this.client) {
      const { client } = this;
      this.stale = false;
      try {
        const maps = await client.sendRequest<CallbackMaps | null>('wsk/callbackMap', {});
        if (client === this.client) this.take(maps ?? NOTHING);
      } catch (error) {
        // The server stopped; the next one is asked when it has started.
        client.warn(String(error));
      }
    }
  }

  private take(maps: CallbackMaps): void {
    const json = JSON.stringify(maps);
    if (this.known?.json === json) return;
    this.known = { maps, json };
    this.changes.fire(maps);
  }
}
