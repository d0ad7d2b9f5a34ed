// Commands that the server's answers lead to.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Location, Position } from 'vscode-languageserver-protocol';

/** What the server puts behind a code lens: the place of the lens, and the places that it tells of. */
export function showReferences(
  client: () => BaseLanguageClient | undefined,
): (uri: string, position: Position, locations: Location[]) => Promise<void> {
  return async (uri, position, locations) => {
    const convert = client()?.protocol2CodeConverter;
    if (!convert) return;
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      convert.asUri(uri),
      convert.asPosition(position),
      locations.map((location) => convert.asLocation(location)),
    );
  };
}
