/** The language server on any connection: what it can do, and what it does on each message. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  ErrorCodes,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CompletionList,
  type Connection,
  type DocumentLink,
  type InlayHint,
  type SignatureHelp,
  type DocumentDiagnosticReport,
  type Hover,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { version } from '../../../package.json';
import type { Grammars } from '../core';
import { profileOf, type ClientProfile } from './clientProfile';
import { clientFiles, noFiles, type FileAccess } from './fileAccess';
import { callbackMaps, type CallbackMaps } from './requests/callbackMap';
import { codeActions } from './requests/codeActions';
import { codeLenses } from './requests/codeLens';
import { completion, resolveCompletion } from './requests/completion';
import { inlayHints } from './requests/inlayHints';
import {
  definition,
  hierarchyIncoming,
  hierarchyOutgoing,
  links,
  prepareHierarchy,
  references,
} from './requests/navigation';
import { signatureHelp } from './requests/signatureHelp';
import { hover } from './requests/hover';
import { Session } from './session';

/** What the surroundings give: Node or a web worker. */
export interface Host {
  grammars(profile: ClientProfile): Promise<Grammars>;
  /** Undefined where there is no disk. */
  readonly disk: FileAccess | undefined;
  /** Milliseconds of work: of the processor where that can be told, so that a busy machine skips no file that an idle one checks. */
  readonly clock: () => number;
  /** The workspace is large: what is needed no more is to be given back early. */
  saveMemory?(): void;
}

/** From so many files on a workspace is large. */
const MANY_FILES = 100;

