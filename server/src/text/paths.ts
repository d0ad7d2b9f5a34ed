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
