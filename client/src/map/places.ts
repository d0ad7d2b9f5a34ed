import * as vscode from 'vscode';
import type { CodePlace, MappedCallback, MappedTable } from './maps';

function rangeOf({ range: { start, end } }: CodePlace): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export async function openPlace(place: CodePlace, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri, true), { ...options, selection: rangeOf(place) });
}

/** `listener.c:56`, as editors count lines. */
export function placeLabel({ uri, range }: CodePlace): string {
  const { path } = vscode.Uri.parse(uri, true);
  return `${path.slice(path.lastIndexOf('/') + 1)}:${range.start.line + 1}`;
}

/** Where a callback is to be seen: its function, else what switches it on, else its table. */
export function mainPlace({ handler, enabledAt }: MappedCallback, table: MappedTable): CodePlace {
  return handler?.location ?? enabledAt[0] ?? table.location;
}