function capabilitiesFor(profile: ClientProfile): InitializeResult {
  return {
    serverInfo: { name: 'wsk-language-tools', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [' ', '|', '.', '(', ',', '='], resolveProvider: true },
      signatureHelpProvider: { triggerCharacters: ['(', ','] },
      inlayHintProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentLinkProvider: {},
      codeLensProvider: {},
      ...(profile.callHierarchy && { callHierarchyProvider: true }),
      ...(profile.codeActionLiterals && {
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, 'source.fixAll.wsk'],
        },
      }),
      ...(profile.pullsDiagnostics && {
        diagnosticProvider: { identifier: 'wsk', interFileDependencies: true, workspaceDiagnostics: true },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function rootsOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map((folder) => folder.uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients without workspace folders have nothing else
  const { rootUri } = params;
  return typeof rootUri === 'string' ? [rootUri] : [];
}

function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Lets messages that have already come in be read first: an edit or a cancellation may be among them. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

export class Server {
  private session: Session | undefined;
  private shutDown = false;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
  ) {}

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    connection.onShutdown(() => {
      this.shutDown = true;
      this.session?.stop();
    });
    connection.onDidChangeConfiguration(({ settings }) => this.notify((session) => session.settingsChanged(settings)));
    connection.onDidChangeWatchedFiles(({ changes }) => this.notify((session) => session.filesChanged(changes)));
    connection.onHover((params, token) =>
      this.answer<Hover | null>(token, null, (session) => this.hover(session, params)),
    );
    connection.onCompletion((params, token) =>
      this.answer<CompletionList | null>(token, null, async (session) => {
        await session.configured;
        return completion(session, params);
      }),
    );
    connection.onCompletionResolve((item, token) =>
      this.answer(token, item, (session) => Promise.resolve(resolveCompletion(session, item))),
    );
    connection.onSignatureHelp((params, token) =>
      this.answer<SignatureHelp | null>(token, null, async (session) => {
        await session.configured;
        return signatureHelp(session, params);
      }),
    );
    connection.languages.inlayHint.on((params, token) =>
      this.answer<InlayHint[]>(token, [], async (session) => {
        await session.ready();
        return inlayHints(session, params);
      }),
    );
    connection.onCodeLens((params, token) =>
      this.answer<CodeLens[]>(token, [], async (session) => {
        await session.ready();
        return codeLenses(session, params);
      }),
    );
    this.listenForNavigation();
    connection.onCodeAction((params, token) =>
      this.answer<CodeAction[]>(token, [], (session) => this.codeAction(session, params, token)),
    );
    connection.languages.diagnostics.on((params, token) =>
      this.answer<DocumentDiagnosticReport>(token, { kind: 'full', items: [] }, async (session) => {
        await session.ready();
        const path = session.documents.pathOf(params.textDocument.uri);
        const isCancelled = (): boolean => token.isCancellationRequested;
        return session.pulled.document(session.projects.existing(path), path, params.previousResultId, isCancelled);
      }),
    );
    connection.languages.diagnostics.onWorkspace((params, token) =>
      this.answer<WorkspaceDiagnosticReport>(token, { items: [] }, async (session) => {
        await session.ready();
        const previous = params.previousResultIds.map(
          ({ uri, value }) => [session.documents.pathOf(uri), value] as const,
        );
        return { items: await session.pulled.workspace(new Map(previous), () => token.isCancellationRequested) };
      }),
    );
    connection.onRequest('wsk/callbackMap', (_params: unknown, token: CancellationToken) =>
      this.answer<CallbackMaps | null>(token, null, async (session) => {
        session.watchMap();
        await session.ready();
        return callbackMaps(session, () => token.isCancellationRequested);
      }),
    );
    connection.listen();
  }

  private listenForNavigation(): void {
    const { connection } = this;
    const ask = <T>(token: CancellationToken, nothing: T, work: (session: Session) => Promise<T>): Promise<T> =>
      this.answer(token, nothing, async (session) => {
        await session.ready();
        return work(session);
      });
    connection.onDefinition((params, token) => ask(token, [], (session) => definition(session, params)));
    connection.onReferences((params, token) => ask(token, [], (session) => references(session, params)));
    connection.onDocumentLinks((params, token) =>
      this.answer<DocumentLink[]>(token, [], async (session) => {
        await session.configured;
        return links(session, params);
      }),
    );
    const { callHierarchy } = connection.languages;
    callHierarchy.onPrepare((params, token) => ask(token, null, (session) => prepareHierarchy(session, params)));
    callHierarchy.onOutgoingCalls(({ item }, token) => ask(token, null, (session) => hierarchyOutgoing(session, item)));
    callHierarchy.onIncomingCalls(({ item }, token) => ask(token, null, (session) => hierarchyIncoming(session, item)));
  }

  private initialize(params: InitializeParams): InitializeResult {
    const profile = profileOf(params);
    const files = profile.readsFiles ? clientFiles(this.connection) : (this.host.disk ?? noFiles);
    const access: FileAccess = {
      read: (uri) => files.read(uri),
      find: async (folders, token) => {
        const found = await files.find(folders, token);
        if (found.length >= MANY_FILES) this.host.saveMemory?.();
        return found;
      },
    };
    this.session = new Session(this.connection, profile, access, this.host.clock, () => this.host.grammars(profile));
    this.session.addFolders(rootsOf(params));
    return capabilitiesFor(profile);
  }

  private initialized(): void {
    this.notify(async (session) => {
      const { profile } = session;
      if (profile.registersConfiguration) {
        void this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'wsk' });
      }
      if (profile.workspaceFolders) {
        this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const uris = (folders: readonly { readonly uri: string }[]): string[] => folders.map(({ uri }) => uri);
          this.notify((current) => current.changeFolders(uris(added), uris(removed)));
        });
      }
      session.watchFiles();
      await session.start();
    });
  }

  private async hover(session: Session, params: HoverParams): Promise<Hover | null> {
    await session.configured;
    return hover(session, params);
  }

  private async codeAction(
    session: Session,
    params: CodeActionParams,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    await session.ready();
    return codeActions(session, params, () => token.isCancellationRequested);
  }

  /** Work on a notification: it fails alone, and says so. */
  private notify(work: (session: Session) => Promise<void>): void {
    const { session } = this;
    if (!session || this.shutDown) return;
    work(session).catch((error: unknown) => {
      if (!this.shutDown)
        this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }

  /** Answers a request: never before `initialize` or after `shutdown`, never with a result nobody waits for. */
  private async answer<T>(token: CancellationToken, nothing: T, work: (session: Session) => Promise<T>): Promise<T> {
    const { session } = this;
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized');
    if (this.shutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is shutting down');
    await nextTurn();
    throwIfCancelled(token);
    let result = nothing;
    try {
      result = await work(session);
    } catch (error) {
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    throwIfCancelled(token);
    return result;
  }
}
