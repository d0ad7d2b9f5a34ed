// The server never touches a disk of its own in VS Code: it asks the editor for the workspace's files, which works
// the same for folders, remote hosts and virtual workspaces.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const EXTENSIONS = ['c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'inl'];

export const SOURCE_GLOB = `**/*.{${EXTENSIONS.join(',')}}`;

export const CONFIG_NAMES = ['wsk-lint.json', '.wsk-lintignore'];

export const CONFIG_GLOB = `**/{${CONFIG_NAMES.join(',')}}`;

/** A workspace with more sources than this is checked file by file as they are opened. */
const MAX_FILES = 20_000;

const SKIPPED_FOLDERS = new Set(['.git', '.svn', '.hg', 'node_modules']);

/** Folders that belong to no workspace folder, with all of their files. */
export interface ExtraFiles {
  uris(): Promise<readonly vscode.Uri[]>;
}

export function registerFileRequests(client: BaseLanguageClient, extra: ExtraFiles): void {
  client.onRequest('wsk/findFiles', async (_params: unknown, token: vscode.CancellationToken) => {
    const files = [...(await findSourceFiles(token)), ...(await extra.uris())];
    return files.map((uri) => client.code2ProtocolConverter.asUri(uri));
  });
  client.onRequest('wsk/readFile', async ({ uri }: { uri: string }) => {
    const bytes = await vscode.workspace.fs.readFile(client.protocol2CodeConverter.asUri(uri));
    return { content: toBase64(bytes) };
  });
}

async function findSourceFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const [sources, configs] = await Promise.all(
    [SOURCE_GLOB, CONFIG_GLOB].map((glob) => vscode.workspace.findFiles(glob, undefined, MAX_FILES, token)),
  );
  const found = [...(sources ?? []), ...(configs ?? [])];
  // A virtual file system need not have a search: then its folders are walked.
  const searched = new Set(found.map((uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri.toString()));
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file' && !searched.has(uri.toString())) await walk(uri, found, token);
  }
  return found;
}

async function walk(folder: vscode.Uri, found: vscode.Uri[], token: vscode.CancellationToken): Promise<void> {
  for (const [name, type] of await readDirectory(folder)) {
    if (token.isCancellationRequested || found.length >= MAX_FILES) return;
    const uri = vscode.Uri.joinPath(folder, name);
    // A symbolic link to a folder may lead back up.
    if (type === vscode.FileType.Directory && !SKIPPED_FOLDERS.has(name)) await walk(uri, found, token);
    else if ((type & vscode.FileType.File) !== 0 && (isSource(name) || CONFIG_NAMES.includes(name))) found.push(uri);
  }
}

async function readDirectory(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // A folder that cannot be read holds nothing that can be checked; the rest of the workspace does.
    return [];
  }
}

function isSource(name: string): boolean {
  return EXTENSIONS.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

/** String.fromCharCode takes its bytes as arguments, of which an engine allows only so many. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}
