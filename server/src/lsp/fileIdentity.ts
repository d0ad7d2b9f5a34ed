/** One name for one file, however a client writes its URI. */
import { URI } from 'vscode-uri';

const sourceName = /\.(?:c|h|cc|cpp|cxx|hpp|inl)$/i;

export function isSourceUri(uri: string): boolean {
  return sourceName.test(uri);
}

/** Decoded, so that `#include` finds names with spaces; a drive letter is small. */
export function identityOf(uri: string): string {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.with({ path: parsed.path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase()) }).toString(true);
  } catch {
    // No URI at all: it can be no file of the workspace, but it may still name a document.
    return uri;
  }
}

/** The core reads a language from the name's end; a buffer that was never saved has none. */
export function documentIdentity(uri: string, languageId: string): string {
  const identity = identityOf(uri);
  if (sourceName.test(identity)) return identity;
  return `${identity}${languageId === 'cpp' ? '.cpp' : '.c'}`;
}

export function parentOf(identity: string): string {
  return identity.slice(0, Math.max(0, identity.lastIndexOf('/')));
}

export function isInside(identity: string, folder: string): boolean {
  return identity.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

export function relativeTo(identity: string, folder: string): string {
  return identity.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

/** A file in a folder; the root of a file system ends in a slash already. */
export function within(folder: string, name: string): string {
  return `${folder.replace(/\/$/, '')}/${name}`;
}
