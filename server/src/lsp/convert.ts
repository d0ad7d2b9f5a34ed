/** From the core's findings and edits to the protocol's. */
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction as ProtocolAction,
  type Diagnostic,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Finding, Location, Message, Severity, TextEdit } from '../core';
import type { CodeAction } from '../features/codeActions';
import type { ClientProfile } from './clientProfile';
import type { Snapshot } from './project';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** The last occurrence is the placeholder: what stands before it may hold the same word. */
function withPlaceholder({ range, newText }: ProtocolEdit, placeholder: string): SnippetTextEdit {
  const plain = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
  const at = newText.lastIndexOf(placeholder);
  const [before, after] = [newText.slice(0, at), newText.slice(at + placeholder.length)];
  const value = at < 0 ? plain(newText) : `${plain(before)}\${1:${plain(placeholder)}}${plain(after)}`;
  return { range, snippet: { kind: 'snippet', value } };
}

/** How files are called towards the client. */
export interface Naming {
  uriOf(path: string): string;
  /** Of an open document; null where the file is not open. */
  versionOf(path: string): number | null;
}

export class Converter {
  constructor(
    private readonly profile: ClientProfile,
    private readonly naming: Naming,
    private readonly urls: ReadonlyMap<string, string>,
  ) {}

  range(snapshot: Snapshot, location: Location): Range | undefined {
    const lines = snapshot.file(location.file)?.lines;
    return lines && { start: lines.positionAt(location.start), end: lines.positionAt(location.end) };
  }

  diagnostic(snapshot: Snapshot, finding: Finding, format: (message: Message) => string): Diagnostic | undefined {
    const range = this.range(snapshot, finding.location);
    if (!range) return undefined;
    const url = this.urls.get(finding.rule);
    const diagnostic: Diagnostic = {
      range,
      severity: severities[finding.severity],
      code: finding.rule,
      source: 'wsk',
      message: format(finding.message),
    };
    if (url !== undefined && this.profile.codeDescription) diagnostic.codeDescription = { href: url };
    if (finding.tags && this.profile.tags) diagnostic.tags = finding.tags.map((tag) => tags[tag]);
    if (finding.related.length > 0 && this.profile.relatedInformation) {
      diagnostic.relatedInformation = finding.related.flatMap(({ location, message }) => {
        const place = this.range(snapshot, location);
        return place
          ? [{ location: { uri: this.naming.uriOf(location.file), range: place }, message: format(message) }]
          : [];
      });
    }
    return diagnostic;
  }

  /** `placeholder`: the part of the new text that the author replaces. */
  edit(snapshot: Snapshot, edits: readonly TextEdit[], placeholder?: string): WorkspaceEdit {
    const byFile = new Map<string, ProtocolEdit[]>();
    for (const { location, newText } of edits) {
      const range = this.range(snapshot, location);
      if (!range) continue;
      const list = byFile.get(location.file);
      if (list) list.push({ range, newText });
      else byFile.set(location.file, [{ range, newText }]);
    }
    if (!this.profile.documentChanges) {
      return { changes: Object.fromEntries([...byFile].map(([path, list]) => [this.naming.uriOf(path), list])) };
    }
    const documentChanges = [...byFile].map(([path, list]): TextDocumentEdit => ({
      textDocument: { uri: this.naming.uriOf(path), version: this.naming.versionOf(path) },
      edits:
        placeholder !== undefined && this.profile.snippetEdits
          ? list.map((edit) => withPlaceholder(edit, placeholder))
          : list,
    }));
    return { documentChanges };
  }

  action(
    snapshot: Snapshot,
    action: CodeAction,
    diagnosticOf: (finding: Finding) => Diagnostic | undefined,
  ): ProtocolAction {
    const result: ProtocolAction = {
      title: action.title,
      kind: action.kind === 'quickfix' ? CodeActionKind.QuickFix : action.kind,
      edit: this.edit(snapshot, action.edits, action.placeholder),
    };
    const diagnostic = action.finding && diagnosticOf(action.finding);
    if (diagnostic) result.diagnostics = [diagnostic];
    if (action.preferred && this.profile.preferredActions) result.isPreferred = true;
    return result;
  }
}
