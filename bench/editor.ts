/** An editor as far as a language server sees it: it opens a file, types, and waits for the diagnostics. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Driver } from './inputs';
import { built } from './product';

export interface ServerKind {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether diagnostics are asked for; else they come of their own accord. */
  readonly pulls: boolean;
}

export const ours: ServerKind = {
  name: 'wsk',
  command: process.execPath,
  args: [built('server.js'), '--stdio'],
  pulls: true,
};

export interface Place {
  readonly line: number;
  readonly character: number;
}

export class Editor {
  private readonly connection: MessageConnection;
  private readonly process: ChildProcessWithoutNullStreams;
  private version = 1;
  private readonly waiting = new Map<number, () => void>();
  private readonly uri: string;

  constructor(
    private readonly kind: ServerKind,
    private readonly driver: Driver,
  ) {
    this.uri = pathToFileURL(driver.file).href;
    this.process = spawn(kind.command, kind.args, { stdio: 'pipe' });
    this.process.stderr.resume();
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      if (params.uri === this.uri && params.version !== undefined) this.waiting.get(params.version)?.();
    });
    this.connection.listen();
  }

  async initialize(): Promise<void> {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(this.driver.folder).href,
      workspaceFolders: [{ uri: pathToFileURL(this.driver.folder).href, name: 'driver' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
        textDocument: {
          publishDiagnostics: { versionSupport: true, relatedInformation: true },
          ...(this.kind.pulls && { diagnostic: {} }),
        },
      },
    });
  }

  /** Opens the driver; resolves with its first diagnostics. */
  async open(): Promise<void> {
    await this.connection.sendNotification('initialized', {});
    const done = this.published(this.version);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'c', version: this.version, text: this.driver.text },
    });
    await this.diagnostics(done);
  }

  /** One edit, to its diagnostics; how long that took. */
  async edit(start: Place, end: Place, text: string): Promise<number> {
    const started = performance.now();
    this.version += 1;
    const done = this.published(this.version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range: { start, end }, text }],
      // An extension of clangd's: diagnostics now, without its usual wait for a pause in typing.
      wantDiagnostics: true,
    });
    await this.diagnostics(done);
    return performance.now() - started;
  }

  async request(method: string, place: Place): Promise<number> {
    const started = performance.now();
    await this.connection.sendRequest(method, { textDocument: { uri: this.uri }, position: place });
    return performance.now() - started;
  }

  private published(version: number): Promise<void> {
    if (this.kind.pulls) return Promise.resolve();
    return new Promise((resolve) =>
      this.waiting.set(version, () => {
        this.waiting.delete(version);
        resolve();
      }),
    );
  }

  private async diagnostics(published: Promise<void>): Promise<void> {
    if (this.kind.pulls) {
      await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    } else await published;
  }

  /** What the server's process holds now, in MB; NaN on systems that do not tell. */
  get megabytes(): number {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000;
    } catch {
      return Number.NaN;
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }
}
