/** Drives the built server over stdio the way an editor does. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';

export const pulling: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: {
      isPreferredSupport: true,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true } },
  },
};

/** No pull diagnostics, no configuration requests, no document versions in edits: an editor of 2017. */
export const publishing: ClientCapabilities = {
  workspace: { didChangeConfiguration: {} },
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export interface Status {
  readonly state: string;
  readonly message: string;
}

export class LanguageServer {
  readonly connection: MessageConnection;
  readonly exit: Promise<number | null>;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: Status[] = [];
  readonly registrations: string[] = [];
  refreshes = 0;
  /** What `workspace/configuration` answers. */
  settings: unknown = {};
  stderr = '';
  private readonly waiting = new Set<() => void>();

  private constructor(readonly process: ChildProcessWithoutNullStreams) {
    this.exit = new Promise((resolve) => process.once('exit', (code) => resolve(code)));
    process.stderr.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.connection = createMessageConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.wake();
    });
    this.connection.onNotification('wsk/status', (status: Status) => {
      this.statuses.push(status);
      this.wake();
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest('client/registerCapability', (params: { registrations: { method: string }[] }) => {
      this.registrations.push(...params.registrations.map(({ method }) => method));
      this.wake();
      return null;
    });
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes += 1;
      this.wake();
      return null;
    });
    this.connection.listen();
  }

  static spawn(): LanguageServer {
    return new LanguageServer(spawn(process.execPath, ['dist/server.js', '--stdio']));
  }

  static async start(
    capabilities: ClientCapabilities,
    options: {
      readonly folders?: readonly string[];
      readonly settings?: unknown;
      readonly initializationOptions?: unknown;
      readonly locale?: string;
      readonly prepare?: (connection: MessageConnection) => void;
    } = {},
  ): Promise<LanguageServer> {
    const server = LanguageServer.spawn();
    if (options.settings !== undefined) server.settings = options.settings;
    options.prepare?.(server.connection);
    await server.initialize(capabilities, options.folders ?? [], options.initializationOptions, options.locale);
    return server;
  }

  async initialize(
    capabilities: ClientCapabilities,
    folders: readonly string[] = [],
    initializationOptions?: unknown,
    locale?: string,
  ): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      ...(locale !== undefined && { locale }),
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) })),
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  private wake(): void {
    for (const check of [...this.waiting]) check();
  }

  /** Waits for something that the server tells of its own accord. */
  async until(what: string, holds: () => boolean, milliseconds = 10_000): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`waited in vain for ${what}; stderr: ${this.stderr}`));
      }, milliseconds);
      this.waiting.add(check);
    });
  }

  open(uri: string, text: string, languageId = 'c', version = 1): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.report(uri);
    if (report.kind !== 'full') throw new Error('an unchanged report without a previous one');
    return report.items;
  }

  /** Pulls until the rules are those; a change from outside takes a moment to arrive. */
  async pullUntil(uri: string, rules: string, milliseconds = 10_000): Promise<Diagnostic[]> {
    for (const end = Date.now() + milliseconds; ;) {
      const diagnostics = await this.pull(uri);
      if (codes(diagnostics) === rules) return diagnostics;
      if (Date.now() > end) throw new Error(`waited in vain for "${rules}"; there is "${codes(diagnostics)}"`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  pullWorkspace(previousResultIds: readonly unknown[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  /** What the client shows for a document by what was published last. */
  shown(uri: string): Diagnostic[] | undefined {
    return this.published.filter((params) => params.uri === uri).at(-1)?.diagnostics;
  }

  async shutdown(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exit;
  }

  /** For tests that end in the middle of something. */
  kill(): void {
    this.connection.dispose();
    this.process.kill();
  }
}

export function codes(diagnostics: readonly Diagnostic[] | undefined): string {
  return (diagnostics ?? []).map(({ code }) => String(code)).join(' ');
}

/** A folder of driver files that is gone after the test. */
export class Folder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'wsk server '));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string | Uint8Array): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(name: string): void {
    rmSync(path.join(this.path, name), { recursive: true });
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.path, name)).href;
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
