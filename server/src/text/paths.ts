/** The parts of a path as it was given: a URI's or POSIX's with slashes, or Windows' with backslashes. */

function cutOf(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

export function basename(path: string): string {
  return path.slice(cutOf(path) + 1);
}

/** The folder of a path, without the separator at its end. */
export function dirname(path: string): string {
  return path.slice(0, Math.max(0, cutOf(path)));
}

function isBelow(folder: string, top: string): boolean {
  const next = folder.charAt(top.length);
  return folder.startsWith(top) && (next === '' || next === '/' || next === '\\');
}

/** One folder is the other's, above or below it, or both are in one folder. */
export function isNear(a: string, b: string): boolean {
  return isBelow(a, b) || isBelow(b, a) || dirname(a) === dirname(b);
}
