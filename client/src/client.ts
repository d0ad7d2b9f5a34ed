// What both hosts share: which documents, what the server may ask of the editor, how trouble is shown.

import * as vscode from 'vscode';
import type { BaseLanguageClient, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import { showReferences } from './commands';
import { ConfigsAbove } from './configsAbove';
import { ExampleDriver } from './example';
import { CONFIG_GLOB, registerFileRequests, SOURCE_GLOB } from './files';
import { CallbackMapFeature } from './map';
import { type ServerStatus, StatusItem } from './status';

/** No scheme: files on disk, untitled buffers and every virtual workspace alike. */
export const DOCUMENTS: { language: string }[] = [{ language: 'c' }, { language: 'cpp' }];

const MAX_RESTARTS = 4;

/**
 * Makes the client of one host: over IPC in Node, over a worker in the browser. The language client is most of the
 * extension's code: it is loaded here and not before.
 */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** A part of the extension that speaks with the server of the moment; there is none between two of them. */
export interface ClientFeature {
  attach(client: BaseLanguageClient): void;
  detach(): void;
}

export class WskClient {
  private client: BaseLanguageClient | undefined;
  /** Starting and stopping take turns: a second request waits for the first. */
  private turn: Promise<void> = Promise.resolve();
  private readonly features: readonly ClientFeature[];
  private readonly example: ExampleDriver;
  private readonly output: vscode.LogOutputChannel;
  private readonly status: StatusItem;
  private readonly watchers = [
    ...[SOURCE_GLOB, CONFIG_GLOB].map((glob) => vscode.workspace.createFileSystemWatcher(glob, false, false, true)),
    // Of a folder that goes nothing is told but that: what was in it is gone too.
    vscode.workspace.createFileSystemWatcher('**', true, true, false),
  ];

  constructor(
    private readonly createClient: ClientFactory,
    private readonly initializationOptions: { wasmBaseUri?: string },
    context: vscode.ExtensionContext,
  ) {
    const { subscriptions } = context;
    this.example = new ExampleDriver(context);
    const configsAbove = new ConfigsAbove();
    this.features = [this.example, new CallbackMapFeature(context), configsAbove];
    this.output = vscode.window.createOutputChannel('WSK', { log: true });
    this.status = new StatusItem(DOCUMENTS);
    // Views of the extension show themselves where it has something to do.
    void vscode.commands.executeCommand('setContext', 'wsk.active', true);
    subscriptions.push(
      this.output,
      this.status,
      configsAbove,
      ...this.watchers,
      vscode.commands.registerCommand('wsk.showOutput', () => this.output.show()),
      vscode.commands.registerCommand(
        'wsk.showReferences',
        showReferences(() => this.client),
      ),
      vscode.commands.registerCommand('wsk.restart', () => this.restart()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        const needsRestart = ['wsk.enable', 'wsk.callHierarchy.enable'];
        if (needsRestart.some((setting) => change.affectsConfiguration(setting))) void this.restart();
      }),
    );
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** After the window's other work: loading the language client takes some ten milliseconds. */
  start(): Promise<void> {
    return this.inTurn(async () => {
      await laterTurn();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  /** Trouble that the connection itself cannot see, such as a worker whose script did not load. */
  fail(message: string): void {
    this.output.error(message);
    this.status.show({ state: 'error', message });
  }

  private inTurn(action: () => Promise<void>): Promise<void> {
    const next = this.turn.then(action);
    this.turn = next.catch(() => undefined);
    return next;
  }

  private async startNow(): Promise<void> {
    if (!isEnabled()) {
      this.detachFeatures();
      this.status.show({ state: 'ok', message: vscode.l10n.t('Switched off by the setting wsk.enable') });
      return;
    }
    this.status.show({ state: 'busy', message: vscode.l10n.t('Starting') });
    try {
      const client = await this.createClient(await this.options());
      this.client = client;
      client.onNotification('wsk/status', (status: ServerStatus) => this.status.show(status));
      registerFileRequests(client, this.example);
      await client.start();
      for (const feature of this.features) feature.attach(client);
      this.status.started();
    } catch (error) {
      this.client = undefined;
      this.detachFeatures();
      this.fail(vscode.l10n.t('The language server did not start: {0}', describe(error)));
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (!client) return;
    this.detachFeatures();
    try {
      // Disposing stops the server and takes its diagnostics away, so that no stale one stays.
      await client.dispose();
    } catch (error) {
      this.output.warn(describe(error));
    }
  }

  private detachFeatures(): void {
    for (const feature of this.features) feature.detach();
  }

  private async options(): Promise<LanguageClientOptions> {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.output,
      diagnosticCollectionName: 'wsk',
      initializationOptions: {
        ...this.initializationOptions,
        fileAccess: 'client',
        showsReferences: true,
        callHierarchy: wantsCallHierarchy(),
      },
      synchronize: {
        configurationSection: 'wsk',
        fileEvents: this.watchers,
      },
      errorHandler: await this.errorHandler(),
      initializationFailedHandler: (error) => {
        this.output.error(describe(error));
        return false;
      },
    };
  }

  private async errorHandler(): Promise<ErrorHandler> {
    const { CloseAction, ErrorAction } = await import('vscode-languageclient');
    let restarts = 0;
    return {
      error: (error) => {
        this.fail(vscode.l10n.t('The connection to the language server is in trouble: {0}', error.message));
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        restarts += 1;
        if (restarts <= MAX_RESTARTS) return { action: CloseAction.Restart };
        this.fail(vscode.l10n.t('The language server stopped {0} times and stays off', restarts));
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }
}

/** Extensions with a call hierarchy for C and C++. VS Code asks one provider only, and theirs knows every call. */
const OTHER_HIERARCHIES = ['llvm-vs-code-extensions.vscode-clangd', 'ms-vscode.cpptools'];

function wantsCallHierarchy(): boolean {
  const wanted = vscode.workspace.getConfiguration('wsk').get<string>('callHierarchy.enable', 'auto');
  const isOther = (id: string): boolean => vscode.extensions.getExtension(id) !== undefined;
  return wanted === 'on' || (wanted === 'auto' && !OTHER_HIERARCHIES.some(isOther));
}

/** One folder is enough: the server asks each of them. */
function isEnabled(): boolean {
  const scopes = [undefined, ...(vscode.workspace.workspaceFolders ?? [])];
  return scopes.some((scope) => vscode.workspace.getConfiguration('wsk', scope).get<boolean>('enable', true));
}

function laterTurn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
