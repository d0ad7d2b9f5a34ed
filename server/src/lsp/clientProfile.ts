/** What the client said of itself in `initialize`. */
import type { InitializeParams } from 'vscode-languageserver';
import type { Language } from '../core';

export interface ClientProfile {
  readonly language: Language;
  /** The client reads the workspace's files for the server (wsk/findFiles, wsk/readFile). */
  readonly readsFiles: boolean;
  readonly wasmBaseUri: string | undefined;
  /** False for an editor that shows one server's call hierarchy and has another one. */
  readonly callHierarchy: boolean;
  /** The client has the command wsk.showReferences. */
  readonly showsReferences: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
  readonly documentChanges: boolean;
  /** Edits may leave something for the author to replace. */
  readonly snippetEdits: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly markdownHover: boolean;
  readonly snippets: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** It watches folders too that are in no workspace folder. */
  readonly relativeWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Clients send a locale in any spelling: zh-cn, zh_CN, zh-Hans. */
function languageOf(locale: string | undefined): Language {
  return /^zh(?![-_](tw|hk|mo|hant))/i.test(locale ?? '') ? 'zh-cn' : 'en';
}

export function profileOf({ capabilities, initializationOptions, locale }: InitializeParams): ClientProfile {
  const options: unknown = initializationOptions;
  const given = isRecord(options) ? options : {};
  const { workspace, textDocument, window } = capabilities;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const actions = textDocument?.codeAction;
  const readsFiles = given.fileAccess === 'client';
  return {
    language: languageOf(locale),
    readsFiles,
    wasmBaseUri: typeof given.wasmBaseUri === 'string' ? given.wasmBaseUri : undefined,
    callHierarchy: given.callHierarchy !== false,
    showsReferences: given.showsReferences === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    pullsDiagnostics: pulled !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    // A client that pulls may say it in either place.
    relatedInformation: (pulled?.relatedInformation ?? false) || (published?.relatedInformation ?? false),
    tags: (pulled?.tagSupport ?? published?.tagSupport) !== undefined,
    codeDescription: (pulled?.codeDescriptionSupport ?? false) || (published?.codeDescriptionSupport ?? false),
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    codeActionLiterals: actions?.codeActionLiteralSupport !== undefined,
    preferredActions: actions?.isPreferredSupport ?? false,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    // A client that reads the files watches them too.
    registersWatchers: !readsFiles && (workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false),
    relativeWatchers: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    progress: window?.workDoneProgress ?? false,
  };
}
