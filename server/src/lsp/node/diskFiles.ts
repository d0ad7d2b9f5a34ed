/** The files of the workspace folders, on this machine's disk. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { CancellationToken } from 'vscode-languageserver';
import type { FileAccess } from '../fileAccess';
import { isConfigUri } from '../configFiles';
import { isSourceUri } from '../fileIdentity';

const skippedFolders = new Set(['.git', '.svn', '.hg', '.vs', 'node_modules']);
/** A workspace folder may be a whole disk by mistake. */
const maxFiles = 50_000;

async function walk(folder: string, found: string[], token: CancellationToken): Promise<void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder that cannot be read holds nothing that can be checked; the rest of the workspace does.
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (token.isCancellationRequested || found.length >= maxFiles) return;
    const full = path.join(folder, entry.name);
    // Links are not followed: one may lead back up, or out of the workspace.
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) await walk(full, found, token);
    else if (entry.isFile() && (isSourceUri(entry.name) || isConfigUri(entry.name)))
      found.push(URI.file(full).toString());
  }
}

export const diskFiles: FileAccess = {
  find: async (folders, token) => {
    const found: string[] = [];
    for (const folder of folders) {
      const uri = URI.parse(folder);
      if (uri.scheme === 'file') await walk(uri.fsPath, found, token);
    }
    return found;
  },
  read: async (uri) => {
    const parsed = URI.parse(uri);
    if (parsed.scheme !== 'file') throw new Error(`${uri}: not on this machine's disk`);
    // As in the search: a link may lead out of the workspace.
    if ((await lstat(parsed.fsPath)).isSymbolicLink()) throw new Error(`${uri}: is a symbolic link`);
    return readFile(parsed.fsPath);
  },
};
