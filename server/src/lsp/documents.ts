/** The documents that the client has open, by the identity of their file. */
import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Naming } from './convert';
import { documentIdentity, identityOf, isSourceUri } from './fileIdentity';
import { URI } from 'vscode-uri';

const languages = new Set(['c', 'cpp', 'objective-c', 'objective-cpp', 'cuda-cpp']);

export interface DocumentEvents {
  changed(path: string, text: string): void;
  /** After `changed`, where the document has been open before. */
  edited(): void;
  closed(path: string): void;
}

/** A client may send anything: what is no text is an empty file, and costs no other one its findings. */
function textOf(document: TextDocument): string {
  const text: unknown = document.getText();
  return typeof text === 'string' ? text : '';
}

export class Documents implements Naming {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly byPath = new Map<string, TextDocument>();
  private readonly pathByUri = new Map<string, string>();
  /** How files are spelled that were found, not opened. */
  private readonly foundUris = new Map<string, string>();

  constructor(connection: Connection, events: DocumentEvents) {
    this.documents.onDidChangeContent(({ document }) => {
      if (!languages.has(document.languageId) && !isSourceUri(document.uri)) return;
      const path = documentIdentity(document.uri, document.languageId);
      const wasOpen = this.byPath.has(path);
      this.byPath.set(path, document);
      this.pathByUri.set(document.uri, path);
      events.changed(path, textOf(document));
      if (wasOpen) events.edited();
    });
    this.documents.onDidClose(({ document }) => {
      const path = this.pathByUri.get(document.uri);
      if (path === undefined) return;
      this.pathByUri.delete(document.uri);
      this.byPath.delete(path);
      events.closed(path);
    });
    this.documents.listen(connection);
  }

  isOpen(path: string): boolean {
    return this.byPath.has(path);
  }

  all(): { readonly path: string; readonly text: string }[] {
    return [...this.byPath].map(([path, document]) => ({ path, text: textOf(document) }));
  }

  get(path: string): TextDocument | undefined {
    return this.byPath.get(path);
  }

  /** The identity behind a URI of a request, whether its document is open or not. */
  pathOf(uri: string): string {
    return this.pathByUri.get(uri) ?? identityOf(uri);
  }

  found(path: string, uri: string): void {
    this.foundUris.set(path, uri);
  }

  uriOf(path: string): string {
    return this.byPath.get(path)?.uri ?? this.foundUris.get(path) ?? URI.parse(path).toString();
  }

  versionOf(path: string): number | null {
    return this.byPath.get(path)?.version ?? null;
  }
}
