/** Where the text of files comes from that no editor has open. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { isInside, identityOf } from './fileIdentity';

export interface FileAccess {
  /** URIs of all C and C++ files below the folders, and of the files that say how to check them. */
  find(folders: readonly string[], token: CancellationToken): Promise<readonly string[]>;
  read(uri: string): Promise<Uint8Array>;
}

function decodeBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function isUriList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The client does it, which also works where there is no disk: virtual workspaces, the browser. */
export function clientFiles(connection: Connection): FileAccess {
  return {
    find: async (folders, token) => {
      const found: unknown = await connection.sendRequest('wsk/findFiles', {}, token);
      if (!isUriList(found)) throw new Error('wsk/findFiles: the answer is no list of URIs');
      const roots = folders.map(identityOf);
      return found.filter((uri) => roots.some((root) => isInside(identityOf(uri), root)));
    },
    read: async (uri) => {
      const answer: unknown = await connection.sendRequest('wsk/readFile', { uri });
      if (
        typeof answer !== 'object' ||
        answer === null ||
        !('content' in answer) ||
        typeof answer.content !== 'string'
      ) {
        throw new Error('wsk/readFile: the answer has no content');
      }
      return decodeBase64(answer.content);
    },
  };
}

export const noFiles: FileAccess = {
  find: () => Promise.resolve([]),
  read: (uri) => Promise.reject(new Error(`${uri}: this server has no access to files`)),
};
